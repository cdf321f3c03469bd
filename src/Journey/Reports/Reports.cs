using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Reports;

public static class ReportsServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddScoped<VisitFacts>().AddScoped<ShowFigures>().AddScoped<BehindFigure>();
}
