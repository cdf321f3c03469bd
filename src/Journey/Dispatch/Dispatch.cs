using Homeward.Journey.Shared;
using Homeward.Roads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Homeward.Journey.Dispatch;

public static class DispatchServices
{
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.TryAddSingleton<ITravelTimes>(new GreatCircleTravel());
        return services
            .AddScoped<MakeVisits>()
            .AddScoped<IHandle<OrderAccepted>, VisitFacts>()
            .AddScoped<IHandle<OrderChanged>, VisitFacts>()
            .AddScoped<IHandle<OrderHeld>, VisitFacts>()
            .AddScoped<IHandle<OrderCancelled>, VisitFacts>()
            .AddScoped<IHandle<VisitFailed>, VisitFacts>()
            .AddScoped<IHandle<VisitClosed>, VisitFacts>()
            .AddSingleton<DayCache>()
            .AddSingleton<TravelCache>()
            .AddSingleton<PlanRunner>()
            .AddSingleton<LostRuns>()
            .AddHostedService(s => s.GetRequiredService<LostRuns>())
            .AddScoped<DayReader>()
            .AddScoped<EditHistory>()
            .AddScoped<BookWindow>()
            .AddScoped<TentativeDay>()
            .AddScoped<WindowWidths>()
            .AddScoped<OfferWindows>()
            .AddScoped<WhatBlocks>()
            .AddScoped<CheckPublish>()
            .AddScoped<PublishPlan>()
            .AddScoped<WithdrawPlan>()
            .AddScoped<ReadDay>()
            .AddScoped<SavePlan>()
            .AddScoped<PlanDay>()
            .AddScoped<PlanEdit>()
            .AddScoped<MoveVisit>()
            .AddScoped<TryMove>()
            .AddScoped<RestoreVersion>()
            .AddScoped<ShowBoard>()
            .AddScoped<MoveVisits>()
            .AddScoped<StartRun>()
            .AddScoped<FindRun>()
            .AddScoped<CancelRun>()
            .AddScoped<AcceptRun>()
            .AddScoped<RejectRun>()
            .AddScoped<LockVisits>()
            .AddScoped<LockRoute>()
            .AddScoped<TryRelaxation>()
            .AddScoped<ApplyRelaxation>()
            .AddScoped<UndoEdit>()
            .AddScoped<RedoEdit>()
            .AddScoped<FindPlans>()
            .AddScoped<ComparePlans>()
            .AddScoped<FindVisits>()
            .AddScoped<ShowVisit>()
            .AddScoped<PlanBranches>()
            .AddScoped<RunSheet>()
            .AddScoped<ReadRoute>()
            .AddScoped<Papers>()
            .AddScoped<IHandle<RouteGiven>, KeepPapers>()
            .AddScoped<PublishRoutes>()
            .AddScoped<UnpublishRoute>()
            .AddScoped<MoveToBranch>()
            .AddScoped<BranchDays>();
    }
}
