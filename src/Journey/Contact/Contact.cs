using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Contact;

public static class ContactServices
{
    public static IServiceCollection AddContact(this IServiceCollection services) =>
        services
            .AddScoped<TrackingLinks>()
            .AddScoped<FollowVisit>()
            .AddScoped<FindMessages>()
            .AddScoped<MakeLink>()
            .AddScoped<RevokeConsent>()
            .AddScoped<WriteMessages>()
            .AddScoped<IHandle<VisitBooked>>(s => s.GetRequiredService<WriteMessages>())
            .AddScoped<IHandle<VisitEnRoute>>(s => s.GetRequiredService<WriteMessages>())
            .AddScoped<IHandle<VisitClosed>>(s => s.GetRequiredService<WriteMessages>())
            .AddScoped<IHandle<VisitFailed>>(s => s.GetRequiredService<WriteMessages>())
            .AddScoped<IHandle<VisitCancelled>>(s => s.GetRequiredService<WriteMessages>())
            .AddScoped<SendMessages>()
            .AddScoped<IHandle<MessageDue>>(s => s.GetRequiredService<SendMessages>())
            .AddScoped<IHandle<PatientDied>>(s => s.GetRequiredService<SendMessages>());
}
