using System.Text.Json;

namespace Homeward.Fhir;

/// <summary>The resources that came together, and how they find one another.</summary>
internal sealed class FhirBundle
{
    private readonly Dictionary<string, FhirNode> byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FhirNode> byIdentifier = new(StringComparer.Ordinal);

    public FhirBundle(FhirNode root)
    {
        Root = root;
        var entries =
            root.Type == "Bundle"
                ? root.All("entry").Select(e => (FullUrl: e.Text("fullUrl"), Resource: e["resource"])).ToList()
                : [(FullUrl: null, Resource: root)];
        foreach (var (url, resource) in entries.Where(e => e.Resource.Json.ValueKind == JsonValueKind.Object))
        {
            Resources.Add(resource);
            if (url is not null)
                byAddress.TryAdd(url, resource);
            if (resource.Text("id") is { } id)
            {
                byAddress.TryAdd($"{resource.Type}/{id}", resource);
                byAddress.TryAdd($"urn:uuid:{id}", resource);
            }
            foreach (var identifier in resource.All("identifier"))
                if (identifier.Text("value") is { } value)
                    byIdentifier.TryAdd($"{resource.Type}|{identifier.Text("system")}|{value}", resource);
        }
    }

    public FhirNode Root { get; }

    public List<FhirNode> Resources { get; } = [];

    public IEnumerable<FhirNode> Of(string type) => Resources.Where(r => r.Type == type);

    /// <summary>The resource a reference means: contained, by full address, relative, or by a logical identifier.</summary>
    public FhirNode Find(FhirNode reference, FhirNode owner, string? type = null)
    {
        if (reference.Text("reference") is { } text)
        {
            if (text.StartsWith('#'))
                return owner.All("contained").FirstOrDefault(c => c.Text("id") == text[1..]);
            if (byAddress.TryGetValue(text, out var direct))
                return direct;
            // https://server/fhir/Patient/123/_history/2 means Patient/123.
            var parts = text.Split('/').ToList();
            var history = parts.IndexOf("_history");
            if (history > 0)
                parts = parts[..history];
            if (parts.Count >= 2 && byAddress.TryGetValue($"{parts[^2]}/{parts[^1]}", out var relative))
                return relative;
        }
        var wanted = type ?? reference.Text("type");
        if (wanted is not null && reference["identifier"].Text("value") is { } value)
            return byIdentifier.GetValueOrDefault($"{wanted}|{reference["identifier"].Text("system")}|{value}");
        return default;
    }
}
