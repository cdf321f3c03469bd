using Homeward.Journey.Branches;
using Homeward.Journey.Contact;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Proof;
using Homeward.Journey.Reports;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey;

/// <summary>The journey of an order, stage by stage. A stage uses the ones above it and Shared; it tells the ones above by facts in the outbox.</summary>
public static class Stages
{
    /// <summary>The rules of every stage, over the storage given.</summary>
    public static IServiceCollection AddJourney(this IServiceCollection services, Storage storage) =>
        services
            .AddShared(storage)
            .AddAccounts((db, branch, ct) => db.Branches.AnyAsync(b => b.Id == branch, ct))
            .AddBranches()
            .AddCrew()
            .AddIntake()
            .AddStock()
            .AddDispatch()
            .AddRunningDay()
            .AddDelivery()
            .AddProof()
            .AddRetrieval()
            .AddContact()
            .AddReports();

    /// <summary>Who sees more than the rows of their own branches.</summary>
    internal static void Sight(ModelBuilder builder, JourneyDb context) => DispatchTables.Sight(builder, context);

    internal static void Map(ModelBuilder builder)
    {
        BranchesTables.Map(builder);
        CrewTables.Map(builder);
        IntakeTables.Map(builder);
        StockTables.Map(builder);
        DispatchTables.Map(builder);
        DeliveryTables.Map(builder);
        ProofTables.Map(builder);
        RetrievalTables.Map(builder);
        ContactTables.Map(builder);
    }
}
