using Homeward.Journey.Shared;

namespace Homeward.Journey.Stock;

/// <summary>
/// The life of a unit. The rule that must never break: what comes back reaches Available by one road alone, and that road
/// goes through cleaning, inspection and a pass, each an act of its own.
/// </summary>
public static class UnitLife
{
    /// <summary>The states in which a unit is the returns desk's: nothing else may take it on.</summary>
    public static readonly IReadOnlySet<UnitState> InCare = new HashSet<UnitState>
    {
        UnitState.Dirty,
        UnitState.Cleaning,
        UnitState.Cleaned,
        UnitState.Inspecting,
        UnitState.Quarantined,
        UnitState.InRepair,
    };

    public static readonly Transitions<UnitState, UnitTrigger> Table = new("The unit", Rows());

    private static IEnumerable<(UnitState, UnitTrigger, UnitState)> Rows() =>
        [
            // Out to the patient.
            (UnitState.Available, UnitTrigger.Reserve, UnitState.Reserved),
            (UnitState.Reserved, UnitTrigger.ReleaseReservation, UnitState.Available),
            (UnitState.Reserved, UnitTrigger.Load, UnitState.OnVan),
            (UnitState.Available, UnitTrigger.Load, UnitState.OnVan),
            (UnitState.OnVan, UnitTrigger.Unload, UnitState.Available),
            (UnitState.OnVan, UnitTrigger.HandOver, UnitState.WithPatient),
            (UnitState.OnVan, UnitTrigger.Sell, UnitState.Sold),
            (UnitState.WithPatient, UnitTrigger.Sell, UnitState.Sold),
            // Back. What a driver holds in hand outranks what the record says, and dirty is the safe thing to call it.
            (UnitState.WithPatient, UnitTrigger.Fetch, UnitState.Dirty),
            (UnitState.Sold, UnitTrigger.Fetch, UnitState.Dirty),
            (UnitState.Lost, UnitTrigger.Fetch, UnitState.Dirty),
            (UnitState.Available, UnitTrigger.Fetch, UnitState.Dirty),
            (UnitState.Reserved, UnitTrigger.Fetch, UnitState.Dirty),
            (UnitState.OnVan, UnitTrigger.Fetch, UnitState.Dirty),
            (UnitState.InTransfer, UnitTrigger.Fetch, UnitState.Dirty),
            // The only road from dirty to the shelf.
            (UnitState.Dirty, UnitTrigger.StartCleaning, UnitState.Cleaning),
            (UnitState.Cleaning, UnitTrigger.FinishCleaning, UnitState.Cleaned),
            (UnitState.Cleaned, UnitTrigger.StartInspection, UnitState.Inspecting),
            (UnitState.Inspecting, UnitTrigger.PassInspection, UnitState.Available),
            (UnitState.Inspecting, UnitTrigger.FailInspection, UnitState.Quarantined),
            // Set apart. Whatever leaves quarantine or repair starts at dirty again.
            (UnitState.Available, UnitTrigger.Quarantine, UnitState.Quarantined),
            (UnitState.Reserved, UnitTrigger.Quarantine, UnitState.Quarantined),
            (UnitState.OnVan, UnitTrigger.Quarantine, UnitState.Quarantined),
            (UnitState.Dirty, UnitTrigger.Quarantine, UnitState.Quarantined),
            (UnitState.Cleaning, UnitTrigger.Quarantine, UnitState.Quarantined),
            (UnitState.Cleaned, UnitTrigger.Quarantine, UnitState.Quarantined),
            (UnitState.Inspecting, UnitTrigger.Quarantine, UnitState.Quarantined),
            (UnitState.Quarantined, UnitTrigger.ClearQuarantine, UnitState.Dirty),
            (UnitState.Available, UnitTrigger.SendToRepair, UnitState.InRepair),
            (UnitState.Dirty, UnitTrigger.SendToRepair, UnitState.InRepair),
            (UnitState.Cleaned, UnitTrigger.SendToRepair, UnitState.InRepair),
            (UnitState.Quarantined, UnitTrigger.SendToRepair, UnitState.InRepair),
            (UnitState.InRepair, UnitTrigger.ReturnFromRepair, UnitState.Dirty),
            // Between branches.
            (UnitState.Available, UnitTrigger.SendTransfer, UnitState.InTransfer),
            (UnitState.InTransfer, UnitTrigger.ReceiveTransfer, UnitState.Available),
            // Out of the books, and back.
            .. new[]
            {
                UnitState.Available,
                UnitState.Reserved,
                UnitState.OnVan,
                UnitState.WithPatient,
                UnitState.Dirty,
                UnitState.Cleaning,
                UnitState.Cleaned,
                UnitState.Inspecting,
                UnitState.Quarantined,
                UnitState.InRepair,
                UnitState.InTransfer,
            }.Select(s => (s, UnitTrigger.ReportLost, UnitState.Lost)),
            (UnitState.Lost, UnitTrigger.Find, UnitState.Dirty),
            .. new[]
            {
                UnitState.Available,
                UnitState.Dirty,
                UnitState.Cleaned,
                UnitState.Quarantined,
                UnitState.InRepair,
            }.Select(s => (s, UnitTrigger.Scrap, UnitState.Scrapped)),
        ];

    /// <summary>The bins a unit in this state may be put into: clean and dirty never share one.</summary>
    public static bool MayLieIn(UnitState state, BinKind bin) =>
        state switch
        {
            UnitState.Available or UnitState.Reserved => bin is BinKind.Clean or BinKind.Oxygen or BinKind.Receiving,
            UnitState.Dirty => bin is BinKind.Dirty,
            UnitState.Cleaning => bin is BinKind.Cleaning or BinKind.Dirty,
            UnitState.Cleaned or UnitState.Inspecting => bin is BinKind.Cleaning,
            UnitState.Quarantined => bin is BinKind.Quarantine,
            UnitState.InRepair => bin is BinKind.Repair,
            _ => false,
        };

    /// <summary>Bins whose content may be promised.</summary>
    public static bool IsShelf(BinKind bin) => bin is BinKind.Clean or BinKind.Oxygen;
}
