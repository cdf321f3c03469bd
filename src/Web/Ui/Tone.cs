namespace Homeward.Web.Ui;

/// <summary>What a colour says. A tone never stands alone: words or an icon carry the same meaning.</summary>
public enum Tone
{
    Neutral,
    Info,
    Good,
    Warn,
    Bad,
    Muted,
    Accent,
}

/// <summary>How loudly a button speaks. One Primary to a screen.</summary>
public enum ButtonKind
{
    Quiet,
    Primary,
    Danger,
    Plain,
}

public enum Align
{
    Start,
    Center,
    End,
}

public enum DialogSize
{
    Small,
    Medium,
    Wide,
}

/// <summary>One reason a request was refused: the sentence, what to do, and the field that mends it.</summary>
public sealed record Problem(string Code, string Sentence, string ToDo, string? Field = null);

/// <summary>One tab: its key in the URL, its words, and an optional count and icon.</summary>
public sealed record TabItem(string Key, string Text, int? Count = null, string? Icon = null);

/// <summary>One line of a history.</summary>
public sealed record TimelineItem(
    DateTime AtUtc,
    string Title,
    string? Text = null,
    Tone Tone = Tone.Neutral,
    string? Who = null,
    string? Icon = null
);

internal static class ToneNames
{
    public static string Css(this Tone tone) =>
        tone switch
        {
            Tone.Info => "info",
            Tone.Good => "good",
            Tone.Warn => "warn",
            Tone.Bad => "bad",
            Tone.Muted => "muted",
            Tone.Accent => "accent",
            _ => "neutral",
        };

    public static string Css(this Align align) =>
        align switch
        {
            Align.End => "end",
            Align.Center => "center",
            _ => "start",
        };
}
