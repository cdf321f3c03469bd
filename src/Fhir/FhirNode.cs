using System.Globalization;
using System.Text.Json;

namespace Homeward.Fhir;

/// <summary>
/// A part of a resource as it came. Senders' bundles bend the rules of R4 in many ways; what is there is read, what is not is
/// absent, and nothing throws.
/// </summary>
internal readonly record struct FhirNode(JsonElement Json)
{
    public bool Exists => Json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public FhirNode this[string name] =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var child) ? new(child) : default;

    /// <summary>The members of a list; one value where a list is meant counts as a list of one.</summary>
    public IEnumerable<FhirNode> All(string name)
    {
        var child = this[name];
        if (child.Json.ValueKind == JsonValueKind.Array)
            return child.Json.EnumerateArray().Select(e => new FhirNode(e)).Where(n => n.Exists);
        return child.Exists ? [child] : [];
    }

    public FhirNode First(string name) => All(name).FirstOrDefault();

    public string? Text(string name) => this[name].AsText();

    public string? AsText()
    {
        try
        {
            var text = Json.ValueKind switch
            {
                JsonValueKind.String => Json.GetString(),
                JsonValueKind.Number => Json.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
            return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text at all.
            return null;
        }
    }

    public double? Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    public DateOnly? Day(string name) =>
        Text(name) is { Length: >= 10 } text
        && DateOnly.TryParseExact(
            text[..10],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    /// <summary>An instant with its offset; a bare date or a time without offset is none.</summary>
    public DateTime? Instant(string name) =>
        Text(name) is { Length: > 16 } text
        && (text.EndsWith('Z') || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.UtcDateTime
            : null;

    public string Type => Text("resourceType") ?? "";
}

/// <summary>Something to tell the sender, by FHIR's severities.</summary>
internal sealed record FhirNote(string Code, string Severity, string Sentence, string? Where = null);
