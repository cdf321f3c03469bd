using Homeward.Journey.Shared;
using Homeward.Journey.Stock;

namespace Homeward.Journey.Tests.Stock;

public sealed class UnitLifeTests
{
    // Written down a second time, by state, from the trade's own words: the table in the code is held against it pair by pair.
    private static readonly Dictionary<UnitState, string> Life = new()
    {
        [UnitState.Available] =
            "Reserve>Reserved Load>OnVan Fetch>Dirty Quarantine>Quarantined SendToRepair>InRepair SendTransfer>InTransfer ReportLost>Lost Scrap>Scrapped",
        [UnitState.Reserved] =
            "ReleaseReservation>Available Load>OnVan Fetch>Dirty Quarantine>Quarantined ReportLost>Lost",
        [UnitState.OnVan] =
            "Unload>Available HandOver>WithPatient Sell>Sold Fetch>Dirty Quarantine>Quarantined ReportLost>Lost",
        [UnitState.WithPatient] = "Sell>Sold Fetch>Dirty ReportLost>Lost",
        [UnitState.Dirty] =
            "StartCleaning>Cleaning Quarantine>Quarantined SendToRepair>InRepair ReportLost>Lost Scrap>Scrapped",
        [UnitState.Cleaning] = "FinishCleaning>Cleaned Quarantine>Quarantined ReportLost>Lost",
        [UnitState.Cleaned] =
            "StartInspection>Inspecting Quarantine>Quarantined SendToRepair>InRepair ReportLost>Lost Scrap>Scrapped",
        [UnitState.Inspecting] =
            "PassInspection>Available FailInspection>Quarantined Quarantine>Quarantined ReportLost>Lost",
        [UnitState.Quarantined] = "ClearQuarantine>Dirty SendToRepair>InRepair ReportLost>Lost Scrap>Scrapped",
        [UnitState.InRepair] = "ReturnFromRepair>Dirty ReportLost>Lost Scrap>Scrapped",
        [UnitState.InTransfer] = "ReceiveTransfer>Available Fetch>Dirty ReportLost>Lost",
        [UnitState.Sold] = "Fetch>Dirty",
        [UnitState.Lost] = "Find>Dirty Fetch>Dirty",
        [UnitState.Scrapped] = "",
    };

    [Fact]
    public void Every_state_and_trigger_leads_where_the_trade_says_and_nowhere_else()
    {
        foreach (var state in Enum.GetValues<UnitState>())
        foreach (var trigger in Enum.GetValues<UnitTrigger>())
        {
            var says = Life[state]
                .Split(' ')
                .FirstOrDefault(r => r.StartsWith($"{trigger}>", StringComparison.Ordinal));
            var (next, refusal) = UnitLife.Table.Next(state, trigger);
            Assert.Equal(says?.Split('>')[1], next?.ToString());
            if (says is null)
                Assert.Equal("GEN-412", Assert.IsType<IllegalMove>(refusal).Code);
        }
    }

    [Fact]
    public void From_any_state_after_the_patient_every_road_to_available_passes_cleaning_inspecting_and_a_pass()
    {
        // Take the pass away, or the start of cleaning, or of inspection: then nothing that was with a patient is ever available again.
        foreach (
            var gate in new[]
            {
                UnitTrigger.PassInspection,
                UnitTrigger.StartCleaning,
                UnitTrigger.FinishCleaning,
                UnitTrigger.StartInspection,
            }
        )
        {
            var reached = new HashSet<UnitState> { UnitState.Dirty };
            while (
                UnitLife
                    .Table.Rows.Where(r => r.Trigger != gate && reached.Contains(r.From))
                    .Select(r => r.To)
                    .ToList()
                    .Count(reached.Add) > 0
            ) { }
            Assert.DoesNotContain(UnitState.Available, reached);
            Assert.DoesNotContain(UnitState.Reserved, reached);
            Assert.DoesNotContain(UnitState.OnVan, reached);
            Assert.DoesNotContain(UnitState.WithPatient, reached);
        }
    }

    [Fact]
    public void Clean_and_dirty_never_share_a_bin()
    {
        foreach (var bin in Enum.GetValues<BinKind>())
            Assert.False(UnitLife.MayLieIn(UnitState.Dirty, bin) && UnitLife.MayLieIn(UnitState.Available, bin));
    }
}
