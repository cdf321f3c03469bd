using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Proof;

public static class ProofServices
{
    public static IServiceCollection AddProof(this IServiceCollection services) => services;
}
