using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Stock;

public static class StockServices
{
    public static IServiceCollection AddStock(this IServiceCollection services) =>
        services
            .AddScoped<StockBranches>()
            .AddScoped<Ledger>()
            .AddScoped<AuditLedger>()
            .AddScoped<Allocation>()
            .AddScoped<Allocate>()
            .AddScoped<AllocateOrder>()
            .AddScoped<ReleaseOrder>()
            .AddScoped<TakeUnit>()
            .AddScoped<Shortages>()
            .AddScoped<VanCustody>()
            .AddScoped<LoadVan>()
            .AddScoped<UnloadVan>()
            .AddScoped<LoadCounted>()
            .AddScoped<HandOver>()
            .AddScoped<ReceiveUnits>()
            .AddScoped<ReceiveLot>()
            .AddScoped<MoveUnit>()
            .AddScoped<MoveCounted>()
            .AddScoped<TransferOut>()
            .AddScoped<TransferIn>()
            .AddScoped<FindTransfers>()
            .AddScoped<CountBin>()
            .AddScoped<OpenBin>()
            .AddScoped<FindBins>()
            .AddScoped<ReadBin>()
            .AddScoped<SetPar>()
            .AddScoped<BelowPar>()
            .AddScoped<FindUnits>()
            .AddScoped<UnitDetail>()
            .AddScoped<WhereIs>()
            .AddScoped<PickList>()
            .AddScoped<PrintLabel>()
            .AddScoped<IHandle<OrderAccepted>, OrderFacts>()
            .AddScoped<IHandle<OrderChanged>, OrderFacts>()
            .AddScoped<IHandle<OrderCancelled>, OrderFacts>()
            .AddScoped<IHandle<StockArrived>, OrderFacts>()
            .AddScoped<IHandle<UnitShelved>, OrderFacts>();
}
