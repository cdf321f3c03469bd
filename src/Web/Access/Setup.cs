using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace Homeward.Web.Access;

public static class Setup
{
    private const string Either = "cookie-or-key";

    public static void AddAccess(this IServiceCollection services)
    {
        services
            .AddAuthentication(o =>
            {
                o.DefaultScheme = Either;
                o.DefaultChallengeScheme = Either;
            })
            .AddPolicyScheme(
                Either,
                null,
                o =>
                    o.ForwardDefaultSelector = context =>
                        context.Request.Headers.Authorization.Count > 0
                            ? ApiKeyHandler.Scheme
                            : IdentityConstants.ApplicationScheme
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null)
            .AddIdentityCookies(cookies =>
                cookies.ApplicationCookie!.Configure(o =>
                {
                    o.LoginPath = "/sign-in";
                    o.AccessDeniedPath = "/not-allowed";
                    o.Cookie.Name = "homeward";
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.ExpireTimeSpan = TimeSpan.FromMinutes(30);
                    o.SlidingExpiration = true;
                    o.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
                    o.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
                })
            );
        services
            .AddIdentityCore<Account>(o =>
            {
                o.Password.RequiredLength = 12;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequireUppercase = false;
                o.Password.RequireDigit = false;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                o.User.RequireUniqueEmail = true;
                o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddSignInManager()
            .AddEntityFrameworkStores<JourneyDb>()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<ClaimsFactory>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, ServerAuthenticationStateProvider>();

        var policies = services.AddAuthorizationBuilder();
        foreach (var permission in May.All)
            policies.AddPolicy(
                permission,
                p => p.RequireAuthenticatedUser().RequireClaim(Principal.Permission, permission)
            );
        // Default deny: an endpoint or page that names no permission is closed to everybody.
        policies.SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build()
        );
    }

    /// <summary>Tells the scope who acts: from here on every query is held to their branches and every change carries their name.</summary>
    public static void UseActor(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.RequestServices.GetRequiredService<CurrentActor>().Value = Principal.ToActor(context.User) with
                {
                    From = context.Connection.RemoteIpAddress?.ToString(),
                };
                return next();
            }
        );

    private static Task Answer(
        RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> context,
        int status
    )
    {
        if (Shared.ProblemPages.IsMachine(context.HttpContext))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
