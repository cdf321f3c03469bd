using System.Net;
using Homeward.App.Tests.Branches;
using Homeward.App.Tests.Walk;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Reports;

public sealed class ReportsApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_figure_with_nothing_to_count_is_no_figure_and_a_bad_span_is_refused(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var manager = await app.As(Roles.Manager);
        var total = (await Story.Get(manager, "reports/figures?from=2026-11-01&to=2026-11-10")).GetProperty("total");
        Assert.Equal(0, total.GetProperty("ended").GetInt32());
        foreach (var figure in new[] { "onTimeRate", "firstAttemptRate", "costPerVisit", "documentLag" })
            Assert.Equal(System.Text.Json.JsonValueKind.Null, total.GetProperty(figure).ValueKind);
        foreach (
            var span in new[]
            {
                "from=2026-11-10&to=2026-11-01",
                "from=2020-01-01&to=2026-11-01",
                "from=soon&to=2026-11-01",
                "to=2026-11-01",
            }
        )
            await SetupApiTests.Refused(
                await manager.GetAsync($"/api/v1/reports/figures?{span}", Ct),
                HttpStatusCode.BadRequest,
                "GEN-400"
            );
        var csv = await manager.GetStringAsync(
            "/api/v1/reports/figures/visits.csv?from=2026-11-01&to=2026-11-10&part=Ended",
            Ct
        );
        Assert.StartsWith("visit,day,branch,driver", csv, StringComparison.Ordinal);
        await SetupApiTests.Refused(
            await (await app.As(Roles.Intake)).GetAsync("/api/v1/reports/figures?from=2026-11-01&to=2026-11-10", Ct),
            HttpStatusCode.Forbidden,
            "GEN-403"
        );
    }
}
