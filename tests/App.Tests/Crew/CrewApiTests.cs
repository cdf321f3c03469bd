using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.App.Tests.Branches;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Crew;

public sealed class CrewApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static object Person(
        Guid branchId,
        string last = "Example",
        string hired = "2020-01-01",
        string? left = null
    ) =>
        new
        {
            branchId,
            firstName = "Ana",
            lastName = last,
            languages = new[] { "en", "es" },
            hourlyCost = new { cents = 2200 },
            hiredOn = hired,
            leftOn = left,
        };

    [Theory, OnBothDatabases]
    public async Task A_week_of_a_driver_lives_through_the_api(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var client = await app.As(Roles.Manager);
        var branchId = (
            await SetupApiTests.Json(await client.PostAsJsonAsync("/api/v1/branches", SetupApiTests.Columbus(), Ct))
        )
            .GetProperty("id")
            .GetGuid();
        await SetupApiTests.Refused(
            await client.PostAsJsonAsync("/api/v1/people", Person(branchId, "", left: "2019-01-01"), Ct),
            HttpStatusCode.BadRequest,
            "GEN-400",
            "leftOn"
        );
        var made = await client.PostAsJsonAsync("/api/v1/people", Person(branchId), Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var personId = (await SetupApiTests.Json(made)).GetProperty("id").GetGuid();
        var vehicle = await client.PostAsJsonAsync(
            "/api/v1/vehicles",
            new
            {
                branchId,
                name = "Van 1",
                payload = new { grams = 1_300_000 },
                space = new { millilitres = 9_000_000 },
                hazmatLimit = new { grams = 199_000 },
                cleanDirty = "Covered",
                dirtyBay = new { millilitres = 0 },
                liftGate = true,
                costPerMile = new { cents = 70 },
                co2GramsPerMile = 500,
            },
            Ct
        );
        Assert.Equal(HttpStatusCode.Created, vehicle.StatusCode);
        var vehicleId = (await SetupApiTests.Json(vehicle)).GetProperty("id").GetGuid();
        object Shift(string date, string start, string end) =>
            new
            {
                branchId,
                personId,
                vehicleId,
                second = false,
                date,
                start,
                end,
                breakMinutes = 0,
                onCall = false,
            };
        Assert.Equal(
            HttpStatusCode.Created,
            (await client.PostAsJsonAsync("/api/v1/shifts", Shift("2026-11-10", "08:00", "16:00"), Ct)).StatusCode
        );
        await SetupApiTests.Refused(
            await client.PostAsJsonAsync("/api/v1/shifts", Shift("2026-11-10", "12:00", "18:00"), Ct),
            HttpStatusCode.Conflict,
            "CRW-001",
            "start"
        );
        await SetupApiTests.Refused(
            await client.PostAsJsonAsync("/api/v1/shifts", Shift("9999-12-31", "12:00", "18:00"), Ct),
            HttpStatusCode.BadRequest,
            "GEN-400",
            "date"
        );
        await SetupApiTests.Refused(
            await client.PostAsJsonAsync(
                "/api/v1/credentials",
                new
                {
                    personId,
                    skill = "wizard",
                    validFrom = "2026-01-01",
                },
                Ct
            ),
            HttpStatusCode.BadRequest,
            "BRA-004",
            "skill"
        );
        var credential = await client.PostAsJsonAsync(
            "/api/v1/credentials",
            new
            {
                personId,
                skill = "oxygen-tech",
                number = "7",
                validFrom = "2026-01-01",
                validTo = "2026-11-30",
            },
            Ct
        );
        Assert.Equal(HttpStatusCode.Created, credential.StatusCode);
        var crew = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/shifts/crew?branchId={branchId}&date=2026-11-10",
            Ct
        );
        Assert.Equal("oxygen-tech", crew[0].GetProperty("skills")[0].GetString());
        Assert.StartsWith("2026-11-10T13:00:00", crew[0].GetProperty("startUtc").GetString(), StringComparison.Ordinal);
        var copied = await SetupApiTests.Json(
            await client.PostAsJsonAsync("/api/v1/shifts/copy-week", new { branchId, monday = "2026-11-16" }, Ct)
        );
        Assert.Equal(1, copied.GetProperty("copied").GetInt32());
        var soon = await client.GetFromJsonAsync<JsonElement>("/api/v1/credentials?expiringWithin=30", Ct);
        Assert.Equal(1, soon.GetProperty("total").GetInt32());
        var id = (await SetupApiTests.Json(credential)).GetProperty("id").GetGuid();
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await client.PostAsJsonAsync(
                    $"/api/v1/credentials/{id}/revoke",
                    new { version = 0, from = "2026-11-10" },
                    Ct
                )
            ).StatusCode
        );
        Assert.Equal(
            1,
            (
                await client.GetFromJsonAsync<JsonElement>(
                    "/api/v1/credentials/who-was-qualified?skill=oxygen-tech&day=2026-11-09",
                    Ct
                )
            ).GetArrayLength()
        );
        Assert.Equal(
            0,
            (
                await client.GetFromJsonAsync<JsonElement>(
                    "/api/v1/credentials/who-was-qualified?skill=oxygen-tech&day=2026-11-10",
                    Ct
                )
            ).GetArrayLength()
        );
    }

    [Theory, OnBothDatabases]
    public async Task Compliance_keeps_credentials_but_no_vans_and_another_branch_finds_nobody(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var manager = await app.As(Roles.Manager);
        var branchId = (
            await SetupApiTests.Json(await manager.PostAsJsonAsync("/api/v1/branches", SetupApiTests.Columbus(), Ct))
        )
            .GetProperty("id")
            .GetGuid();
        var compliance = await app.As(Roles.Compliance, branchId);
        var made = await compliance.PostAsJsonAsync("/api/v1/people", Person(branchId), Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await SetupApiTests.Refused(
            await compliance.PostAsJsonAsync("/api/v1/vehicles", new { branchId, name = "V" }, Ct),
            HttpStatusCode.Forbidden,
            "GEN-403"
        );
        var stranger = await app.As(Roles.Compliance, app.NewId());
        await SetupApiTests.Refused(
            await stranger.GetAsync(made.Headers.Location, Ct),
            HttpStatusCode.NotFound,
            "GEN-404"
        );
        await SetupApiTests.Refused(
            await stranger.PostAsJsonAsync("/api/v1/people", Person(branchId), Ct),
            HttpStatusCode.NotFound,
            "GEN-404"
        );
        Assert.Equal(
            0,
            (await stranger.GetFromJsonAsync<JsonElement>("/api/v1/people", Ct)).GetProperty("total").GetInt32()
        );
        await SetupApiTests.Refused(
            await (await app.As(Roles.Warehouse)).PostAsJsonAsync("/api/v1/people", Person(branchId), Ct),
            HttpStatusCode.Forbidden,
            "GEN-403"
        );
    }
}
