using System.Security.Claims;
using Homeward.Journey.Shared;
using Homeward.Web.Access;

namespace Homeward.Web.Layouts;

/// <summary>One place to go, for whoever holds the permission its page asks for. Go is the letter that follows "g".</summary>
public sealed record NavPlace(string Text, string Href, string Icon, string Needs, string? Go = null);

/// <summary>One stage of an order's journey.</summary>
public sealed record NavStage(string Name, params NavPlace[] Places);

/// <summary>The office's navigation: the journey of an order, then what stands beside the road.</summary>
public static class NavMap
{
    public static NavPlace Today { get; } = new("Today", "/", "today", May.SignIn, "t");

    public static IReadOnlyList<NavStage> Journey { get; } =
    [
        new(
            "Intake",
            new("Orders", "/orders", "order", May.ReadOrders, "o"),
            new("New order", "/orders/new", "plus", May.WriteOrders),
            new("Patients", "/patients", "patient", May.ReadPatients, "a"),
            new("Refills", "/refills", "refresh", May.ReadOrders),
            new("Imports", "/imports", "upload", May.Import)
        ),
        new(
            "Stock",
            new("Units", "/stock/units", "box", May.ReadStock, "u"),
            new("Bins & counts", "/stock/bins", "barcode", May.ReadStock, "b")
        ),
        new(
            "Dispatch",
            new("Board", "/dispatch/board", "route", May.ReadPlan, "p"),
            new("All branches", "/dispatch/branches", "branch", May.ReadPlan)
        ),
        new(
            "Delivery",
            new NavPlace("Visits", "/visits", "van", May.ReadVisits, "v"),
            new NavPlace("My day", "/day", "phone", May.DriveDay, "d")
        ),
        new("Proof", new NavPlace("Biller's queue", "/proof", "sign", May.ReadProof, "q")),
        new(
            "Retrieval",
            new NavPlace("Returns", "/returns", "return", May.ReadReturns, "r"),
            new NavPlace("Pickups", "/pickups", "van", May.ReadReturns)
        ),
    ];

    public static IReadOnlyList<NavStage> Beside { get; } =
    [
        new("Contact", new NavPlace("Inbox", "/inbox", "inbox", May.ReadInbox, "i")),
        new("Reports", new NavPlace("Figures", "/reports", "report", May.ReadReports, "f")),
        new(
            "Set-up",
            new("Branches", "/setup/branches", "branch", May.ReadSetup),
            new("Rules", "/setup/rules", "list", May.ReadSetup),
            new("Catalogue", "/setup/catalogue", "bed", May.ReadSetup),
            new("Code lists", "/setup/codes", "list", May.ReadSetup),
            new("Crew", "/setup/crew", "users", May.ReadSetup, "c"),
            new("Vehicles", "/setup/vehicles", "wrench", May.ReadSetup),
            new("Access", "/setup/access", "key", May.GrantRoles)
        ),
    ];

    /// <summary>The few a thumb reaches on a phone.</summary>
    public static IReadOnlyList<NavPlace> Thumb { get; } =
    [Today, Journey[0].Places[0], Journey[2].Places[0], Journey[3].Places[0]];

    /// <summary>The place a path belongs to: the longest address that begins it, whole segments only. Null beside the map.</summary>
    public static NavPlace? At(string path) =>
        All.Where(p => path == p.Href || (p.Href != "/" && path.StartsWith(p.Href + "/", StringComparison.Ordinal)))
            .MaxBy(p => p.Href.Length);

    /// <summary>The stages with the places this person may enter; samples, which nobody signs in for, show all of them.</summary>
    public static IEnumerable<NavStage> For(ClaimsPrincipal? user, IEnumerable<NavStage> stages) =>
        stages
            .Select(s => new NavStage(s.Name, [.. s.Places.Where(p => Opens(user, p))]))
            .Where(s => s.Places.Length > 0);

    public static bool Opens(ClaimsPrincipal? user, NavPlace place) =>
        user?.Identity?.IsAuthenticated != true || user.HasClaim(Principal.Permission, place.Needs);

    public static IEnumerable<NavPlace> All => Journey.Concat(Beside).SelectMany(s => s.Places).Prepend(Today);
}
