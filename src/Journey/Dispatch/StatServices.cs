using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Dispatch;

public static class StatServices
{
    /// <summary>What changes a day that already runs.</summary>
    public static IServiceCollection AddRunningDay(this IServiceCollection services) =>
        services
            .AddScoped<StatDay>()
            .AddScoped<StatOptions>()
            .AddScoped<AcceptStat>()
            .AddScoped<CallOutDay>()
            .AddScoped<TryCallOut>()
            .AddScoped<CallOut>()
            .AddScoped<ReplanRest>();
}
