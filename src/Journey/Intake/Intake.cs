using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Intake;

public static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddPatients().AddOrders().AddImports();
}
