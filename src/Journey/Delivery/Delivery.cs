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
            .AddScoped<VanPlaces>();
}
