using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Crew;

public static class CrewServices
{
    public static IServiceCollection AddCrew(this IServiceCollection services) =>
        services.AddScoped<Qualified>().AddScoped<CrewOfDay>();
}
