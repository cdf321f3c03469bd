namespace Homeward.Web.Layouts;

/// <summary>One place to go. Go is the letter that follows "g".</summary>
public sealed record NavPlace(string Text, string Href, string Icon, string? Go = null);

/// <summary>One stage of an order's journey.</summary>
public sealed record NavStage(string Name, params NavPlace[] Places);

/// <summary>The office's navigation: the journey of an order, then what stands beside the road.</summary>
public static class NavMap
{
    public static NavPlace Today { get; } = new("Today", "/", "today", "t");

    public static IReadOnlyList<NavStage> Journey { get; } =
    [
        new(
            "Intake",
            new("Orders", "/orders", "order", "o"),
            new("New order", "/orders/new", "plus"),
            new("Patients", "/patients", "patient", "a"),
            new("Imports", "/imports", "upload")
        ),
        new("Stock", new("Units", "/stock/units", "box", "u"), new("Bins & counts", "/stock/bins", "barcode", "b")),
        new("Dispatch", new NavPlace("Plan", "/plan", "route", "p")),
        new("Delivery", new NavPlace("Visits", "/visits", "van", "v")),
        new("Proof", new NavPlace("Biller's queue", "/proof", "sign", "q")),
        new("Retrieval", new NavPlace("Returns", "/returns", "return", "r")),
    ];

    public static IReadOnlyList<NavStage> Beside { get; } =
    [
        new("Contact", new NavPlace("Inbox", "/inbox", "inbox", "i")),
        new("Reports", new NavPlace("Figures", "/reports", "report", "f")),
        new(
            "Set-up",
            new("Branches", "/setup/branches", "branch"),
            new("Catalogue", "/setup/catalogue", "bed"),
            new("Code lists", "/setup/codes", "list"),
            new("Crew", "/setup/crew", "users", "c"),
            new("Vehicles", "/setup/vehicles", "wrench"),
            new("Access", "/setup/access", "key")
        ),
    ];

    /// <summary>The few a thumb reaches on a phone.</summary>
    public static IReadOnlyList<NavPlace> Thumb { get; } =
    [Today, Journey[0].Places[0], Journey[2].Places[0], Journey[3].Places[0]];

    /// <summary>The place a path belongs to: the longest address that begins it, whole segments only. Null beside the map.</summary>
    public static NavPlace? At(string path) =>
        All.Where(p => path == p.Href || (p.Href != "/" && path.StartsWith(p.Href + "/", StringComparison.Ordinal)))
            .MaxBy(p => p.Href.Length);

    public static IEnumerable<NavPlace> All => Journey.Concat(Beside).SelectMany(s => s.Places).Prepend(Today);
}
