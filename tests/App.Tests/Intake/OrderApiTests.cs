using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests.Intake;

public sealed class OrderApiTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static async Task<(App App, HttpClient Client, Guid Branch, Guid Patient)> Open(StorageKind kind)
    {
        var app = await App.Open(kind);
        await app.Do((SeedReference s) => s.Run(Ct));
        var (branch, patient) = await OrderGiven.Of(app);
        return (app, await app.As(Roles.Intake, branch), branch, patient);
    }

    private static object Body(Guid branch, Guid patient, object? lines = null, string? externalId = null) =>
        new
        {
            branchId = branch,
            patientId = patient,
            externalId,
            diagnoses = new[] { "J44.9" },
            lines = lines ?? new[] { new { item = "COMMODE", quantity = 1 } },
        };

    [Theory, OnBothDatabases]
    public async Task An_order_lives_its_life_over_the_api(StorageKind kind)
    {
        var (app, client, branch, patient) = await Open(kind);
        await using var _ = app;
        var placed = await client.PostAsJsonAsync("/api/v1/orders", Body(branch, patient, externalId: "E-1"), Ct);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var order = await Read(placed);
        var id = order.GetProperty("id").GetGuid();
        Assert.Equal($"/api/v1/orders/{id}", placed.Headers.Location!.ToString());
        var again = await client.PostAsJsonAsync("/api/v1/orders", Body(branch, patient, externalId: "E-1"), Ct);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.True((await Read(again)).GetProperty("repeated").GetBoolean());
        Assert.Equal(
            "Api",
            (await Read(await client.GetAsync($"/api/v1/orders/{id}", Ct))).GetProperty("channel").GetString()
        );
        async Task<JsonElement> Step(string verb, object body)
        {
            var answer = await client.PostAsJsonAsync($"/api/v1/orders/{id}/{verb}", body, Ct);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
            return await Read(answer);
        }
        var version = (await Step("accept", new { version = order.GetProperty("version").GetInt32() }))
            .GetProperty("version")
            .GetInt32();
        version = (await Step("change", new { version, addLines = new[] { new { item = "WALKER" } } }))
            .GetProperty("version")
            .GetInt32();
        version = (await Step("hold", new { version, reason = "out-of-stock" })).GetProperty("version").GetInt32();
        version = (await Step("release", new { version })).GetProperty("version").GetInt32();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/orders/{id}/missing", Ct)).StatusCode);
        var found = await Read(
            await client.GetAsync($"/api/v1/orders?branchId={branch}&state=Accepted&text=okafor&missing=true", Ct)
        );
        Assert.Equal(1, found.GetProperty("total").GetInt32());
        Assert.Equal(
            "Cancelled",
            (await Step("cancel", new { version, reason = "duplicate" })).GetProperty("state").GetString()
        );
        Assert.Equal(0, (await Read(await client.GetAsync("/api/v1/refills", Ct))).GetProperty("total").GetInt32());
    }

    [Theory, OnBothDatabases]
    public async Task Bad_requests_leave_as_problems_with_a_code_and_nothing_half_saved(StorageKind kind)
    {
        var (app, client, branch, patient) = await Open(kind);
        await using var _ = app;
        var (b, p) = (branch, patient);
        var bodies = new Dictionary<string, string>
        {
            ["malformed"] = "{\"branchId\":",
            ["empty"] = "",
            ["null"] = "null",
            ["wrong type"] = $$"""{"branchId":"{{b}}","patientId":"{{p}}","lines":"COMMODE"}""",
            ["number as enum"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","urgency":2,"lines":[{"item":"COMMODE"}]}""",
            ["unknown enum"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","situation":"OnTheMoon","lines":[{"item":"COMMODE"}]}""",
            ["null lists"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","lines":null,"diagnoses":null,"documents":null}""",
            ["null line"] = $$"""{"branchId":"{{b}}","patientId":"{{p}}","lines":[null]}""",
            ["null diagnosis"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","diagnoses":[null],"lines":[{"item":"COMMODE"}]}""",
            ["absurd date"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","orderedOn":"0001-01-01","wantedOn":"9999-12-31","lines":[{"item":"COMMODE"}]}""",
            ["no such day"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","wantedOn":"2026-02-30","lines":[{"item":"COMMODE"}]}""",
            ["no offset"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","dischargeAt":"2026-11-11T10:00:00","lines":[{"item":"COMMODE"}]}""",
            ["window"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","wantedOn":"2026-11-12","wantedFrom":"14:00","wantedTo":"09:00","lines":[{"item":"COMMODE"}]}""",
            ["unknown item"] = $$"""{"branchId":"{{b}}","patientId":"{{p}}","lines":[{"item":"FLYING-CARPET"}]}""",
            ["negative"] = $$"""{"branchId":"{{b}}","patientId":"{{p}}","lines":[{"item":"COMMODE","quantity":-3}]}""",
            ["overflow"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","lines":[{"item":"COMMODE","quantity":99999999999}]}""",
            ["nul"] = $$"""{"branchId":"{{b}}","patientId":"{{p}}","notes":"a\u0000b","lines":[{"item":"COMMODE"}]}""",
            ["long"] =
                $$"""{"branchId":"{{b}}","patientId":"{{p}}","notes":"{{new string('x', 5_000)}}","lines":[{"item":"COMMODE"}]}""",
            ["nobody"] = $$"""{"branchId":"{{b}}","lines":[{"item":"COMMODE"}]}""",
            ["other branch"] =
                $$"""{"branchId":"{{Guid.CreateVersion7()}}","patientId":"{{p}}","lines":[{"item":"COMMODE"}]}""",
            ["unknown patient"] =
                $$"""{"branchId":"{{b}}","patientId":"{{Guid.CreateVersion7()}}","lines":[{"item":"COMMODE"}]}""",
            ["empty patient"] = $$"""{"branchId":"{{b}}","patient":{},"lines":[{"item":"COMMODE"}]}""",
        };
        foreach (var (name, body) in bodies)
        {
            var answer = await client.PostAsync(
                "/api/v1/orders",
                new StringContent(body, Encoding.UTF8, "application/json"),
                Ct
            );
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{name}: {answer.StatusCode} {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = JsonDocument.Parse(text).RootElement;
            Assert.False(string.IsNullOrEmpty(problem.GetProperty("code").GetString()), name);
            Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()), name);
        }
        Assert.Equal(0, await app.Look(db => db.Orders.CountAsync()));
        Assert.Equal(1, await app.Look(db => db.Patients.CountAsync()));
        Assert.Equal(0, await app.Look(db => db.Outbox.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_repeat_of_the_key_acts_once_a_stale_version_is_told_and_rights_are_held(StorageKind kind)
    {
        var (app, client, branch, patient) = await Open(kind);
        await using var _ = app;
        async Task<HttpResponseMessage> Send(string key, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
            {
                Content = JsonContent.Create(body),
            };
            request.Headers.Add("Idempotency-Key", key);
            return await client.SendAsync(request, Ct);
        }
        var key = Guid.CreateVersion7().ToString();
        var first = await Read(await Send(key, Body(branch, patient)));
        var second = await Read(await Send(key, Body(branch, patient)));
        Assert.Equal(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
        Assert.Equal(
            "GEN-410",
            (await Read(await Send(key, Body(branch, patient, externalId: "other")))).GetProperty("code").GetString()
        );
        Assert.Equal(1, await app.Look(db => db.Orders.CountAsync()));
        var at = $"/api/v1/orders/{first.GetProperty("id").GetGuid()}";
        var stale = await client.PostAsJsonAsync($"{at}/accept", new { version = 99 }, Ct);
        Assert.Equal(
            (HttpStatusCode.Conflict, "GEN-409"),
            (stale.StatusCode, (await Read(stale)).GetProperty("code").GetString())
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await client.PostAsJsonAsync($"{at}/clinical-release", new { version = 0, reason = "now" }, Ct)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await (await app.As(Roles.Driver)).GetAsync("/api/v1/orders", Ct)).StatusCode
        );
        var elsewhere = await app.As(Roles.Intake, Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(at, Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await elsewhere.PostAsJsonAsync($"{at}/accept", new { version = 0 }, Ct)).StatusCode
        );
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
}

/// <summary>A branch and a patient with all an order needs.</summary>
internal static class OrderGiven
{
    public static async Task<(Guid Branch, Guid Patient)> Of(App app)
    {
        var (branch, patient) = (app.NewId(), app.NewId());
        await app.Given(
            new Branch
            {
                Id = branch,
                Code = "COL",
                Name = "Columbus",
                Latitude = 39.96,
                Longitude = -83.0,
            }
        );
        await app.Given(
            new Patient
            {
                Id = patient,
                BranchId = branch,
                Number = "P-100042",
                FirstName = "Ruth",
                LastName = "Okafor",
                BirthDate = new(1944, 5, 2),
                Phone = "+16145550134",
                AddressLine = "1481 Bryden Rd",
                City = "Columbus",
                State = "OH",
                Zip = "43205",
                Latitude = 39.961,
                Longitude = -82.96,
                Location = LocationGrade.Given,
                SearchName = "OKAFOR RUTH",
            }
        );
        await app.Given(
            new Coverage
            {
                Id = app.NewId(),
                PatientId = patient,
                Payer = "medicare",
                MemberId = "1EG4TE5MK73",
                From = new(2020, 1, 1),
                Eligibility = Eligibility.Active,
            },
            new Practitioner
            {
                Id = app.NewId(),
                Npi = "1234567893",
                Name = "Maria Chen",
            }
        );
        return (branch, patient);
    }
}
