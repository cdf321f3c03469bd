using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Demo;

public static class DemoServices
{
    /// <summary>The demonstration: its clock in place of the house's, its branch, its crew.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, DemoClock clock) =>
        services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<DemoSeed>()
            .AddScoped<DemoAccounts>()
            .AddHostedService<DemoCrew>();
}
