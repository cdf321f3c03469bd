using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

public sealed record NothingRuns(DateOnly Date)
    : Refusal(
        "DSP-060",
        $"No plan has been made for {Date:MM/dd/yyyy}.",
        "Plan the day first; then this can be put into it.",
        RefusalKind.Conflict
    );

public sealed record PlaceIsGone(string Number)
    : Refusal(
        "DSP-061",
        $"The day has moved on: that place for {Number} is not among the best any more. Nothing was saved.",
        "Look at the places again.",
        RefusalKind.Stale
    );

public sealed record VisitCannotGo(string Number, string Why, string Do)
    : Refusal("DSP-062", $"{Number} cannot go: {Why}", Do);

public sealed record OneOfTwo()
    : Refusal(
        "DSP-063",
        "Say either which van broke down or who cannot go on.",
        "Name a vehicle or a person, not both.",
        RefusalKind.Invalid
    );

public sealed record NotOnTheRoad(string Who)
    : Refusal(
        "DSP-064",
        $"{Who} is on no route of that day that still runs.",
        "Reload the day: it may have been taken off already.",
        RefusalKind.Conflict
    );
