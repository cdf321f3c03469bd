using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Crew;

public static class CrewServices
{
    public static IServiceCollection AddCrew(this IServiceCollection services) =>
        services
            .AddScoped<Qualified>()
            .AddScoped<CrewOfDay>()
            .AddScoped<SavePerson>()
            .AddScoped<FindPeople>()
            .AddScoped<KeepCredentials>()
            .AddScoped<FindCredentials>()
            .AddScoped<WhoWasQualified>()
            .AddScoped<KeepShifts>()
            .AddScoped<SaveVehicle>()
            .AddScoped<FindVehicles>();
}
