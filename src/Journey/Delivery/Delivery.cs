using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Delivery;

public static class DeliveryServices
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services;
}
