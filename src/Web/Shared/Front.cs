using Homeward.Journey.Shared;
using Homeward.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace Homeward.Web.Shared;

/// <summary>
/// How a page reaches the journey: each call is a scope of its own with the signed-in person as its actor, so that a circuit
/// that lives all day never holds a stale context.
/// </summary>
public sealed class Front(IServiceScopeFactory scopes, AuthenticationStateProvider signedIn, IHttpContextAccessor http)
{
    /// <summary>Runs a use case: <c>await Front.Do((PlaceOrder u) =&gt; u.Run(...))</c>.</summary>
    public async Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act)
        where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = await Who();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>Who is signed in, as the journey sees them.</summary>
    public async Task<Actor> Who()
    {
        var state = await signedIn.GetAuthenticationStateAsync();
        var actor = Principal.ToActor(state.User);
        // A circuit has no request; the address it was opened from travels with its principal.
        return actor with { From = http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? actor.From };
    }
}
