using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Contact;

public static class ContactServices
{
    public static IServiceCollection AddContact(this IServiceCollection services) => services;
}
