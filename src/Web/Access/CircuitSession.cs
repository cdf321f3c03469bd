using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Homeward.Web.Access;

/// <summary>
/// An open page lives as long as a day without a request. Twice a minute its session is checked; when it is over, the page
/// belongs to nobody and SessionWatch sends the browser to the door.
/// </summary>
public sealed class CircuitSession(ILoggerFactory log, IServiceScopeFactory scopes, IConfiguration settings)
    : RevalidatingServerAuthenticationStateProvider(log)
{
    protected override TimeSpan RevalidationInterval =>
        TimeSpan.FromSeconds(settings.GetValue("Homeward:SessionCheckSeconds", 30));

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope
                .ServiceProvider.GetRequiredService<SessionCheck>()
                .Holds(authenticationState.User, cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            // The host is going down, and the page with it.
            return false;
        }
    }
}
