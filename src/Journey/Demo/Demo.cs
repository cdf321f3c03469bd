using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Demo;

public static class DemoServices
{
    /// <summary>The demonstration: its clock in place of the house's, its branch, its crew.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, DemoClock clock) =>
        services
            .AddSingleton(clock)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<DemoDrivers>()
            .AddSingleton<DemoWarehouse>()
            .AddSingleton<DemoIntake>()
            .AddSingleton<DemoPast>()
            .AddSingleton<DemoSeed>()
            .AddScoped<DemoAccounts>()
            .AddHostedService<DemoCrew>();
}
