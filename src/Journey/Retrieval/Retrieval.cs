using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Retrieval;

public static class RetrievalServices
{
    public static IServiceCollection AddRetrieval(this IServiceCollection services) =>
        services
            .AddScoped<EquipmentHolders>()
            .AddScoped<CareRoom>()
            .AddScoped<PickupDesk>()
            .AddScoped<PickupVisits>()
            .AddScoped<SchedulePickup>()
            .AddScoped<RequestPickup>()
            .AddScoped<CancelPickup>()
            .AddScoped<ReceiveReturn>()
            .AddScoped<StartCleaning>()
            .AddScoped<FinishCleaning>()
            .AddScoped<StartInspection>()
            .AddScoped<RecordWipe>()
            .AddScoped<PassInspection>()
            .AddScoped<FailInspection>()
            .AddScoped<SetUnitAside>()
            .AddScoped<ReturnsBoard>()
            .AddScoped<ReturnDetail>()
            .AddScoped<FindPickups>()
            .AddScoped<IHandle<PatientDied>, RetrievalFacts>()
            .AddScoped<IHandle<VisitBooked>, RetrievalFacts>()
            .AddScoped<IHandle<PlanPublished>, RetrievalFacts>()
            .AddScoped<IHandle<VisitCancelled>, RetrievalFacts>()
            .AddScoped<IHandle<VisitFailed>, RetrievalFacts>()
            .AddScoped<IHandle<VisitClosed>, RetrievalFacts>()
            .AddScoped<IHandle<UnitReceivedUsed>, RetrievalFacts>();
}
