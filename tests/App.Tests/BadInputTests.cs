using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests;

/// <summary>
/// Every endpoint of the API as it describes itself is given what no client should send: broken JSON, other types, nulls, absurd
/// values, strings without end. None may crash, and each answer says with a code what was wrong.
/// </summary>
public sealed class BadInputTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly string[] Broken =
    [
        "{",
        "[]",
        "null",
        "\"text\"",
        "12",
        "{\"a\":{\"b\":[1,{\"c\":null}]}}",
        "",
    ];

    private sealed record Door(HttpMethod Method, string Path, JsonObject Operation);

    [Theory, OnBothDatabases]
    public async Task No_endpoint_crashes_whatever_it_is_sent(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = new Branch
        {
            Id = app.NewId(),
            Code = "COL",
            Name = "Columbus",
        };
        await app.Given(branch);
        var client = await Everything(app);
        var api = JsonNode.Parse(await client.GetStringAsync("/api/v1/openapi.json", Ct))!.AsObject();
        var doors = Doors(api).ToList();
        Assert.True(doors.Count > 100, $"Only {doors.Count} operations are described: the walk is blind.");
        var crashed = new List<string>();
        var tried = 0;
        foreach (var door in doors)
        foreach (var (path, body) in Requests(api, door))
        {
            tried++;
            using var request = new HttpRequestMessage(door.Method, path);
            request.Headers.Add("Idempotency-Key", app.NewId().ToString());
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(request, Ct);
            if ((int)answer.StatusCode >= 500)
                crashed.Add($"{door.Method} {path} {Short(body)}: {await answer.Content.ReadAsStringAsync(Ct)}");
            else if ((int)answer.StatusCode >= 400)
                Assert.True(
                    SaysWhy(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))),
                    $"{door.Method} {path}: {answer.StatusCode} says no code."
                );
        }
        Assert.True(crashed.Count == 0, $"{crashed.Count} of {tried}:\n{string.Join('\n', crashed.Take(20))}");
        // Nothing that was sent is half there: no order without a patient, no visit, no unit came of it.
        Assert.Equal(0, await app.Look(db => db.Outbox.CountAsync(m => m.Kind == nameof(OrderAccepted), Ct)));
    }

    /// <summary>A code of ours; FHIR has a form of its own for what went wrong.</summary>
    private static bool SaysWhy(JsonNode? problem) =>
        problem?["code"] is not null || problem?["resourceType"]?.GetValue<string>() == "OperationOutcome";

    private static string Short(string? body) => body is { Length: > 200 } ? body[..200] + "…" : body ?? "";

    /// <summary>A key that may do everything: what is tried here is the input, not the lock.</summary>
    private static async Task<HttpClient> Everything(App app)
    {
        var (prefix, secret) = ApiKeys.Make();
        await app.Given(
            new ApiKey
            {
                Id = app.NewId(),
                Name = "everything",
                Prefix = prefix,
                SecretHash = ApiKeys.HashOf(secret),
                Permissions = [.. May.All],
                CreatedAt = app.Clock.GetUtcNow().UtcDateTime,
            }
        );
        var client = app.Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"hw_{prefix}_{secret}");
        return client;
    }

    private static IEnumerable<Door> Doors(JsonObject api) =>
        from path in api["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "delete" or "patch"
        select new Door(new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, operation.Value!.AsObject());

    private static IEnumerable<(string Path, string? Body)> Requests(JsonObject api, Door door)
    {
        var parameters =
            door.Operation["parameters"]?.AsArray().Select(p => p!.AsObject()).ToList() ?? new List<JsonObject>();
        var path = parameters
            .Where(p => p["in"]!.GetValue<string>() == "path")
            .Aggregate(door.Path, (at, p) => at.Replace($"{{{p["name"]}}}", InPath(p), StringComparison.Ordinal));
        var query = parameters
            .Where(p => p["in"]!.GetValue<string>() == "query")
            .Select(p => p["name"]!.GetValue<string>())
            .ToList();
        if (door.Method == HttpMethod.Get || door.Method == HttpMethod.Delete)
        {
            yield return (path, null);
            foreach (
                var value in new[] { "", "no-such-value", "-1", "99999999999999999999", "9999-12-31", "%00", "'; --" }
            )
                yield return (
                    $"{path}?{string.Join('&', query.Select(q => $"{q}={Uri.EscapeDataString(value)}"))}",
                    null
                );
            yield break;
        }
        foreach (var body in Broken)
            yield return (path, body);
        if (Schema(api, door) is not { } schema)
            yield break;
        foreach (var bad in new Func<JsonObject, JsonNode?>[] { Other, _ => null, Absurd, Plain })
            yield return (path, Fill(api, schema, bad, 0)?.ToJsonString() ?? "{}");
    }

    private static string InPath(JsonObject parameter) =>
        parameter["schema"]?["format"]?.GetValue<string>() switch
        {
            "uuid" => "01a1c5c2-2f00-7000-8000-000000000000",
            "date" => "2026-11-11",
            _ => "nothing",
        };

    private static JsonObject? Schema(JsonObject api, Door door) =>
        door.Operation["requestBody"]?["content"]?["application/json"]?["schema"] is JsonObject schema
            ? Follow(api, schema)
            : null;

    private static JsonObject Follow(JsonObject api, JsonObject schema)
    {
        while (schema["$ref"]?.GetValue<string>() is { } to)
            schema = api["components"]!["schemas"]![to.Split('/')[^1]]!.AsObject();
        if (schema["oneOf"] is JsonArray { Count: > 0 } one)
            return Follow(api, one.Select(o => o!.AsObject()).Last());
        return schema;
    }

    private static JsonNode? Fill(JsonObject api, JsonObject schema, Func<JsonObject, JsonNode?> bad, int depth)
    {
        schema = Follow(api, schema);
        if (schema["properties"] is not JsonObject properties || depth > 3)
            return bad(schema);
        var made = new JsonObject();
        foreach (var (name, property) in properties)
            made[name] = Fill(api, property!.AsObject(), bad, depth + 1);
        return made;
    }

    private static string Type(JsonObject schema) =>
        schema["type"] switch
        {
            JsonArray several => several.Select(t => t!.GetValue<string>()).FirstOrDefault(t => t != "null")
                ?? "string",
            JsonValue one => one.GetValue<string>(),
            _ => "object",
        };

    /// <summary>A value of another type.</summary>
    private static JsonNode? Other(JsonObject schema) =>
        Type(schema) switch
        {
            "string" => 5,
            "array" => new JsonObject { ["no"] = "list" },
            "object" => new JsonArray(1),
            "boolean" => "perhaps",
            _ => "many",
        };

    /// <summary>A value of the right type that nothing can mean.</summary>
    private static JsonNode? Absurd(JsonObject schema) =>
        (Type(schema), schema["format"]?.GetValue<string>()) switch
        {
            ("string", "uuid") => Guid.Empty.ToString(),
            ("string", "date") => "9999-12-31",
            ("string", "date-time") => "0001-01-01T00:00:00Z",
            ("string", "time") => "23:59:59.9999999",
            ("string", _) => new string('x', 20_000) + "\0",
            ("array", _) => new JsonArray((JsonNode?)null),
            ("boolean", _) => true,
            ("number", _) => -1e300,
            ("integer", _) => int.MaxValue,
            _ => new JsonObject(),
        };

    /// <summary>A value of the right type and an ordinary look, of things that are not there.</summary>
    private static JsonNode? Plain(JsonObject schema) =>
        (Type(schema), schema["format"]?.GetValue<string>()) switch
        {
            ("string", "uuid") => "01a1c5c2-2f00-7000-8000-000000000001",
            ("string", "date") => "2026-11-12",
            ("string", "date-time") => "2026-11-10T14:00:00Z",
            ("string", "time") => "10:00",
            ("string", _) => schema["enum"]?[0]?.DeepClone() ?? "x",
            ("array", _) => new JsonArray(),
            ("boolean", _) => false,
            ("number", _) => 1,
            ("integer", _) => 1,
            _ => new JsonObject(),
        };
}
