using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;

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
                        context.Request.Headers.Authorization.Count > 0 ? ApiKeyHandler.Scheme : SessionCookie.Scheme
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null)
            .AddCookie(
                SessionCookie.Scheme,
                o =>
                {
                    o.LoginPath = "/sign-in";
                    o.ReturnUrlParameter = "returnUrl";
                    o.AccessDeniedPath = "/not-allowed";
                    o.Cookie.Name = "homeward";
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    o.SlidingExpiration = true;
                    o.EventsType = typeof(SessionCookie);
                }
            )
            .AddCookie(
                Door.Scheme,
                o =>
                {
                    o.Cookie.Name = "homeward-door";
                    o.Cookie.Path = "/sign-in";
                    o.Cookie.SameSite = SameSiteMode.Strict;
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    o.ExpireTimeSpan = TimeSpan.FromMinutes(10);
                    o.SlidingExpiration = false;
                }
            );
        services.AddSingleton<Sessions>();
        services.AddScoped<SessionCookie>();
        services.AddScoped<SessionCheck>();
        services.AddScoped<Door>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();

        var policies = services.AddAuthorizationBuilder();
        foreach (var permission in May.All)
            policies.AddPolicy(
                permission,
                p => p.RequireAuthenticatedUser().RequireClaim(Principal.Permission, permission)
            );
        foreach (var (policy, permissions) in May.Either)
            policies.AddPolicy(
                policy,
                p => p.RequireAuthenticatedUser().RequireClaim(Principal.Permission, permissions)
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
                var from = context.Connection.RemoteIpAddress?.ToString();
                // The address goes into the principal too: a circuit keeps that, and has no request of its own.
                if (from is not null && context.User.Identities.FirstOrDefault() is { IsAuthenticated: true } identity)
                    identity.AddClaim(new(Principal.From, from));
                context.RequestServices.GetRequiredService<CurrentActor>().Value = Principal.ToActor(context.User) with
                {
                    From = from,
                };
                return next();
            }
        );

    /// <summary>
    /// A change asked for with a cookie must come from our own pages: browsers say where a request comes from, and a foreign
    /// page cannot make them lie. Keys are exempt: a browser does not send them by itself.
    /// </summary>
    public static void UseSameOrigin(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (
                    HttpMethods.IsGet(request.Method)
                    || HttpMethods.IsHead(request.Method)
                    || HttpMethods.IsOptions(request.Method)
                    || context.User.Identity is not { IsAuthenticated: true, AuthenticationType: SessionCookie.Scheme }
                )
                    return next();
                var site = request.Headers["Sec-Fetch-Site"].ToString();
                var origin = request.Headers.Origin.ToString();
                var ours =
                    site is "" or "same-origin" or "none"
                    && (
                        origin is ""
                        || (Uri.TryCreate(origin, UriKind.Absolute, out var o) && o.Authority == request.Host.Value)
                    );
                if (ours)
                    return next();
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Shared.ProblemPages.IsMachine(context)
                    ? Task.CompletedTask
                    : context.Response.WriteAsync("This was asked for by another site and was not done.");
            }
        );

    /// <summary>The doors of the interactive circuits are open to whoever is signed in; each page has its own lock before that.</summary>
    public static void RequireSignInForCircuits(this RazorComponentsEndpointConventionBuilder pages) =>
        pages.Add(endpoint =>
        {
            if (
                endpoint is RouteEndpointBuilder { RoutePattern: RoutePattern route }
                && route.RawText?.TrimStart('/') is { } path
            )
            {
                if (path.StartsWith("_blazor", StringComparison.Ordinal))
                    endpoint.Metadata.Add(new AuthorizeAttribute(May.SignIn));
                else if (path.StartsWith("_framework", StringComparison.Ordinal))
                    endpoint.Metadata.Add(new AllowAnonymousAttribute());
            }
        });
}
