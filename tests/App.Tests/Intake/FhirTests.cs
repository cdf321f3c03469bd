using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests.Intake;

public sealed class FhirTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static async Task<(App App, HttpClient Client)> Open(StorageKind kind)
    {
        var app = await App.Open(kind);
        var branch = new Branch
        {
            Id = app.NewId(),
            Code = "COL",
            Name = "Columbus",
        };
        await app.Given(branch);
        await app.Do<SeedReference, Seeded>(s => s.Run(Ct));
        return (app, await app.As(Roles.Intake, branch.Id));
    }

    private static string Examples()
    {
        var folder = Path.Combine(Repository.Root, "../shared/data/fhir");
        if (!Directory.Exists(folder))
            Assert.Skip($"LEFT OUT: the FHIR examples are not here ({folder}).");
        return folder;
    }

    private static JsonNode Resource(string path) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Examples(), "pao/input/resources", path)))!;

    private static string Pao(string type = "transaction")
    {
        string[] files =
        [
            "messageheader/Discharge-Order.json",
            "patient/example1.json",
            "coverage/example.json",
            "practitioner/practitioner-1.json",
            "encounter/Inpatient.json",
            "location/stmichael.json",
            "devicerequest/HomeO2.json",
            "servicerequest/HomeHealth.json",
        ];
        var entries = files.Select(f => new JsonObject { ["resource"] = Resource(f) }).ToArray<JsonNode?>();
        return new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = type,
            ["entry"] = new JsonArray(entries),
        }.ToJsonString();
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Post(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
        var answer = await client.PostAsync("/fhir", content, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}: {text}");
        return (answer.StatusCode, JsonNode.Parse(text)!);
    }

    private static Task<(HttpStatusCode Status, JsonNode Body)> Post(HttpClient client, string body) =>
        Post(client, Encoding.UTF8.GetBytes(body));

    [Theory, OnBothDatabases]
    public async Task The_published_home_oxygen_order_is_taken_once_although_its_code_system_is_wrong(StorageKind kind)
    {
        var bundle = Pao();
        var (app, client) = await Open(kind);
        await using var _ = app;
        var (status, body) = await Post(client, bundle);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        Assert.Equal("transaction-response", (string?)body["type"]);
        Assert.Equal("201 Created", (string?)body["entry"]![0]!["response"]!["status"]);
        var order = await app.Look(db => db.Orders.Include(o => o.Lines).SingleAsync());
        Assert.Equal((OrderChannel.Fhir, "ip_request1"), (order.Channel, order.ExternalId));
        var patient = await app.Look(db => db.Patients.SingleAsync());
        Assert.Equal(
            ("Amy", "Baxter", "183 Mountain View St", "OK"),
            (patient.FirstName, patient.LastName, patient.AddressLine, patient.State)
        );
        var items = await app.Look(db => db.Items.ToDictionaryAsync(i => i.Id, i => i.Hcpcs));
        Assert.Contains(order.Lines, l => items[l.ItemId] == "E1392");
        var (_, again) = await Post(client, bundle);
        Assert.Equal("200 OK", (string?)again["entry"]![0]!["response"]!["status"]);
        Assert.Equal(1, await app.Look(db => db.Orders.CountAsync()));
        var task = await client.GetAsync($"/fhir/Task/{order.Id}", Ct);
        Assert.Equal("received", (string?)JsonNode.Parse(await task.Content.ReadAsStringAsync(Ct))!["status"]);
        var device = await client.GetAsync($"/fhir/DeviceRequest/{order.Lines[0].Id}", Ct);
        Assert.Equal("active", (string?)JsonNode.Parse(await device.Content.ReadAsStringAsync(Ct))!["status"]);
        var stranger = await app.As(Roles.Intake, app.NewId());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/fhir/Task/{order.Id}", Ct)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Synthetic_patients_with_full_histories_get_their_wheelchairs(StorageKind kind)
    {
        var files = Directory.GetFiles(Path.Combine(Examples(), "synthea"), "*.json");
        var (app, client) = await Open(kind);
        await using var _ = app;
        foreach (var file in files)
        {
            var bundle = JsonNode.Parse(await File.ReadAllTextAsync(file, Ct))!;
            var entries = bundle["entry"]!.AsArray();
            var url = (string?)entries.First(e => (string?)e!["resource"]!["resourceType"] == "Patient")!["fullUrl"];
            entries.Add(
                JsonNode.Parse(
                    $$"""{"resource":{"resourceType":"DeviceRequest","status":"active","intent":"order","codeCodeableConcept":{"coding":[{"system":"urn:oid:2.16.840.1.113883.6.285","code":"E0163"}]},"subject":{"reference":"{{url}}"} } }"""
                )
            );
            var (status, body) = await Post(client, bundle.ToJsonString());
            Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        }
        Assert.Equal(files.Length, await app.Look(db => db.Orders.CountAsync()));
        Assert.Equal(
            files.Length,
            await app.Look(db => db.Patients.CountAsync(p => p.Location == LocationGrade.Given))
        );
        Assert.Equal(0, await app.Look(db => db.PatientKeys.CountAsync(k => k.Key.Contains("US-SSN"))));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_order_is_refused_with_a_code_and_nothing_is_saved(StorageKind kind)
    {
        var (app, client) = await Open(kind);
        await using var _ = app;
        (string Body, string Code)[] bad =
        [
            ("nonsense", "FHR-001"),
            ("[]", "FHR-002"),
            ("{\"resourceType\":\"Patient\"}", "FHR-002"),
            ("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}", "FHR-004"),
            ("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[]}", "FHR-012"),
            (
                "{\"resourceType\":\"DeviceRequest\",\"codeCodeableConcept\":{\"text\":\"a bed\"},\"subject\":{\"reference\":\"Patient/1\"}}",
                "FHR-010"
            ),
        ];
        foreach (var (text, code) in bad)
        {
            var (status, body) = await Post(client, text);
            Assert.InRange((int)status, 400, 499);
            Assert.Equal("OperationOutcome", (string?)body["resourceType"]);
            Assert.Equal(code, (string?)body["issue"]![0]!["details"]!["coding"]![0]!["code"]);
        }
        Assert.Equal(0, await app.Look(db => db.Patients.CountAsync()));
        var statement = JsonNode.Parse(await app.CreateClient().GetStringAsync("/fhir/metadata", Ct))!;
        Assert.Equal(
            ("CapabilityStatement", "4.0.1"),
            ((string?)statement["resourceType"], (string?)statement["fhirVersion"])
        );
    }

    [Fact]
    public async Task No_mutation_of_a_bundle_breaks_the_door_or_saves_half()
    {
        var seed = Encoding.UTF8.GetBytes(Pao());
        var (app, client) = await Open(StorageKind.Sqlite);
        await using var _ = app;
        var edit = Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Byte, Gen.Int[0, 2]);
        await edit.Array[1, 6]
            .SampleAsync(
                async edits =>
                {
                    var bytes = seed.ToList();
                    foreach (var (at, value, how) in edits)
                        if (how == 0)
                            bytes[Math.Min(at, bytes.Count - 1)] = value;
                        else if (how == 1)
                            bytes.Insert(Math.Min(at, bytes.Count), value);
                        else
                            bytes.RemoveAt(Math.Min(at, bytes.Count - 1));
                    await Check(client, [.. bytes]);
                },
                iter: 80,
                threads: 1
            );
        JsonNode?[] values =
        [
            null,
            "\ud83d\ude00",
            "\0",
            "",
            -1,
            1e300,
            true,
            new JsonArray(),
            new JsonObject(),
            new string('x', 5000),
        ];
        await Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, values.Length - 1])
            .SampleAsync(
                async change =>
                {
                    var bundle = JsonNode.Parse(seed)!;
                    var places = Places(bundle).ToList();
                    var (parent, key) = places[change.Item1 % places.Count];
                    var value = values[change.Item2]?.DeepClone();
                    if (parent is JsonObject o)
                        o[key] = value;
                    else
                        ((JsonArray)parent)[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = value;
                    await Check(client, Encoding.UTF8.GetBytes(bundle.ToJsonString()));
                },
                iter: 150,
                threads: 1
            );
        var alone = await app.Look(db =>
        {
            var orders = db.Orders;
            return db.Patients.CountAsync(p => !orders.Any(o => o.PatientId == p.Id));
        });
        Assert.Equal(0, alone);
        Assert.Equal(0, await app.Look(db => db.Orders.CountAsync(o => o.Lines.Count == 0)));
    }

    private static async Task Check(HttpClient client, byte[] body)
    {
        var (status, answer) = await Post(client, body);
        if (status != HttpStatusCode.OK)
            Assert.Equal("OperationOutcome", (string?)answer["resourceType"]);
    }

    private static IEnumerable<(JsonNode Parent, string Key)> Places(JsonNode node)
    {
        if (node is JsonObject o)
            foreach (var (key, child) in o)
            {
                yield return (o, key);
                foreach (var place in child is null ? [] : Places(child))
                    yield return place;
            }
        else if (node is JsonArray a)
            for (var i = 0; i < a.Count; i++)
            {
                yield return (a, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                foreach (var place in a[i] is null ? [] : Places(a[i]!))
                    yield return place;
            }
    }
}
