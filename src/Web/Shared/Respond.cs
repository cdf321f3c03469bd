using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Homeward.Web.Shared;

/// <summary>Turns outcomes into answers: a result as it is, a refusal as problem+json with its code, sentence and what to do.</summary>
public static class Respond
{
    /// <summary>200 with the result, or the refusal.</summary>
    public static Results<Ok<T>, ProblemHttpResult> Answer<T>(this Outcome<T> outcome) =>
        outcome.Ok ? TypedResults.Ok(outcome.Value) : Problem(outcome.Refusals);

    /// <summary>201 with the place of the new thing, or the refusal.</summary>
    public static Results<Created<T>, ProblemHttpResult> Created<T>(this Outcome<T> outcome, Func<T, string> where) =>
        outcome.Ok ? TypedResults.Created(where(outcome.Value), outcome.Value) : Problem(outcome.Refusals);

    /// <summary>200 with what was found, or 404 as problem+json.</summary>
    public static Results<Ok<T>, ProblemHttpResult> Found<T>(T? found, string what)
        where T : class => found is null ? Problem([new NoSuch(what)]) : TypedResults.Ok(found);

    public static ProblemHttpResult Problem(IReadOnlyList<Refusal> refusals)
    {
        var first = refusals[0];
        return TypedResults.Problem(
            new ProblemDetails
            {
                Type = $"/docs/errors#{first.Code}",
                Title = first.Sentence,
                Detail = first.ToDo,
                Status = Status(first.Kind),
                Extensions =
                {
                    ["code"] = first.Code,
                    ["refusals"] = refusals.Select(r => new Refused(r.Code, r.Sentence, r.ToDo, r.Field)).ToList(),
                },
            }
        );
    }

    /// <summary>Refusals as the pages' components show them.</summary>
    public static List<Ui.Problem> Problems<T>(this Outcome<T> outcome) =>
        [.. outcome.Refusals.Select(r => new Ui.Problem(r.Code, r.Sentence, r.ToDo, r.Field))];

    public static int Status(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status400BadRequest,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Stale or RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    public sealed record Refused(string Code, string Sentence, string ToDo, string? Field);
}
