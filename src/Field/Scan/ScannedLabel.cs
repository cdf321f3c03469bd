using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Homeward.Field.Scan;

/// <summary>What kind of label was read. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LabelKind>))]
public enum LabelKind
{
    /// <summary>Plain text: taken as a serial number or our own label.</summary>
    Plain,

    /// <summary>GS1: 128, DataMatrix, QR, EAN/UPC, or the human-readable line.</summary>
    Gs1,

    /// <summary>HIBC supplier label.</summary>
    Hibc,
}

/// <summary>What a label says. Values are kept as written: leading zeros and case included.</summary>
public sealed record ScannedLabel
{
    /// <summary>What kind of label it is.</summary>
    public required LabelKind Kind { get; init; }

    /// <summary>The text as it came from the scanner.</summary>
    public required string Raw { get; init; }

    /// <summary>GS1 item number, always 14 digits, check digit verified. Null when the label has none.</summary>
    public string? Gtin { get; init; }

    /// <summary>HIBC labeler code: four characters, the first a letter.</summary>
    public string? Lic { get; init; }

    /// <summary>HIBC product or catalogue number, 1 to 18 characters.</summary>
    public string? Product { get; init; }

    /// <summary>HIBC unit of measure, 0 (single unit) to 9.</summary>
    public int? UnitOfMeasure { get; init; }

    /// <summary>HIBC link character of a secondary label read alone: the check character of its primary.</summary>
    public char? Link { get; init; }

    /// <summary>Lot or batch.</summary>
    public string? Lot { get; init; }

    /// <summary>Serial number; for a plain label, its text.</summary>
    public string? Serial { get; init; }

    /// <summary>Last day it may be used.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>Day of manufacture.</summary>
    public DateOnly? Made { get; init; }

    /// <summary>Quantity on the label.</summary>
    public int? Quantity { get; init; }

    /// <summary>GS1 application identifiers read but not used here, such as 240 or 710, with their values.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = new Dictionary<string, string>();
}

/// <summary>Why a label was not understood.</summary>
/// <param name="Code">A stable code, SCN-01 to SCN-10; docs/field.md lists them.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="WhatToDo">What the person with the scanner does.</param>
public sealed record ScanError(string Code, string Sentence, string WhatToDo);

/// <summary>A label or an error, never both, never neither.</summary>
public sealed record ScanResult
{
    private ScanResult(ScannedLabel? label, ScanError? error) => (Label, Error) = (label, error);

    /// <summary>The label, when it was understood.</summary>
    public ScannedLabel? Label { get; }

    /// <summary>The error, when it was not.</summary>
    public ScanError? Error { get; }

    /// <summary>True when <see cref="Label"/> is there and <see cref="Error"/> is not.</summary>
    [MemberNotNullWhen(true, nameof(Label))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Label is not null;

    /// <summary>A label that was understood.</summary>
    /// <exception cref="ArgumentNullException">The label is null.</exception>
    public static ScanResult Of(ScannedLabel label) =>
        new(label ?? throw new ArgumentNullException(nameof(label)), null);

    /// <summary>A label that was not.</summary>
    public static ScanResult Refused(string code, string sentence, string whatToDo) =>
        new(null, new(code, sentence, whatToDo));
}

/// <summary>Reads whatever the scanner sends. Thread safe.</summary>
public static class LabelScanner
{
    /// <summary>
    /// Tries GS1 (by symbology prefix, parentheses, or an element string that begins with a valid 01), then HIBC (a
    /// leading +), and takes anything else as a serial number.
    /// </summary>
    /// <param name="raw">What the scanner sent. Spaces and line ends round it are ignored.</param>
    /// <param name="today">Today, for the century of two-digit years.</param>
    /// <returns>The label or the reason; errors SCN-01 to SCN-10.</returns>
    public static ScanResult Read(string? raw, DateOnly today)
    {
        var text = (raw ?? "").Trim(' ', '\r', '\n', '\t');
        if (text.Length == 0)
        {
            return ScanResult.Refused("SCN-01", "The scan is empty.", "Scan again.");
        }
        if (text.Length > 400)
        {
            return ScanResult.Refused(
                "SCN-02",
                "The scan is longer than any label we know.",
                "Scan the product label."
            );
        }
        if (Gs1.IsGs1(text))
        {
            return Gs1.Read(raw!, today);
        }
        var bare = Hibc.Bare(text);
        if (bare.Length > 2 && bare[0] == '+')
        {
            return Hibc.Read(raw!, today);
        }
        // A symbology prefix of a plain bar code (Code 39, Code 128) is the reader's, not the label's.
        var serial = text.Length > 3 && text[0] == ']' && char.IsAsciiLetter(text[1]) ? text[3..] : text;
        return serial.Any(char.IsControl)
            ? ScanResult.Refused(
                "SCN-03",
                "The scan has characters no serial number has.",
                "Scan again or type the number."
            )
            : ScanResult.Of(
                new()
                {
                    Kind = LabelKind.Plain,
                    Raw = raw!,
                    Serial = serial,
                }
            );
    }
}
