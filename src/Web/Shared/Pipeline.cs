namespace Homeward.Web.Shared;

public static class Pipeline
{
    /// <summary>What every answer says to the browser: no framing, no sniffing, no foreign scripts, no referrer with a link in it.</summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy =
                    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                    + "worker-src 'self' blob:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
                return next();
            }
        );

    /// <summary>
    /// An address, method or content type that no endpoint knows is told so (404, 405, 415) to whoever is signed in. Without this the
    /// default deny would answer 403, as if there were something behind it.
    /// </summary>
    public static void UsePlainRefusals(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (!ProblemPages.IsMachine(context) || context.User.Identity?.IsAuthenticated != true)
                    return next();
                switch (context.GetEndpoint())
                {
                    case null:
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                        return Task.CompletedTask;
                    // The router's own answer about a method or a content type.
                    case { RequestDelegate: { } answer } and not RouteEndpoint:
                        return answer(context);
                    default:
                        return next();
                }
            }
        );

    /// <summary>What every endpoint of the API has in common in its description.</summary>
    public static RouteGroupBuilder WithOpenApiDefaults(this RouteGroupBuilder group) =>
        group
            .ProducesProblem(400)
            .ProducesProblem(401)
            .ProducesProblem(403)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422)
            .DisableAntiforgery();
}
