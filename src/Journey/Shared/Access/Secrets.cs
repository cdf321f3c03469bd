using System.Text.Json;
using System.Text.Json.Serialization;

namespace Homeward.Journey.Shared;

/// <summary>
/// A secret on its way to the one person it is for. Written as JSON (command log, outbox, trail) or as text (a log line) it is
/// "(hidden)"; only <see cref="Reveal"/> tells it, so every place that shows one can be found.
/// </summary>
[JsonConverter(typeof(Hide))]
public readonly struct Secret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(hidden)";

    private sealed class Hide : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("A secret is never read back from where it was hidden.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            writer.WriteStringValue("(hidden)");
    }
}

/// <summary>A result and the secret that goes with it, told this once.</summary>
public sealed record WithSecret<T>(T Value, Secret Secret);

internal static class OnceWithSecrets
{
    private sealed record Told<T>(T Value, Guid Mark);

    /// <summary>
    /// <see cref="Desk.Once"/> for work that makes a secret. The command log keeps the result without it; whoever repeats the
    /// command is told that it was done. The mark tells our own saved attempt from one that lost a race to a twin: a secret
    /// that was made but not saved must not be given out.
    /// </summary>
    public static async Task<Outcome<WithSecret<T>>> OnceWithSecret<T>(
        this Desk desk,
        Guid id,
        object request,
        Func<Task<Outcome<WithSecret<T>>>> work,
        CancellationToken ct
    )
    {
        Guid mark = default;
        Secret secret = default;
        var outcome = await desk.Once<Told<T>>(
            id,
            request,
            async () =>
            {
                var made = await work();
                if (!made.Ok)
                    return made.Refused<Told<T>>();
                (mark, secret) = (desk.NewId(), made.Value.Secret);
                return new Told<T>(made.Value.Value, mark);
            },
            ct
        );
        if (!outcome.Ok)
            return outcome.Refused<WithSecret<T>>();
        return outcome.Value.Mark == mark ? new WithSecret<T>(outcome.Value.Value, secret) : new SecretShownOnce();
    }
}
