using System.Security.Claims;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Web.Access;

/// <summary>Somebody between password and office: who, for which step, and where they were going.</summary>
public sealed record Waiting(Guid AccountId, SignInStep Step, string ReturnUrl);

/// <summary>
/// Lets people in step by step. Until the last step is passed there is no session, only a cookie of ten minutes that is sent to
/// the sign-in pages alone and knows one step.
/// </summary>
public sealed class Door(
    IHttpContextAccessor http,
    JourneyDb db,
    SessionCheck check,
    LogoffRule rule,
    TimeProvider clock
)
{
    public const string Scheme = "door";
    private const string Step = "hw:step";
    private const string Return = "hw:return";

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("The door needs a request.");

    /// <summary>Only our own addresses: a link must not lead through our door into somebody else's house.</summary>
    public static string Local(string? returnUrl) =>
        returnUrl is { Length: > 0 and < 2_000 }
        && RedirectHttpResult.IsLocalUrl(returnUrl)
        && returnUrl[0] == '/'
        && !returnUrl.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase)
            ? returnUrl
            : "/";

    /// <summary>After a step was passed: where to go next. The last step makes the session.</summary>
    public async Task<string> Next(SignedIn passed, string? returnUrl)
    {
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == passed.AccountId);
        if (passed.Next == SignInStep.In)
        {
            await Context.SignOutAsync(Scheme);
            await Enter(account, null);
            return Local(returnUrl);
        }
        await Context.SignInAsync(
            Scheme,
            new(
                new ClaimsIdentity(
                    [
                        new(ClaimTypes.NameIdentifier, account.Id.ToString()),
                        new(Principal.Stamp, account.SecurityStamp ?? ""),
                        new(Step, passed.Next.ToString()),
                        new(Return, Local(returnUrl)),
                    ],
                    Scheme
                )
            )
        );
        return passed.Next == SignInStep.Code ? "/sign-in/code" : "/sign-in/new-password";
    }

    /// <summary>Who waits at this step; null when nobody does, or the account was changed in between.</summary>
    public async Task<Waiting?> At(SignInStep step)
    {
        var user = (await Context.AuthenticateAsync(Scheme)).Principal;
        if (
            user is null
            || user.FindFirstValue(Step) != step.ToString()
            || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        )
            return null;
        var stamp = user.FindFirstValue(Principal.Stamp);
        return await db.Users.AnyAsync(a => a.Id == id && a.SecurityStamp == stamp && !a.Disabled)
            ? new(id, step, Local(user.FindFirstValue(Return)))
            : null;
    }

    /// <summary>After a change that ended every session: this one, which made it, goes on.</summary>
    public async Task StayIn()
    {
        var id = Guid.Parse(Context.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == id);
        await Enter(account, Context.User.FindFirstValue(Principal.Session));
    }

    private async Task Enter(Account account, string? session)
    {
        var roles = await db.RoleGrants.Where(g => g.AccountId == account.Id).Select(g => g.Role).ToListAsync();
        var minutes = await rule.MinutesFor(roles, Context.RequestAborted);
        var now = clock.GetUtcNow();
        await Context.SignInAsync(
            SessionCookie.Scheme,
            check.Slim(account, session),
            new()
            {
                IssuedUtc = now,
                ExpiresUtc = now.AddMinutes(minutes),
                IsPersistent = false,
                AllowRefresh = true,
            }
        );
    }
}
