using System.Security.Claims;
using System.Text.Encodings.Web;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Homeward.Web.Access;

/// <summary>Lets machines in by <c>Authorization: Bearer hw_prefix_secret</c>. The secret is compared by its hash, in constant time.</summary>
public sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log,
    UrlEncoder encoder,
    JourneyDb db,
    WriteGate gate,
    TimeProvider clock
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public new const string Scheme = "api-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (
            !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || ApiKeys.Parse(header["Bearer ".Length..].Trim()) is not { } given
        )
            return AuthenticateResult.NoResult();
        var key = await db
            .ApiKeys.AsNoTracking()
            .FirstOrDefaultAsync(k => k.Prefix == given.Prefix, Context.RequestAborted);
        var now = clock.GetUtcNow().UtcDateTime;
        if (key is null || !ApiKeys.Matches(key, given.Secret) || key.RevokedAt <= now || key.ExpiresAt <= now)
            return AuthenticateResult.Fail("No such key, or it was revoked or has expired.");
        await FindApiKeys.Used(db, gate, key, clock.GetUtcNow().UtcDateTime, Context.RequestAborted);
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, key.Name));
        identity.AddClaim(new Claim(Principal.Kind, nameof(ActorKind.Machine)));
        identity.AddClaims(
            key.Permissions.Append(May.SignIn).Distinct().Select(p => new Claim(Principal.Permission, p))
        );
        identity.AddClaims(
            key.Branches.Count == 0
                ? [new Claim(Principal.Branch, Principal.AllBranches)]
                : key.Branches.Select(b => new Claim(Principal.Branch, b.ToString()))
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }
}
