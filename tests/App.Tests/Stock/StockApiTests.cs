using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests.Stock;

public sealed class StockApiTests
{
    private static async Task<(Guid Branch, Guid Shelf, Guid Dirty)> Depot(App app)
    {
        var (branch, shelf, dirty) = (app.NewId(), app.NewId(), app.NewId());
        await app.Given(
            new Branch
            {
                Id = branch,
                Code = "TST",
                Name = "Test depot",
            },
            new Bin
            {
                Id = shelf,
                BranchId = branch,
                Code = "A-1",
                Kind = BinKind.Clean,
            },
            new Bin
            {
                Id = dirty,
                BranchId = branch,
                Code = "D-1",
                Kind = BinKind.Dirty,
            },
            new CatalogueItem
            {
                Id = app.NewId(),
                Code = "TESTBED",
                Name = "Bed",
                Tracking = Tracking.Serial,
                Returnable = true,
            }
        );
        return (branch, shelf, dirty);
    }

    private static async Task<string?> Code(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    [Theory, OnBothDatabases]
    public async Task A_scan_list_gets_a_verdict_per_row_and_the_units_are_found(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var (branch, shelf, _) = await Depot(app);
        var client = await app.As(Roles.Warehouse, branch);
        var csv = new StringContent("scan,item\nSN-1,TESTBED\nSN-1,TESTBED\nSN-2,NOSUCH\nSN-3\n");
        csv.Headers.ContentType = new("text/csv");
        var answer = await client.PostAsync($"/api/v1/units/csv?binId={shelf}&item=TESTBED", csv);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(2, receipt.GetProperty("received").GetInt32());
        var codes = receipt.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("code").GetString());
        Assert.Equal([null, "GEN-400", "STK-008", null], codes);
        var found = await client.GetFromJsonAsync<JsonElement>("/api/v1/units?text=sn-3&state=Available");
        var unit = found.GetProperty("items")[0].GetProperty("id").GetString();
        var label = await client.GetStringAsync($"/api/v1/units/{unit}/label");
        Assert.Contains("<svg", label, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A18_the_api_has_no_way_round_cleaning_and_inspection(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var (branch, shelf, dirty) = await Depot(app);
        var client = await app.As(Roles.Warehouse, branch);
        var used = new
        {
            binId = dirty,
            item = "TESTBED",
            @as = "Used",
            rows = new[] { new { scan = "SN-9" } },
        };
        (await client.PostAsJsonAsync("/api/v1/units", used)).EnsureSuccessStatusCode();
        await app.DrainOutbox();
        var unit = await app.Look(db => db.Units.Select(u => u.Id).SingleAsync());
        Assert.Equal(
            "STK-003",
            await Code(await client.PostAsJsonAsync("/api/v1/moves/units", new { unitId = unit, toBinId = shelf }))
        );
        Assert.Equal(
            "GEN-412",
            await Code(
                await client.PostAsJsonAsync(
                    "/api/v1/returns/pass",
                    new { unitId = unit, passed = Array.Empty<string>() }
                )
            )
        );
        Assert.Equal(UnitState.Dirty, await app.Look(db => db.Units.Select(u => u.State).SingleAsync()));
        var board = await client.GetFromJsonAsync<JsonElement>("/api/v1/returns");
        Assert.Equal("SN-9", board.GetProperty("rows")[0].GetProperty("serial").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Bad_input_is_refused_as_a_problem_never_a_fault_of_ours(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var (branch, _, _) = await Depot(app);
        var client = await app.As(Roles.Manager, branch);
        string[] posts =
        [
            "units",
            "lots",
            "bins",
            "counts",
            "moves/units",
            "moves/counted",
            "moves/load",
            "moves/unload",
            "moves/load-counted",
            "moves/hand-over",
            "moves/transfers",
            "returns/receive",
            "returns/start-cleaning",
            "returns/finish-cleaning",
            "returns/start-inspection",
            "returns/wipe",
            "returns/pass",
            "returns/fail",
            "returns/aside",
            "pickups",
        ];
        string[] bodies = ["{}", "[]", "null", "{\"rows\":null,\"scans\":null,\"unitIds\":null}", "not json"];
        foreach (var path in posts)
        foreach (var body in bodies)
        {
            var answer = await client.PostAsync($"/api/v1/{path}", new StringContent(body, null, "application/json"));
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path} {body}: {answer.StatusCode}");
            Assert.NotNull(await Code(answer));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Another_branch_finds_nothing_and_a_driver_may_not_look(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var (_, shelf, _) = await Depot(app);
        var stranger = await app.As(Roles.Warehouse, app.NewId());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/bins/{shelf}")).StatusCode);
        var driver = await app.As(Roles.Driver);
        Assert.Equal(HttpStatusCode.Forbidden, (await driver.GetAsync("/api/v1/units")).StatusCode);
    }
}
