using Homeward.Journey.Shared;

namespace Homeward.Journey.Stock;

/// <summary>The life of a serialised piece. Cleaning and inspecting are two states, done by two acts.</summary>
public enum UnitState
{
    /// <summary>Clean, inspected, on a shelf: the only state it can be promised from.</summary>
    Available,
    Reserved,
    OnVan,
    WithPatient,

    /// <summary>Came back: dirty, wherever it is.</summary>
    Dirty,
    Cleaning,
    Cleaned,
    Inspecting,
    Quarantined,
    InRepair,
    InTransfer,
    Sold,
    Lost,
    Scrapped,
}

public enum UnitTrigger
{
    Reserve,
    ReleaseReservation,
    Load,
    Unload,
    HandOver,
    Sell,
    Fetch,
    StartCleaning,
    FinishCleaning,
    StartInspection,
    PassInspection,
    FailInspection,
    Quarantine,
    ClearQuarantine,
    SendToRepair,
    ReturnFromRepair,
    SendTransfer,
    ReceiveTransfer,
    ReportLost,
    Find,
    Scrap,
}

/// <summary>Where a thing can be.</summary>
public enum PlaceKind
{
    /// <summary>Outside our custody: the vendor it came from, the world it is lost in. Balances what comes and goes.</summary>
    Outside,
    Bin,
    Van,
    Patient,
    Transit,

    /// <summary>The part of a van where what was fetched rides, apart from what is clean.</summary>
    DirtyBay,
}

/// <summary>A place: its kind and the id of the bin, vehicle, patient or transfer.</summary>
public readonly record struct Place(PlaceKind Kind, Guid Id)
{
    public static readonly Place Outside = new(PlaceKind.Outside, Guid.Empty);

    public static Place Bin(Guid id) => new(PlaceKind.Bin, id);

    public static Place Van(Guid id) => new(PlaceKind.Van, id);

    public static Place Patient(Guid id) => new(PlaceKind.Patient, id);

    public static Place Transit(Guid transferId) => new(PlaceKind.Transit, transferId);

    /// <summary>The dirty part of this van.</summary>
    public static Place DirtyBay(Guid vehicleId) => new(PlaceKind.DirtyBay, vehicleId);
}

public sealed class Unit : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid ItemId { get; internal set; }
    public string Serial { get; internal set; } = "";
    public Guid? LotId { get; internal set; }
    public UnitState State { get; internal set; }
    public PlaceKind PlaceKind { get; internal set; }
    public Guid PlaceId { get; internal set; }

    /// <summary>The order line it is promised to, or with which it went out.</summary>
    public Guid? OrderLineId { get; internal set; }
    public string Owner { get; internal set; } = "";
    public DateOnly? ExpiresOn { get; internal set; }
    public DateOnly ReceivedOn { get; internal set; }
    public decimal MeterHours { get; internal set; }
    public DateTime StateSince { get; internal set; }

    public Place Place => new(PlaceKind, PlaceId);
}

public enum BinKind
{
    Clean,
    Dirty,
    Cleaning,
    Quarantine,
    Repair,
    Oxygen,
    Receiving,
}

public sealed class Bin : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public string Code { get; internal set; } = "";
    public BinKind Kind { get; internal set; }
}

public sealed class Lot : Entity
{
    public Guid ItemId { get; internal set; }
    public string Number { get; internal set; } = "";
    public DateOnly? ExpiresOn { get; internal set; }
    public DateTime? RecalledAt { get; internal set; }
}

/// <summary>How many of a counted item lie at a place: kept by the ledger, never set by hand.</summary>
public sealed class Balance : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid ItemId { get; internal set; }
    public Guid? LotId { get; internal set; }
    public PlaceKind PlaceKind { get; internal set; }
    public Guid PlaceId { get; internal set; }
    public int Quantity { get; internal set; }

    /// <summary>Of these, promised to order lines.</summary>
    public int Reserved { get; internal set; }
}

/// <summary>A counted quantity promised to an order line.</summary>
public sealed class Reservation : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid OrderLineId { get; internal set; }
    public Guid ItemId { get; internal set; }
    public Guid? UnitId { get; internal set; }
    public Guid? BalanceId { get; internal set; }
    public int Quantity { get; internal set; }
    public DateTime At { get; internal set; }
}

/// <summary>A movement of custody: what left one place arrived at another. Append-only; a mistake is mended by a second movement.</summary>
public sealed class CustodyMove : IAudited, IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public DateTime At { get; internal set; }
    public string Reason { get; internal set; } = "";
    public string By { get; internal set; } = "";

    /// <summary>The visit it happened at, where it did.</summary>
    public Guid? VisitId { get; internal set; }
    public List<CustodyPosting> Postings { get; internal set; } = [];
}

/// <summary>One side of a movement: plus where it arrived, minus where it left. The postings of a move add up to nothing, item by item.</summary>
public sealed class CustodyPosting
{
    public Guid Id { get; internal set; }
    public Guid MoveId { get; internal set; }
    public Guid ItemId { get; internal set; }
    public Guid? UnitId { get; internal set; }
    public Guid? LotId { get; internal set; }
    public PlaceKind PlaceKind { get; internal set; }
    public Guid PlaceId { get; internal set; }

    /// <summary>A unit's state as it left (minus) or arrived (plus): the ledger can tell its whole life.</summary>
    public UnitState? State { get; internal set; }
    public int Quantity { get; internal set; }
}
