using System.Globalization;
using Homeward.Journey.Shared.Pdf;
using Homeward.Journey.Stock;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// What the warehouse takes from which shelf for a van, in the order of loading: the last stop first, because what goes in first
/// comes out last. It names no patient: it hangs on a cart.
/// </summary>
internal static class PickSheet
{
    private static readonly CultureInfo Us = CultureInfo.GetCultureInfo("en-US");

    private sealed record Row(
        int Load,
        int Stop,
        int Quantity,
        string Item,
        string Code,
        string Piece,
        string From,
        bool Missing
    );

    public static byte[] Draw(RouteFacts facts, DateTime now)
    {
        var route = facts.Route;
        var rows = Rows(facts);
        var sheet = new PdfSheet($"Pick list {facts.Head}", now, $"No patient is named here. {facts.Head}{facts.Draft}")
        {
            RunningHead = $"Pick list - {facts.Head}{facts.Draft}",
        };
        return PdfFlow.Write(
            sheet,
            flow =>
            {
                flow.Text(route.Van, PdfStyle.Title);
                flow.Text(
                    $"Pick list - {facts.Day} - plan v{facts.VersionNo}{facts.Draft}",
                    PdfStyle.Heading with
                    {
                        Ink = PdfInk.Accent,
                    }
                );
                flow.Space(8);
                flow.Facts(
                    4,
                    ("Crew", route.Crew),
                    ("Leaves", facts.Time(route.StartsAt)),
                    ("Pieces", rows.Sum(r => r.Quantity).ToString(Us)),
                    ("Loads", rows.Select(r => r.Load).Distinct().Count().ToString(Us)),
                    ("Heaviest load", route.PeakLoad.ToString()),
                    ("Of payload", route.Payload.Grams > 0 ? route.Payload.ToString() : "not stated"),
                    ("Cylinders at most", route.PeakHazmat.ToString()),
                    ("Limit of the van", route.HazmatLimit.ToString())
                );
                if (rows.Count == 0)
                {
                    flow.Text("Nothing is loaded for this route: it only fetches.");
                    return;
                }
                var missing = rows.Where(r => r.Missing).Sum(r => r.Quantity);
                if (missing > 0)
                {
                    flow.Note(
                        $"{missing} {(missing == 1 ? "piece is" : "pieces are")} not promised from any shelf: see the rows without a place.",
                        PdfInk.AlarmWash,
                        PdfInk.Alarm
                    );
                    flow.Space(4);
                }
                foreach (var load in rows.GroupBy(r => r.Load).OrderBy(g => g.Key))
                {
                    flow.Keep(70);
                    flow.Heading(load.Key == 1 ? "Load in this order" : $"Load {load.Key}, back at the depot");
                    flow.Table(
                        [
                            new("Done", 0.7f),
                            new("Stop", 0.7f, Align.End),
                            new("Qty", 0.6f, Align.End),
                            new("Item", 4),
                            new("Serial or lot", 2.2f),
                            new("From", 1.6f),
                        ],
                        load.OrderByDescending(r => r.Stop)
                            .ThenBy(r => r.From, StringComparer.Ordinal)
                            .ThenBy(r => r.Item, StringComparer.Ordinal)
                            .Select(Cells)
                    );
                }
            }
        );
    }

    private static IReadOnlyList<PdfCell> Cells(Row r) =>
        [
            "[   ]",
            r.Stop.ToString(Us),
            r.Quantity.ToString(Us),
            new PdfCell(new PdfPara(r.Item), new PdfPara(r.Code, PdfStyle.Small)),
            r.Piece,
            r.Missing ? PdfCell.Of("no stock", PdfStyle.Small with { Bold = true, Ink = PdfInk.Alarm }) : r.From,
        ];

    private static List<Row> Rows(RouteFacts facts)
    {
        var rows = new List<Row>();
        var load = 1;
        foreach (var stop in facts.Route.Stops)
        {
            if (stop.VisitId is not { } id || !facts.Doors.TryGetValue(id, out var door))
            {
                load++;
                continue;
            }
            foreach (var line in door.Lines.Where(l => l.Line.Direction == Direction.Drop))
            {
                var held = facts.Picks.Where(p => p.OrderLineId == line.Line.OrderLineId).ToList();
                rows.AddRange(held.Select(p => Of(load, stop.Sequence, p)));
                var without = line.Line.Quantity - held.Sum(p => p.Quantity);
                if (without > 0)
                    rows.Add(new(load, stop.Sequence, without, line.Item.Name, line.Item.Code, "", "", true));
            }
        }
        return rows;
    }

    private static Row Of(int load, int stop, PickRow p) =>
        new(
            load,
            stop,
            p.Quantity,
            p.ItemName,
            p.ItemCode,
            p.Serial ?? p.Lot ?? "",
            p.Loaded ? $"on {p.PlaceName}" : p.PlaceName,
            p.PlaceKind == PlaceKind.Outside
        );
}
