using Homeward.Journey.Intake;
using Homeward.Web.Ui;

namespace Homeward.Web.Intake;

/// <summary>An order's states in words and tones.</summary>
internal static class OrdersWords
{
    public static Tone Tone(this OrderState state) =>
        state switch
        {
            OrderState.New => Ui.Tone.Info,
            OrderState.Accepted => Ui.Tone.Accent,
            OrderState.OnHold => Ui.Tone.Warn,
            OrderState.Partial => Ui.Tone.Neutral,
            OrderState.Fulfilled => Ui.Tone.Good,
            _ => Ui.Tone.Muted,
        };

    public static string Say(this OrderState state) =>
        state switch
        {
            OrderState.OnHold => "on hold",
            OrderState.Partial => "partly delivered",
            _ => state.ToString().ToLowerInvariant(),
        };

    public static string Say(this Urgency urgency) =>
        urgency switch
        {
            Urgency.Stat => "STAT",
            Urgency.SameDay => "same day",
            Urgency.NextDay => "next day",
            _ => "scheduled",
        };

    public static Tone Tone(this Urgency urgency) =>
        urgency switch
        {
            Urgency.Stat => Ui.Tone.Bad,
            Urgency.SameDay => Ui.Tone.Warn,
            _ => Ui.Tone.Neutral,
        };

    public static string Say(this Situation situation) =>
        situation switch
        {
            Situation.HospitalDischarge => "leaving hospital",
            Situation.Hospice => "hospice",
            Situation.Facility => "in a facility",
            _ => "at home",
        };
}
