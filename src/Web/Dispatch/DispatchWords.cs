using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Ui;

namespace Homeward.Web.Dispatch;

/// <summary>Visits, plans and routes in words, tones and colours.</summary>
internal static class DispatchWords
{
    // All hold white numbers at 4.5:1 and differ in lightness as well as hue.
    private static readonly string[] Routes =
    [
        "#0b6e4f",
        "#9b2d5e",
        "#2457a6",
        "#8a5200",
        "#5b3f9e",
        "#0a6577",
        "#a63d1f",
        "#4a651a",
        "#7a3b8f",
        "#3f5566",
    ];

    public static string Color(int route) => Routes[route % Routes.Length];

    public static string Say(this VisitState state) =>
        state switch
        {
            VisitState.EnRoute => "on the way",
            VisitState.Arrived => "at the door",
            VisitState.Closed => "done",
            _ => Words.Of(state.ToString()),
        };

    public static Tone Tone(this VisitState state) =>
        state switch
        {
            VisitState.Unplanned => Ui.Tone.Warn,
            VisitState.Planned => Ui.Tone.Info,
            VisitState.Published or VisitState.EnRoute or VisitState.Arrived => Ui.Tone.Accent,
            VisitState.Closed => Ui.Tone.Good,
            VisitState.Failed => Ui.Tone.Bad,
            _ => Ui.Tone.Muted,
        };

    public static Tone Tone(this PlanState state) =>
        state switch
        {
            PlanState.Published => Ui.Tone.Good,
            PlanState.Draft => Ui.Tone.Warn,
            _ => Ui.Tone.Muted,
        };

    public static string Urgency(Urgency urgency) =>
        urgency == Homeward.Field.Clock.Urgency.Stat ? "STAT" : Words.Of(urgency.ToString());

    /// <summary>The button that tries a relaxation; none for one that cannot be applied.</summary>
    public static string? Relaxation(string? kind) =>
        kind switch
        {
            null => null,
            "ShiftEnd" => "Try overtime",
            "ShiftStart" => "Try an earlier start",
            "Window" => "Try a wider window",
            "Break" => "Try another break",
            "Promise" => "Try another promise",
            _ => $"Try: {Words.Of(kind)}",
        };

    public static string Window(DateTime from, DateTime to, string zone) =>
        $"{Ui.Say.Time(from, zone)} to {Ui.Say.Time(to, zone)}";

    public static string Direction(Direction direction) =>
        direction switch
        {
            Journey.Dispatch.Direction.Drop => "Bring",
            Journey.Dispatch.Direction.Fetch => "Take",
            _ => "Service",
        };
}
