using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Access;

public sealed class KeyTests
{
    private static HttpClient With(App app, string key)
    {
        var client = app.Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    [Theory, OnBothDatabases]
    public async Task A_key_made_over_the_api_works_at_its_branches_until_it_is_revoked_or_ends(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var (columbus, dayton) = (app.NewId(), app.NewId());
        await app.Given(
            new Branch
            {
                Id = columbus,
                Code = "COL",
                Name = "Columbus",
            },
            new Branch
            {
                Id = dayton,
                Code = "DAY",
                Name = "Dayton",
            }
        );
        var clerk = await app.Person(Roles.Intake, columbus);
        var far = await app.Person(Roles.Intake, dayton);
        var manager = await app.As(Roles.Manager, columbus);
        async Task<(string Secret, Guid Id)> Make()
        {
            var answer = await manager.PostAsJsonAsync(
                "/api/v1/keys",
                new
                {
                    name = "billing",
                    permissions = new[] { May.GrantRoles },
                    branches = new[] { columbus },
                    expiresAt = app.Clock.GetUtcNow().AddDays(2),
                }
            );
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (made.GetProperty("secret").GetString()!, made.GetProperty("key").GetProperty("id").GetGuid());
        }
        var (secret, id) = await Make();
        var key = With(app, secret);
        var seen = await key.GetStringAsync("/api/v1/accounts");
        Assert.Contains(clerk.Id.ToString(), seen);
        Assert.DoesNotContain(far.Id.ToString(), seen);
        Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync($"/api/v1/accounts/{far.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.GetAsync("/api/v1/audit")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await With(app, secret[..^1] + "x").GetAsync("/api/v1/me")).StatusCode
        );
        Assert.DoesNotContain(secret.Split('_')[2], await manager.GetStringAsync("/api/v1/keys"));

        Assert.Equal(HttpStatusCode.OK, (await manager.PostAsync($"/api/v1/keys/{id}/revoke", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await key.GetAsync("/api/v1/me")).StatusCode);

        var later = With(app, (await Make()).Secret);
        Assert.Equal(HttpStatusCode.OK, (await later.GetAsync("/api/v1/me")).StatusCode);
        app.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.Unauthorized, (await later.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task The_trail_tells_what_was_changed_by_whom_and_that_it_is_sealed(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var manager = await app.SignIn(Roles.Manager);
        var clerk = await app.Person(Roles.Intake);
        (await app.Do((DisableAccount u) => u.Run(new(app.NewId(), new(clerk.Id, true)), default))).Must();
        await app.Do((AuditSealer s) => s.SealAll(default));
        var trail = await manager.GetFromJsonAsync<JsonElement>(
            $"/api/v1/audit?subjectId={clerk.Id}&verb=changed&subject=account"
        );
        var line = Assert.Single(trail.GetProperty("items").EnumerateArray());
        var disabled = line.GetProperty("changes")
            .EnumerateArray()
            .Single(c => c.GetProperty("field").GetString() == "Disabled");
        Assert.Equal("true", disabled.GetProperty("to").GetString());
        Assert.Equal(1, line.GetProperty("sealNo").GetInt32());
        var patient = app.NewId();
        await manager.GetAsync($"/api/v1/audit?patientId={patient}");
        var looked = await manager.GetFromJsonAsync<JsonElement>($"/api/v1/audit?patientId={patient}&verb=read");
        Assert.Equal(2, looked.GetProperty("total").GetInt32());
        var verdict = await (
            await manager.PostAsync("/api/v1/audit/verify", null)
        ).Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(verdict.GetProperty("sound").GetBoolean());
    }
}
