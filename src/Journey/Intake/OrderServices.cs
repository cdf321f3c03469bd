using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Intake;

public static class OrderServices
{
    /// <summary>The use cases of orders and refills, and what they hear from the crew.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services
            .AddScoped<LinesOfOrder>()
            .AddScoped<OrderPatient>()
            .AddScoped<OrderSteps>()
            .AddScoped<WhatIsMissing>()
            .AddScoped<PlaceOrder>()
            .AddScoped<OrderChoices>()
            .AddScoped<PreviewOrder>()
            .AddScoped<AcceptOrder>()
            .AddScoped<HoldOrder>()
            .AddScoped<ReleaseOrder>()
            .AddScoped<ReleaseClinically>()
            .AddScoped<ChangeOrder>()
            .AddScoped<CancelOrder>()
            .AddScoped<SplitOrder>()
            .AddScoped<FindOrders>()
            .AddScoped<OrderDetail>()
            .AddScoped<RecurringStarts>()
            .AddScoped<PlanRefills>()
            .AddScoped<ConfirmRefill>()
            .AddScoped<TurnRefill>()
            .AddScoped<OrderVisits>()
            .AddScoped<IHandle<VisitClosed>>(s => s.GetRequiredService<OrderVisits>())
            .AddScoped<IHandle<VisitFailed>>(s => s.GetRequiredService<OrderVisits>())
            .AddScoped<IHandle<PatientDied>, OrdersOfTheDeceased>();
}
