using System.Text.Json;

namespace Homeward.Routing.Formats;

/// <summary>A JSON value that knows its path, so that every fault can say where it is.</summary>
internal readonly record struct VroomNode(JsonElement Value, string Path)
{
    internal bool IsObject => Value.ValueKind == JsonValueKind.Object;

    internal VroomFormatException Fault(string sentence) => new(Path, sentence);

    /// <summary>The member of that name; null where there is none. A null in the JSON is a value, as in VROOM.</summary>
    internal VroomNode? Get(string name) =>
        Value.TryGetProperty(name, out var member)
            ? new VroomNode(member, Path.Length == 0 ? name : $"{Path}.{name}")
            : null;

    internal VroomNode Object(string what) => IsObject ? this : throw Fault($"{what} must be an object.");

    internal IEnumerable<VroomNode> Items(string name)
    {
        if (Get(name) is not { } list)
        {
            yield break;
        }

        var i = 0;
        foreach (var item in list.Array(name).EnumerateArray())
        {
            yield return new VroomNode(item, $"{list.Path}[{i++}]");
        }
    }

    internal JsonElement Array(string what) =>
        Value.ValueKind == JsonValueKind.Array ? Value : throw Fault($"{what} must be an array.");

    internal ulong Id() => Uint64("id");

    internal ulong Uint64(string name)
    {
        if (Get(name) is not { } id)
        {
            throw Fault($"{name} is missing.");
        }

        return id.Value.ValueKind == JsonValueKind.Number && id.Value.TryGetUInt64(out var value)
            ? value
            : throw id.Fault("An id is a whole number from 0 on.");
    }

    internal uint Uint() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetUInt32(out var value)
            ? value
            : throw Fault("This must be a whole number from 0 to 4294967295.");

    internal uint Uint(string name, uint otherwise = 0) => Get(name)?.Uint() ?? otherwise;

    internal double Number() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Fault("This must be a number.");

    internal string Text(string name) =>
        Get(name) is not { } text ? ""
        : text.Value.ValueKind == JsonValueKind.String ? text.Value.GetString()!
        : throw text.Fault($"{name} must be a text.");

    /// <summary>A vector of amounts; null where the member is missing.</summary>
    internal uint[]? Amounts(string name) => Get(name) is null ? null : [.. Items(name).Select(a => a.Uint())];
}
