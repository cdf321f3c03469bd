using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Proof;

public sealed class ProofApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Anyone_may_ask_whether_a_document_is_ours_and_learns_nothing_else(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var stranger = app.CreateClient(new() { AllowAutoRedirect = false });
        var answer = await stranger.GetFromJsonAsync<JsonElement>($"/api/v1/verify/{new string('a', 64)}", Ct);
        Assert.Equal("Unknown", answer.GetProperty("verdict").GetString());
        var file = await stranger.PostAsync("/api/v1/verify", new ByteArrayContent("%PDF-1.7"u8.ToArray()), Ct);
        Assert.Equal(
            "Unknown",
            (await file.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("verdict").GetString()
        );
        var page = await stranger.GetAsync($"/verify/{new string('a', 64)}", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("We know no such document", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/proofs", Ct)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Each_door_opens_to_its_role_alone(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        foreach (
            var (role, path, status) in new[]
            {
                (Roles.Biller, "/api/v1/proofs", HttpStatusCode.OK),
                (Roles.Biller, "/api/v1/proofs/counts", HttpStatusCode.OK),
                (Roles.Driver, "/api/v1/proofs", HttpStatusCode.Forbidden),
                (Roles.Warehouse, "/api/v1/day", HttpStatusCode.Forbidden),
                (Roles.Driver, "/api/v1/day", HttpStatusCode.NotFound),
                (Roles.Driver, $"/api/v1/visits/{Guid.CreateVersion7()}/missing", HttpStatusCode.NotFound),
                (Roles.Biller, $"/api/v1/proofs/{Guid.CreateVersion7()}/document.pdf", HttpStatusCode.NotFound),
            }
        )
        {
            var answer = await (await app.As(role)).GetAsync(path, Ct);
            Assert.True(status == answer.StatusCode, $"{role} {path}: {answer.StatusCode}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task Bad_input_is_refused_with_a_code_and_never_crashes(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        await app.Given(
            new Branch
            {
                Id = app.NewId(),
                Code = "COL",
                Name = "Columbus",
            }
        );
        var driver = await app.As(Roles.Driver);
        var visit = $"/api/v1/visits/{Guid.CreateVersion7()}";
        foreach (
            var (path, body) in new (string, object)[]
            {
                ($"{visit}/depart", new { }),
                ($"{visit}/arrive", new { at = new { deviceTime = "yesterday" } }),
                ($"{visit}/checklist", new { at = new { deviceTime = "2026-11-10T14:00:00Z" } }),
                ($"{visit}/handovers", new { lineId = "x", at = new { deviceTime = "2026-11-10T14:00:00Z" } }),
                ($"{visit}/close", new { at = new { deviceTime = "2026-11-10T14:00:00Z", latitude = 200 } }),
                ("/api/v1/positions", new { vehicleId = Guid.CreateVersion7() }),
                ("/api/v1/day/load", new { at = new { deviceTime = "2026-11-10T14:00:00Z" } }),
            }
        )
        {
            var answer = await driver.PostAsJsonAsync(path, body, Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}: {answer.StatusCode}");
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).TryGetProperty("code", out _));
        }
        using var form = new MultipartFormDataContent
        {
            { new StringContent("photo"), "kind" },
            { new StringContent("not a time"), "deviceTime" },
        };
        Assert.Equal(HttpStatusCode.BadRequest, (await driver.PostAsync($"{visit}/evidence", form, Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await driver.PostAsJsonAsync($"{visit}/evidence", new { }, Ct)).StatusCode
        );
    }
}
