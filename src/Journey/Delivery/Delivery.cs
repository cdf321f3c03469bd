using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Delivery;

public static class DeliveryServices
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) =>
        services
            .AddScoped<VisitDoor>()
            .AddScoped<Travel>()
            .AddScoped<ReadLabel>()
            .AddScoped<StopSheets>()
            .AddScoped<LoadLists>()
            .AddScoped<DriversDay>()
            .AddScoped<DriversPapers>()
            .AddScoped<ShowStop>()
            .AddScoped<LoadRoute>()
            .AddScoped<Depart>()
            .AddScoped<Arrive>()
            .AddScoped<UndoStep>()
            .AddScoped<AnswerChecklist>()
            .AddScoped<RecordHandover>()
            .AddScoped<RecordFetch>()
            .AddScoped<ReceivePositions>()
            .AddScoped<ReceiveTracker>()
            .AddScoped<TakePositions>()
            .AddSingleton<PositionInbox>()
            .AddSingleton<Fleet>()
            .AddSingleton<TrackerBook>()
            .AddScoped<BindTracker>()
            .AddScoped<RevokeTracker>()
            .AddScoped<FindTrackers>()
            .AddSingleton<LiveRoutes>()
            .AddSingleton<LiveStream>()
            .AddScoped<SaveLiveSettings>()
            .AddScoped<LiveDay>()
            .AddScoped<KeepEtas>()
            .AddScoped<VanPlaces>();
}
