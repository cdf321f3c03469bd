using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.App.Tests.Dispatch;

public sealed class BoardApiTests
{
    private static readonly DateOnly Day = new(2026, 11, 11);

    [Theory, OnBothDatabases]
    public async Task A_day_is_optimised_accepted_locked_edited_and_undone_over_the_api(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = await PlanApiTests.Depot(app, visits: 5);
        var client = await app.As(Roles.Dispatcher, branch);
        var empty = await Board(client, branch);
        Assert.Equal(JsonValueKind.Null, empty.GetProperty("plan").ValueKind);
        Assert.Equal(
            (1, 5),
            (empty.GetProperty("lanes").GetArrayLength(), empty.GetProperty("unplanned").GetArrayLength())
        );

        var started = await PlanApiTests.Post(
            client,
            "/api/v1/plan-runs",
            new
            {
                branchId = branch,
                date = Day,
                basedOn = 0,
                rounds = 40,
                seconds = 20,
            }
        );
        Assert.Equal(HttpStatusCode.Created, started.Status);
        var run = started.Body.GetProperty("runId").GetGuid();
        await app.Services.GetRequiredService<PlanRunner>().Ended(run);
        var ready = await Get(client, $"/api/v1/plan-runs/{run}");
        Assert.Equal("Ready", ready.GetProperty("state").GetString());
        Assert.Equal(5, ready.GetProperty("diff").GetProperty("changes").GetArrayLength());
        var made = await PlanApiTests.Post(client, $"/api/v1/plan-runs/{run}/accept", new { });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var plan = made.Body.GetProperty("planId").GetGuid();
        Assert.Equal(
            (HttpStatusCode.Conflict, "DSP-019"),
            Said(await PlanApiTests.Post(client, $"/api/v1/plan-runs/{run}/cancel", new { }))
        );

        var lane = (await Board(client, branch)).GetProperty("lanes")[0];
        var (van, stops) = (lane.GetProperty("vehicleId").GetGuid(), lane.GetProperty("stops"));
        var visits = stops.EnumerateArray().Select(s => s.GetProperty("visitId").GetGuid()).ToList();
        var locked = await PlanApiTests.Post(
            client,
            "/api/v1/locks/visits",
            new
            {
                branchId = branch,
                date = Day,
                visitIds = visits.Take(1),
                locked = true,
            }
        );
        Assert.True(locked.Body.GetProperty("rows")[0].GetProperty("ok").GetBoolean());
        var many = await PlanApiTests.Post(
            client,
            $"/api/v1/plans/{plan}/move-many",
            new { basedOn = 1, visitIds = visits.Take(3) }
        );
        Assert.Equal(HttpStatusCode.OK, many.Status);
        Assert.Equal(
            [false, true, true],
            many.Body.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("ok").GetBoolean())
        );
        var undone = await PlanApiTests.Post(
            client,
            "/api/v1/plans/undo",
            new
            {
                branchId = branch,
                date = Day,
                basedOn = 2,
            }
        );
        Assert.Equal(HttpStatusCode.Created, undone.Status);
        Assert.Equal(0, (await Board(client, branch)).GetProperty("unplanned").GetArrayLength());
        var stale = await PlanApiTests.Post(
            client,
            $"/api/v1/plans/{plan}/move-many",
            new { basedOn = 1, visitIds = visits }
        );
        Assert.Equal((HttpStatusCode.Conflict, "GEN-409"), Said(stale));
        Assert.Contains("Undone", stale.Body.GetProperty("title").GetString(), StringComparison.Ordinal);
        var route = await PlanApiTests.Post(
            client,
            "/api/v1/locks/routes",
            new
            {
                branchId = branch,
                date = Day,
                vehicleId = van,
                locked = true,
            }
        );
        Assert.Equal(HttpStatusCode.OK, route.Status);
        var latest = undone.Body.GetProperty("planId").GetGuid();
        Assert.Equal(
            (HttpStatusCode.Conflict, "DSP-017"),
            Said(
                await PlanApiTests.Post(
                    client,
                    $"/api/v1/plans/{latest}/try-move",
                    new
                    {
                        basedOn = 3,
                        visitId = visits[^1],
                        vehicleId = van,
                    }
                )
            )
        );
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "DSP-020"),
            Said(
                await PlanApiTests.Post(
                    client,
                    $"/api/v1/plans/{latest}/try-relaxation",
                    new { basedOn = 3, visitId = visits[0] }
                )
            )
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_boards_doors_ask_for_their_permission_and_another_branch_finds_nothing(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = await PlanApiTests.Depot(app, visits: 1);
        var intake = await app.As(Roles.Intake, branch);
        Assert.Equal(branch, (await Board(intake, branch)).GetProperty("branchId").GetGuid());
        object body = new { branchId = branch, date = Day };
        foreach (var door in new[] { "plan-runs", "plans/undo", "plans/redo", "locks/visits", "locks/routes" })
            Assert.Equal(HttpStatusCode.Forbidden, (await PlanApiTests.Post(intake, $"/api/v1/{door}", body)).Status);
        var stranger = await app.As(Roles.Dispatcher, app.NewId());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await stranger.GetAsync(
                    $"/api/v1/boards?branch={branch}&date=2026-11-11",
                    TestContext.Current.CancellationToken
                )
            ).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await PlanApiTests.Post(stranger, "/api/v1/plan-runs", body)).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await PlanApiTests.Post(stranger, $"/api/v1/plan-runs/{app.NewId()}/accept", new { })).Status
        );
    }

    private static (HttpStatusCode, string?) Said((HttpStatusCode Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.GetProperty("code").GetString());

    private static Task<JsonElement> Board(HttpClient client, Guid branch) =>
        Get(client, $"/api/v1/boards?branch={branch}&date=2026-11-11");

    private static Task<JsonElement> Get(HttpClient client, string url) =>
        client.GetFromJsonAsync<JsonElement>(url, TestContext.Current.CancellationToken);
}
