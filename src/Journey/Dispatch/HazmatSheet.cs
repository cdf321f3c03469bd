using System.Globalization;
using Homeward.Field;
using Homeward.Field.Hazmat;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared.Pdf;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// A van's cylinders as a shipping paper (49 CFR 172.200 to 172.204, 172.600 to 172.604): identification number, proper shipping
/// name, class, number and kind of packages, gross mass, emergency telephone; and what is on board after each stop, residue counted.
/// </summary>
internal static class HazmatSheet
{
    private static readonly CultureInfo Us = CultureInfo.GetCultureInfo("en-US");

    private sealed record Moved(int Sequence, string Where, int Out, int In, Mass OutMass, Mass InMass, Mass After);

    public static byte[] Draw(RouteFacts facts, DateTime now)
    {
        var route = facts.Route;
        var phone = facts.Rules.Text(KnownRules.EmergencyPhone);
        var sheet = new PdfSheet(
            $"Hazardous material manifest {facts.Head}",
            now,
            "Within reach of the belted driver; on their seat when nobody is in the van (49 CFR 177.817). Keep two years."
        )
        {
            RunningHead = $"Manifest - {facts.Head}{facts.Draft}",
        };
        return PdfFlow.Write(
            sheet,
            flow =>
            {
                flow.Text("Hazardous material manifest", PdfStyle.Title);
                flow.Text(
                    $"{route.Van} - {facts.Day} - plan v{facts.VersionNo}{facts.Draft}",
                    PdfStyle.Heading with
                    {
                        Ink = PdfInk.Accent,
                    }
                );
                flow.Space(8);
                flow.Facts(
                    3,
                    ("Carrier and shipper", facts.Branch.Name),
                    (
                        "Address",
                        $"{facts.Branch.AddressLine}, {facts.Branch.City}, {facts.Branch.State} {facts.Branch.Zip}".Trim(
                            ' ',
                            ','
                        )
                    ),
                    ("Emergency telephone, day and night", phone.Length > 0 ? phone : "not set"),
                    ("Driver", route.Crew),
                    ("Most at once, gross", route.PeakHazmat.ToString()),
                    ("Limit of the van", route.HazmatLimit.ToString())
                );
                var (words, firm) = State(facts);
                flow.Note(words, firm ? PdfInk.AlarmWash : PdfInk.WarningWash, firm ? PdfInk.Alarm : PdfInk.Warning);
                if (phone.Length == 0)
                {
                    flow.Space(4);
                    flow.Note(
                        "No emergency telephone is set. A shipping paper is not valid without one (49 CFR 172.604).",
                        PdfInk.AlarmWash,
                        PdfInk.Alarm,
                        bold: true
                    );
                }
                Packages(flow, facts);
                Running(flow, facts);
                flow.Space(10);
                flow.Keep(60);
                flow.Text(
                    $"Emergency response: ERG guide {string.Join(", ", facts.Cylinders.Select(l => facts.NameOf(l.Item).Guide).Distinct().Order(StringComparer.Ordinal))}. Cylinders upright or racked, valves closed and protected, no smoking, keep oil and grease away. Empty cylinders hold residue and are counted.",
                    PdfStyle.Small
                );
            }
        );
    }

    private static (string Words, bool Firm) State(RouteFacts facts) =>
        facts.Hazmat switch
        {
            HazmatState.Placarded => (
                $"{facts.Route.PeakHazmat} gross: placards on four sides, this paper, a driver with CDL and hazmat endorsement (49 CFR 172.504).",
                true
            ),
            HazmatState.FullPapers => (
                $"{facts.Route.PeakHazmat} gross{(facts.HasLiquid ? ", liquid oxygen among it" : "")}: this shipping paper, marks and labels, a trained driver (49 CFR 172).",
                true
            ),
            _ => (
                $"At most {facts.Route.PeakHazmat} gross at once: Materials of Trade (49 CFR 173.6). The law asks for no shipping paper; this manifest goes along all the same.",
                false
            ),
        };

    private static void Packages(PdfFlow flow, RouteFacts facts)
    {
        flow.Space(6);
        flow.Heading("Shipping description");
        var groups = facts
            .Cylinders.GroupBy(l => (l.Item.Id, l.Line.Direction))
            .Select(g =>
            {
                var item = g.First().Item;
                var quantity = g.Sum(l => l.Line.Quantity);
                return (
                    Item: item,
                    g.Key.Direction,
                    Quantity: quantity,
                    Gross: item.HazmatGross.Grams * (long)quantity
                );
            })
            .OrderBy(g => g.Direction)
            .ThenBy(g => g.Item.Name, StringComparer.Ordinal)
            .ToList();
        flow.Table(
            [
                new("HM", 0.5f),
                new("Basic description", 4.8f),
                new("Packages", 1.8f),
                new("Kind", 2.6f),
                new("Gross each", 1.3f, Align.End),
                new("Gross", 1.3f, Align.End),
            ],
            groups.Select(g =>
                (IReadOnlyList<PdfCell>)
                    [
                        "X",
                        new PdfCell(
                            new PdfPara(facts.NameOf(g.Item).Description, PdfStyle.Strong),
                            new PdfPara(
                                g.Direction == Direction.Drop ? "delivered" : "collected: empty or part full, residue",
                                PdfStyle.Small
                            )
                        ),
                        $"{g.Quantity.ToString(Us)} {facts.NameOf(g.Item).Package}",
                        g.Item.Name,
                        g.Item.HazmatGross.ToString(),
                        new Mass((int)Math.Min(int.MaxValue, g.Gross)).ToString(),
                    ]
            )
        );
    }

    private static void Running(PdfFlow flow, RouteFacts facts)
    {
        flow.Space(10);
        flow.Heading("On board after each stop");
        var moves = Moves(facts);
        flow.Table(
            [
                new("Stop", 0.6f, Align.End),
                new("Where", 3.6f),
                new("Out", 0.7f, Align.End),
                new("Mass out", 1.2f, Align.End),
                new("In", 0.7f, Align.End),
                new("Mass in", 1.2f, Align.End),
                new("On board after", 1.6f, Align.End),
            ],
            moves.Select(m =>
                (IReadOnlyList<PdfCell>)
                    [
                        m.Sequence == 0 ? "" : m.Sequence.ToString(Us),
                        m.Where,
                        m.Out == 0 ? "" : m.Out.ToString(Us),
                        m.Out == 0 ? "" : m.OutMass.ToString(),
                        m.In == 0 ? "" : m.In.ToString(Us),
                        m.In == 0 ? "" : m.InMass.ToString(),
                        PdfCell.Of(m.After.ToString(), PdfStyle.Strong),
                    ]
            )
        );
    }

    /// <summary>From the depot on: what is loaded for the stops up to the next reload, then each stop's change.</summary>
    private static List<Moved> Moves(RouteFacts facts)
    {
        var moves = new List<Moved>();
        var stops = facts.Route.Stops;
        var aboard = 0L;
        void Load(int from, int sequence, string where)
        {
            var (count, grams) = (0, 0L);
            var (back, backGrams) = (0, aboard);
            for (var i = from; i < stops.Count && stops[i].VisitId is not null; i++)
            {
                var (n, g) = Sum(facts, stops[i].VisitId!.Value, Direction.Drop);
                (count, grams) = (count + n, grams + g);
            }
            if (from > 0)
                back = facts
                    .Route.Stops.Take(from)
                    .Reverse()
                    .Skip(1)
                    .TakeWhile(s => s.VisitId is not null)
                    .Sum(s => Sum(facts, s.VisitId!.Value, Direction.Fetch).Count);
            aboard = grams;
            moves.Add(new(sequence, where, back, count, Of(backGrams), Of(grams), Of(aboard)));
        }
        Load(0, 0, $"{facts.Branch.Name}, loading");
        for (var i = 0; i < stops.Count; i++)
        {
            if (stops[i].VisitId is not { } id)
            {
                Load(i + 1, stops[i].Sequence, $"{facts.Branch.Name}, unload and reload");
                continue;
            }
            var (gone, goneGrams) = Sum(facts, id, Direction.Drop);
            var (came, cameGrams) = Sum(facts, id, Direction.Fetch);
            if (gone + came == 0)
                continue;
            aboard += cameGrams - goneGrams;
            var town = facts.Doors.TryGetValue(id, out var door) ? door.Patient.City : "";
            moves.Add(
                new(
                    stops[i].Sequence,
                    $"{stops[i].Number}, {town}".Trim(' ', ','),
                    gone,
                    came,
                    Of(goneGrams),
                    Of(cameGrams),
                    Of(aboard)
                )
            );
        }
        return moves;
    }

    private static Mass Of(long grams) => new((int)Math.Clamp(grams, 0, int.MaxValue));

    private static (int Count, long Grams) Sum(RouteFacts facts, Guid visit, Direction direction)
    {
        if (!facts.Doors.TryGetValue(visit, out var door))
            return (0, 0);
        var lines = door.Lines.Where(l => l.Line.Direction == direction && l.Item.HazmatGross > Mass.Zero).ToList();
        return (lines.Sum(l => l.Line.Quantity), lines.Sum(l => (long)l.Item.HazmatGross.Grams * l.Line.Quantity));
    }
}
