using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.App.Tests.Browser;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Dispatch;

public sealed class PublishPagesTests
{
    private static readonly DateOnly Day = new(2026, 11, 11);
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task A_dispatcher_publishes_what_can_go_sees_why_the_rest_stays_and_takes_a_route_back(
        StorageKind kind
    )
    {
        await using var app = await App.Live(kind);
        var branch = await PlanApiTests.Depot(app, visits: 4);
        await Plan(app, branch);
        // Two patients lose their place on the map after the day was planned.
        await app.Look(async db =>
        {
            foreach (var patient in await db.Patients.Where(p => p.Number == "P-1" || p.Number == "P-3").ToListAsync())
                (patient.Latitude, patient.Longitude, patient.Location) = (null, null, LocationGrade.None);
            return await db.SaveChangesAsync();
        });
        await using var office = await Office.Open(app, Roles.Dispatcher, branch);
        await office.Go("/dispatch/board?date=2026-11-11", "Board");
        await office.Click("Publish v1");
        await office.See("2 visits stay.");
        await office.See("Pat Number1 has no place on the map.");
        await office.See("DSP-106");
        await office.Shot("publish-blocked");
        await office.Click("Publish 2 visits");
        await office.See("v2 published");
        await office.Click("Papers");
        await office.See("Papers of the routes");
        await office.Shot("publish-papers");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "Take back Van 1" }).ClickAsync();
        await office.Page.GetByLabel("Why").FillAsync("The van is in the workshop");
        await office.Click("Take it back");
        await office.See("taken back");
        await office.See("The van is in the workshop");
        Assert.Equal(0, await app.Look(db => db.Visits.CountAsync(v => v.State == VisitState.Published)));
        await office.Go($"/dispatch/branches?from=2026-11-11", "Columbus");
        await office.See("v2 published");
        await office.Shot("all-branches");
        await office.DisposeAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_manager_says_a_rule_for_all_and_another_for_one_branch(StorageKind kind)
    {
        await using var app = await App.Live(kind);
        var branch = await PlanApiTests.Depot(app, visits: 1);
        await using var office = await Office.Open(app, Roles.Manager);
        await office.Go("/setup/rules", "Emergency response telephone on shipping papers");
        await office
            .Page.GetByRole(AriaRole.Button, new() { Name = "Change Emergency response telephone" })
            .ClickAsync();
        await office.Page.GetByLabel("Value").FillAsync("911");
        await office.Page.GetByLabel("Why").FillAsync("Contract with the centre");
        await office.Click("Save");
        await office.See("BRA-008");
        await office.Page.GetByLabel("Value").FillAsync("800-424-9300");
        await office.Click("Save");
        await office.See("central: 800-424-9300");
        await office
            .Page.GetByLabel("Whose rules")
            .Last.SelectOptionAsync(new SelectOptionValue { Label = "Columbus" });
        await office.See("this branch says nothing else");
        await office
            .Page.GetByRole(AriaRole.Button, new() { Name = "Change A route counts as unchanged" })
            .ClickAsync();
        await office.Page.GetByLabel("Value").FillAsync("12");
        await office.Page.GetByLabel("Why").FillAsync("Town traffic");
        await office.Click("Save");
        await office.See("this branch: 12 min");
        await office.Shot("branch-rules");
        Assert.Equal(12, await app.Do((BranchRules r) => Twelve(r, branch)));
    }

    private static async Task<int> Twelve(BranchRules rules, Guid branch) =>
        (await rules.On(branch, Day, Ct)).Number(KnownRules.SameTime);

    [Theory, OnBothDatabases]
    public async Task Papers_days_rules_moves_and_zones_answer_over_the_api(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = await PlanApiTests.Depot(app, visits: 2);
        var plan = await Plan(app, branch);
        var client = await app.As(Roles.Dispatcher, branch);
        var view = await client.GetFromJsonAsync<JsonElement>($"/api/v1/plans/{plan}", Ct);
        var route = view.GetProperty("routes")[0].GetProperty("id").GetGuid();
        var pick = await client.GetAsync($"/api/v1/plans/{plan}/routes/{route}/pick-list.pdf", Ct);
        Assert.Equal("application/pdf", pick.Content.Headers.ContentType?.MediaType);
        var none = await client.GetAsync($"/api/v1/plans/{plan}/routes/{route}/manifest.pdf", Ct);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("DSP-204", await none.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var early = await PlanApiTests.Post(
            client,
            $"/api/v1/plans/{plan}/routes/{route}/unpublish",
            new { version = view.GetProperty("version").GetInt32(), reason = "x" }
        );
        Assert.Equal((HttpStatusCode.Conflict, "DSP-011"), (early.Status, early.Body.GetProperty("code").GetString()));
        var days = await client.GetFromJsonAsync<JsonElement>("/api/v1/dispatch/branches?from=2026-11-11&days=2", Ct);
        Assert.Equal(2, days[0].GetProperty("days")[0].GetProperty("planned").GetInt32());
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await client.GetAsync("/api/v1/dispatch/branches?days=0", Ct)).StatusCode
        );
        var visit = view.GetProperty("routes")[0].GetProperty("stops")[0].GetProperty("visitId").GetGuid();
        var moved = await PlanApiTests.Post(
            client,
            $"/api/v1/visits/{visit}/move-to-branch",
            new
            {
                version = 1,
                branchId = app.NewId(),
                reason = "x",
            }
        );
        Assert.Equal(HttpStatusCode.NotFound, moved.Status);
        var rule = new
        {
            key = KnownRules.SameTime.Key,
            branchId = branch,
            value = "7",
            from = "2026-11-10",
            reason = "Test",
        };
        Assert.Equal(HttpStatusCode.Forbidden, (await PlanApiTests.Post(client, "/api/v1/branch-rules", rule)).Status);
        var manager = await app.As(Roles.Manager, branch);
        Assert.Equal(HttpStatusCode.Created, (await PlanApiTests.Post(manager, "/api/v1/branch-rules", rule)).Status);
        var rules = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/branch-rules?branch={branch}&day=2026-11-11",
            Ct
        );
        Assert.Contains(rules.EnumerateArray(), r => r.GetProperty("value").GetString() == "7");
        var crossed = await PlanApiTests.Post(
            manager,
            "/api/v1/zones",
            new
            {
                branchId = branch,
                name = "Bow tie",
                polygon = "39.9, -83.1\n40.1, -82.9\n39.9, -82.9\n40.1, -83.1",
            }
        );
        Assert.Equal(
            (HttpStatusCode.BadRequest, "BRA-002"),
            (crossed.Status, crossed.Body.GetProperty("code").GetString())
        );
        var drawn = await PlanApiTests.Post(
            manager,
            "/api/v1/zones",
            new
            {
                branchId = branch,
                name = "North",
                polygon = "39.9, -83.1\n39.9, -82.9\n40.1, -82.9",
            }
        );
        Assert.Equal(HttpStatusCode.Created, drawn.Status);
        var map = await client.GetAsync($"/api/v1/zones/geojson?branch={branch}", Ct);
        Assert.Equal("application/geo+json", map.Content.Headers.ContentType?.MediaType);
        Assert.Contains("North", await map.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task<Guid> Plan(App app, Guid branch)
    {
        var made = (
            await app.Do(
                (PlanDay p) =>
                    p.Run(new(app.NewId(), new(branch, Day, 0, new() { Iterations = 20, Seconds = 20 })), Ct),
                Actor.System
            )
        ).Must();
        return made.PlanId;
    }
}
