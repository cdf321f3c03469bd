using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Homeward.Web.Ui;

/// <summary>Registers what the components of this folder need: URL filters, toasts and the browser bridge.</summary>
public static class UiServices
{
    public static IServiceCollection AddHomewardUi(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<UrlState>();
        services.AddScoped<Toasts>();
        services.AddScoped<Browser>();
        services.AddHttpContextAccessor();
        return services;
    }
}
