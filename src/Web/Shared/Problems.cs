using System.Text.Json;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Diagnostics;

namespace Homeward.Web.Shared;

/// <summary>Whatever goes wrong under /api or /fhir leaves as problem+json with a code; nothing inside leaks out.</summary>
public static class ProblemPages
{
    private sealed record Malformed(string Sentence)
        : Refusal("GEN-400", Sentence, "Correct the request and send it again.", RefusalKind.Invalid);

    private sealed record TooLarge()
        : Refusal(
            "GEN-413L",
            "The request is too large.",
            "Send less in one request: 1 MB, files 25 MB.",
            RefusalKind.Invalid
        );

    private sealed record OurFault(string Trace)
        : Refusal(
            "GEN-500",
            "Something went wrong on our side. Nothing was saved.",
            $"Try again; if it stays, tell the operator this trace: {Trace}."
        );

    public static void AddProblems(this IServiceCollection services) => services.AddProblemDetails();

    public static void UseProblems(this WebApplication app)
    {
        // A request that cannot be read is its sender's affair: it is answered, and not a fault in our log.
        var options = new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException or JsonException,
            ExceptionHandler = async context =>
            {
                var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                var (refusal, status) = error switch
                {
                    BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (
                        new TooLarge(),
                        413
                    ),
                    BadHttpRequestException bad => (new Malformed(Plain(bad)), 400),
                    JsonException => (new Malformed("The body is not the JSON this endpoint reads."), 400),
                    _ => ((Refusal)new OurFault(context.TraceIdentifier), 500),
                };
                await Write(context, refusal, status);
            },
        };
        app.UseExceptionHandler(options);
        app.UseWhen(context => !IsMachine(context), pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseWhen(IsMachine, api => api.UseStatusCodePages(Say));
    }

    private static async Task Say(StatusCodeContext pages)
    {
        var context = pages.HttpContext;
        var status = context.Response.StatusCode;
        Refusal refusal = status switch
        {
            401 => new SignInFirst(),
            403 => new NotAllowed("do this"),
            404 => new NoSuch("address"),
            413 => new TooLarge(),
            415 => new Malformed("This endpoint does not read that kind of content."),
            405 => new Malformed("This address does not answer that method."),
            429 => new Slower(),
            _ => new Malformed("The request could not be read."),
        };
        await Write(context, refusal, status);
    }

    private sealed record SignInFirst()
        : Refusal(
            "GEN-401",
            "You are not signed in.",
            "Send an API key: Authorization: Bearer hw_...",
            RefusalKind.Forbidden
        );

    private sealed record Slower()
        : Refusal("GEN-429", "Too many requests.", "Wait a moment and try again.", RefusalKind.Conflict);

    public static bool IsMachine(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/fhir");

    private static async Task Write(HttpContext context, Refusal refusal, int status)
    {
        if (context.Response.HasStarted)
            return;
        if (!IsMachine(context) && status == 500)
        {
            context.Response.Redirect("/error");
            return;
        }
        var problem = Respond.Problem([refusal]);
        problem.ProblemDetails.Status = status;
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(problem.ProblemDetails, Json.Options, "application/problem+json");
    }

    private static string Plain(BadHttpRequestException bad) =>
        bad.InnerException is JsonException json && json.Path is { Length: > 0 } path
            ? $"The body is not the JSON this endpoint reads: look at {path}."
            : "The request could not be read as this endpoint needs it.";
}
