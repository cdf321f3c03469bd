using System.Security.Claims;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.StaticAssets;

namespace Homeward.Web.Access;

/// <summary>
/// The session's cookie: checked against the account on every request, so that a disabled account stops at once. It ends after the
/// idle minutes; each request more than a minute after the last renewal moves that end.
/// </summary>
public sealed class SessionCookie(SessionCheck check, Sessions sessions) : CookieAuthenticationEvents
{
    public const string Scheme = "session";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        // A style sheet is the same for everybody.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return;
        if (context.Principal is { } slim && await check.Whole(slim, context.HttpContext.RequestAborted) is { } whole)
        {
            sessions.Touch(whole.FindFirstValue(Principal.Session)!);
            context.ReplacePrincipal(whole);
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = context.ElapsedTime > TimeSpan.FromMinutes(1);
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status403Forbidden);

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ProblemPages.IsMachine(context.HttpContext))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
