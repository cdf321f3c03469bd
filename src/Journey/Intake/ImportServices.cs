using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Intake;

internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) =>
        services.AddScoped<ImportOrders>().AddScoped<ImportRuns>();
}
