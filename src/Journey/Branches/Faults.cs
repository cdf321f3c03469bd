using System.Globalization;
using System.Text.RegularExpressions;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches;

/// <summary>Gathers what is wrong with a request, so that all of it comes back at once, each with its field.</summary>
internal sealed partial class Faults
{
    public List<Refusal> All { get; } = [];

    public bool Any => All.Count > 0;

    public void Say(string field, string sentence, string toDo = "Correct the field and send it again.") =>
        All.Add(new InvalidField(field, sentence, toDo));

    public void Say(Refusal refusal) => All.Add(refusal);

    /// <summary>The text without the spaces round it; too long, empty where it is needed, or with control characters is a fault.</summary>
    public string Text(string field, string? value, int max, bool needed = true)
    {
        var text = (value ?? "").Trim();
        if (text.Length == 0 && needed)
            Say(field, "This cannot be empty.", "Fill it in.");
        else if (text.Length > max)
            Say(
                field,
                string.Create(CultureInfo.InvariantCulture, $"This is too long: {text.Length:N0} characters."),
                $"Use at most {max} characters."
            );
        else if (text.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t'))
            Say(field, "This holds characters that cannot be shown.");
        return text.Length > max ? text[..max] : text;
    }

    /// <summary>A short code: letters, digits and hyphens.</summary>
    public string Code(string field, string? value, int max)
    {
        var text = Text(field, value, max);
        if (text.Length > 0 && !Plain().IsMatch(text))
            Say(field, "A code is made of letters, digits, hyphens and dots.");
        return text;
    }

    public void Range(string field, double value, double least, double most, string unit)
    {
        if (!(value >= least && value <= most))
            Say(
                field,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"This must be between {least:0.##} and {most:0.##} {unit}."
                )
            );
    }

    /// <summary>A date people could mean: 1950 to 2100.</summary>
    public void Day(string field, DateOnly? day)
    {
        if (day is { } d && d.Year is < 1950 or > 2100)
            Say(
                field,
                string.Create(CultureInfo.InvariantCulture, $"{d:yyyy-MM-dd} is not a date we can work with."),
                "Use a date between 1950 and 2100."
            );
    }

    public void Order(string field, DateOnly? from, DateOnly? to)
    {
        if (from is { } f && to is { } t && t < f)
            Say(
                field,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The last day {t:yyyy-MM-dd} is before the first, {f:yyyy-MM-dd}."
                )
            );
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]*$")]
    private static partial Regex Plain();
}
