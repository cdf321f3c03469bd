using System.Text.Json;
using System.Text.Json.Serialization;

namespace Homeward.Journey.Shared;

/// <summary>One way to write JSON: in the command log, the outbox, the trail and the API.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Make();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static string Write(object value, Type type) => JsonSerializer.Serialize(value, type, Options);

    public static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        return options;
    }

    /// <summary>The house's rules on other options: enums by name, numbers are numbers.</summary>
    public static void Apply(JsonSerializerOptions options) =>
        options.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
}
