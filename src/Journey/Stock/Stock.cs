using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Stock;

public static class StockServices
{
    public static IServiceCollection AddStock(this IServiceCollection services) => services;
}
