using System.Globalization;

namespace Homeward.Routing.Formats;

/// <summary>A line of a section.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Fields">What stands on it, between spaces.</param>
internal readonly record struct VrpRow(int Line, string[] Fields)
{
    /// <summary>The number in a column.</summary>
    internal double Number(int column, double least, double most, string what) =>
        column < Fields.Length
            ? VrpText.Number(Fields[column], Line, least, most, what)
            : throw new InstanceFormatException($"{what} is missing.", Line);

    /// <summary>The whole number in a column.</summary>
    internal int Whole(int column, int least, int most, string what) =>
        column < Fields.Length
            ? VrpText.Whole(Fields[column], Line, least, most, what)
            : throw new InstanceFormatException($"{what} is missing.", Line);
}

/// <summary>A VRPLIB file taken apart: headers (<c>KEY : value</c>) and sections of rows.</summary>
internal sealed class VrpText
{
    /// <summary>The largest number that any field may hold.</summary>
    internal const double Most = 1e9;

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "NAME",
        "COMMENT",
        "TYPE",
        "DIMENSION",
        "EDGE_WEIGHT_TYPE",
        "EDGE_WEIGHT_FORMAT",
        "EDGE_WEIGHT_UNIT_OF_MEASUREMENT",
        "NODE_COORD_TYPE",
        "DISPLAY_DATA_TYPE",
        "VEHICLES",
        "CAPACITY",
        "SERVICE_TIME",
        "DISTANCE",
        "VEHICLES_MAX_DISTANCE",
        "VEHICLES_MAX_DURATION",
        "VEHICLES_MAX_RELOADS",
        "VEHICLES_FIXED_COST",
        "VEHICLES_UNIT_DISTANCE_COST",
        "NODE_COORD_SECTION",
        "DISPLAY_DATA_SECTION",
        "EDGE_WEIGHT_SECTION",
        "DEMAND_SECTION",
        "LINEHAUL_SECTION",
        "BACKHAUL_SECTION",
        "DEPOT_SECTION",
        "TIME_WINDOW_SECTION",
        "SERVICE_TIME_SECTION",
        "RELEASE_TIME_SECTION",
        "PRIZE_SECTION",
        "CAPACITY_SECTION",
        "VEHICLES_DEPOT_SECTION",
        "VEHICLES_RELOAD_DEPOT_SECTION",
        "VEHICLES_ALLOWED_CLIENTS_SECTION",
        "VEHICLES_FIXED_COST_SECTION",
        "VEHICLES_UNIT_DISTANCE_COST_SECTION",
        "VEHICLES_MAX_DISTANCE_SECTION",
        "VEHICLES_MAX_DURATION_SECTION",
        "VEHICLES_MAX_RELOADS_SECTION",
    };

    private readonly Dictionary<string, (int Line, string Value)> headers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Line, List<VrpRow> Rows)> sections = new(StringComparer.Ordinal);

    internal VrpText(TextReader reader)
    {
        List<VrpRow>? rows = null;
        var number = 0;
        while (reader.ReadLine() is { } raw)
        {
            number++;
            var line = raw.AsSpan().Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            if (line is "EOF")
            {
                break;
            }

            if (!char.IsAsciiLetter(line[0]) || (rows is not null && IsNumberWord(line)))
            {
                (rows ?? throw new InstanceFormatException("numbers stand before any section.", number)).Add(
                    new VrpRow(number, raw.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                );
                continue;
            }

            rows = Name(line, number);
        }
    }

    internal string? Header(string name) => headers.TryGetValue(name, out var h) ? h.Value : null;

    internal int HeaderLine(string name) => headers[name].Line;

    internal bool Has(string name) => headers.ContainsKey(name) || sections.ContainsKey(name);

    internal int SectionLine(string name) => sections[name].Line;

    /// <summary>The rows of a section, or null where there is no such section.</summary>
    internal List<VrpRow>? Section(string name) => sections.TryGetValue(name, out var s) ? s.Rows : null;

    internal int? WholeHeader(string name, int least, int most) =>
        headers.TryGetValue(name, out var h) ? Whole(h.Value, h.Line, least, most, name) : null;

    internal double? NumberHeader(string name) =>
        headers.TryGetValue(name, out var h) ? Number(h.Value, h.Line, 0, Most, name) : null;

    internal static double Number(ReadOnlySpan<char> field, int line, double least, double most, string what)
    {
        if (
            !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || double.IsNaN(value)
        )
        {
            throw new InstanceFormatException($"{what} '{Short(field)}' is not a number.", line);
        }

        return value >= least && value <= most
            ? value
            : throw new InstanceFormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what} {Short(field)} is not between {least:0} and {most:0}."
                ),
                line
            );
    }

    internal static int Whole(ReadOnlySpan<char> field, int line, int least, int most, string what)
    {
        var value = Number(field, line, least, most, what);
        return value == Math.Floor(value)
            ? (int)value
            : throw new InstanceFormatException($"{what} {Short(field)} is not a whole number.", line);
    }

    internal static string Short(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..37]}...";

    /// <summary>Takes in a header or the name of a section; answers where the section's rows go.</summary>
    private List<VrpRow>? Name(ReadOnlySpan<char> line, int number)
    {
        var colon = line.IndexOf(':');
        var name = (colon < 0 ? line : line[..colon]).Trim().ToString();
        var value = colon < 0 ? "" : line[(colon + 1)..].Trim().ToString();
        if (!Known.Contains(name))
        {
            throw new InstanceFormatException(
                $"'{Short(name)}' is not understood; leaving it out could drop a constraint.",
                number
            );
        }

        if (name.EndsWith("_SECTION", StringComparison.Ordinal))
        {
            return sections.TryAdd(name, (number, []))
                ? sections[name].Rows
                : throw new InstanceFormatException($"{name} is there twice.", number);
        }

        if (!headers.TryAdd(name, (number, value)) && name != "COMMENT")
        {
            throw new InstanceFormatException($"{name} is there twice.", number);
        }

        return null;
    }

    // "NaN" and "Infinity" begin with a letter and yet stand for a number, a bad one: say so rather than 'not understood'.
    private static bool IsNumberWord(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny(' ', '\t');
        return double.TryParse(end < 0 ? line : line[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
