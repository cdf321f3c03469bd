using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Dispatch;

public static class DispatchServices
{
    public static IServiceCollection AddDispatch(this IServiceCollection services) => services;
}
