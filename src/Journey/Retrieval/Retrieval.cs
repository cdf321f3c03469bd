using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Retrieval;

public static class RetrievalServices
{
    public static IServiceCollection AddRetrieval(this IServiceCollection services) => services;
}
