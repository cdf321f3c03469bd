using System.Globalization;
using Homeward.Field;
using Homeward.Field.Hazmat;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Shared.Pdf;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

public sealed record RunSheetFile(string FileName, byte[] Content);

/// <summary>A route on paper: stops in order with window, door and equipment, the cylinders' weight, and the pick list. Each patient's read is recorded.</summary>
public sealed class RunSheet(Desk desk, FindPlans plans, PickList picks)
{
    private static readonly CultureInfo Us = CultureInfo.GetCultureInfo("en-US");

    private sealed record Door(
        Visit Visit,
        Patient Patient,
        IReadOnlyList<(VisitLine Line, string Item, string Serials)> Lines
    );

    public async Task<Outcome<RunSheetFile>> Run(Guid planId, Guid routeId, CancellationToken ct)
    {
        var plan = await plans.Run(planId, ct);
        if (plan?.Routes.FirstOrDefault(r => r.Id == routeId) is not { } route)
            return new NoSuch("route");
        var db = desk.Db;
        var ids = route.Stops.Select(s => s.VisitId).OfType<Guid>().ToList();
        var visits = await db
            .Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v => ids.Contains(v.Id))
            .ToListAsync(ct);
        var patientIds = visits.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
        foreach (var patient in patientIds)
            await desk.RecordRead(patient, "run sheet", ct);
        var lineIds = visits
            .SelectMany(v => v.Lines)
            .Where(l => l.Direction == Direction.Drop)
            .Select(l => l.OrderLineId)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var pick = await picks.Run(lineIds, ct);
        var itemIds = visits.SelectMany(v => v.Lines).Select(l => l.ItemId).Distinct().ToList();
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var unitIds = visits.SelectMany(v => v.Lines).Select(l => l.UnitId).OfType<Guid>().ToList();
        var serials = await db
            .Units.AsNoTracking()
            .Where(u => unitIds.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Serial, ct);
        var doors = visits.ToDictionary(
            v => v.Id,
            v => new Door(
                v,
                patients[v.PatientId],
                [
                    .. v
                        .Lines.OrderBy(l => l.Direction)
                        .Select(l =>
                            (
                                l,
                                items[l.ItemId].Name,
                                l.Direction == Direction.Drop
                                    ? string.Join(
                                        ", ",
                                        pick.Where(p => p.OrderLineId == l.OrderLineId)
                                            .Select(p => p.Serial ?? p.Lot)
                                            .OfType<string>()
                                            .Distinct()
                                    )
                                : l.UnitId is { } unit ? serials.GetValueOrDefault(unit, "")
                                : ""
                            )
                        ),
                ]
            )
        );
        var heaviest = items.Values.Select(i => i.HazmatGross).DefaultIfEmpty(Mass.Zero).Max();
        var bytes = Draw(plan, route, doors, pick, heaviest);
        return new RunSheetFile(
            $"run-sheet-{plan.Date:yyyy-MM-dd}-{FileWords(route.Van)}-v{plan.VersionNo}.pdf",
            bytes
        );
    }

    private static string FileWords(string van) =>
        string.Concat(van.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    private byte[] Draw(
        PlanView plan,
        RouteView route,
        Dictionary<Guid, Door> doors,
        IReadOnlyList<PickRow> pick,
        Mass heaviest
    )
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone);
        string Time(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("h:mm tt", Us);
        var day = plan.Date.ToString("dddd, MMMM d, yyyy", Us);
        var head = $"{route.Van} - {day} - plan v{plan.VersionNo}";
        var draft = plan.State == PlanState.Published ? "" : $" ({Words.Of(plan.State.ToString())})";
        var sheet = new PdfSheet(
            $"Run sheet {head}",
            desk.Now,
            $"Contains health information: keep it with you, shred it after the day. {head}{draft}"
        )
        {
            RunningHead = $"{head}{draft} - {route.Crew}",
        };
        return PdfFlow.Write(
            sheet,
            flow =>
            {
                flow.Text(route.Van, PdfStyle.Title);
                flow.Text($"{day} - plan v{plan.VersionNo}{draft}", PdfStyle.Heading with { Ink = PdfInk.Accent });
                flow.Space(8);
                flow.Facts(
                    4,
                    ("Crew", route.Crew),
                    ("Leaves", Time(route.StartsAt)),
                    ("Back", Time(route.EndsAt)),
                    ("Stops", route.Stops.Count(s => s.VisitId is not null).ToString(Us)),
                    ("Miles", route.Length.ToString()),
                    ("Driving", route.Driving.ToString()),
                    ("Heaviest load", route.PeakLoad.ToString()),
                    ("Cylinders at most", route.PeakHazmat.ToString())
                );
                Cylinders(flow, route, heaviest);
                flow.Rule(PdfInk.Grey, 0.8f);
                flow.Space(8);
                foreach (var stop in route.Stops)
                    Stop(flow, stop, stop.VisitId is { } id ? doors.GetValueOrDefault(id) : null, Time);
                Picks(flow, route, doors, pick);
            }
        );
    }

    private static void Cylinders(PdfFlow flow, RouteView route, Mass heaviest)
    {
        if (route.PeakHazmat.Grams == 0)
            return;
        var limits = HazmatLimits.Default;
        var state = HazmatMeter.StateOf(route.PeakHazmat, heaviest, false, limits);
        var words = state switch
        {
            HazmatState.MaterialsOfTrade =>
                $"Oxygen, compressed, UN1072, 2.2 (5.1): at most {route.PeakHazmat} gross at once, empties included. Materials of Trade (49 CFR 173.6): secure cylinders upright, valves protected.",
            HazmatState.Placarded =>
                $"Oxygen, compressed, UN1072, 2.2 (5.1): {route.PeakHazmat} gross. Placards, shipping paper, CDL with hazmat endorsement.",
            _ =>
                $"Oxygen, compressed, UN1072, 2.2 (5.1): {route.PeakHazmat} gross at once. Shipping paper within reach, trained driver.",
        };
        var firm = state is HazmatState.Placarded or HazmatState.FullPapers;
        flow.Note(words, firm ? PdfInk.AlarmWash : PdfInk.WarningWash, firm ? PdfInk.Alarm : PdfInk.Warning);
        flow.Space(4);
    }

    private static void Stop(PdfFlow flow, StopView stop, Door? door, Func<DateTime, string> time)
    {
        if (door is null)
        {
            flow.Keep(24);
            flow.Columns(
                8,
                (1.1f, f => f.Text(time(stop.ArrivesAt), PdfStyle.Strong)),
                (
                    8,
                    f =>
                        f.Text(
                            $"Back at the depot: unload and reload, leave at {time(stop.LeavesAt)}.",
                            PdfStyle.Strong
                        )
                )
            );
            flow.Space(5);
            flow.Rule();
            flow.Space(6);
            return;
        }
        var (visit, patient) = (door.Visit, door.Patient);
        var access = Access(patient);
        flow.Keep(74 + 13 * door.Lines.Count + (access.Length > 80 ? 26 : 13));
        flow.Columns(
            8,
            (
                0.5f,
                f =>
                {
                    f.Badge(stop.Sequence.ToString(Us), PdfInk.Accent);
                    f.Space(20);
                }
            ),
            (
                1.4f,
                f =>
                {
                    f.Text(time(stop.StartsAt), new PdfStyle(13, true, PdfInk.Black, 1.2f));
                    f.Text($"{time(stop.WindowFrom)} to {time(stop.WindowTo)}", PdfStyle.Small);
                    f.Text(stop.Booked ? "promised" : "not promised", PdfStyle.Small);
                    if (stop.Late)
                        f.Text("after its window", PdfStyle.Small with { Bold = true, Ink = PdfInk.Alarm });
                }
            ),
            (
                4.2f,
                f =>
                {
                    f.Text(patient.Name, PdfStyle.Heading);
                    f.Text($"{patient.AddressLine}{(patient.AddressLine2 is { Length: > 0 } two ? $", {two}" : "")}");
                    f.Text($"{patient.City}, {patient.State} {patient.Zip}");
                    f.Text(
                        $"{PhoneText.Show(patient.Phone)}{(patient.ContactPhone is { Length: > 0 } other ? $" - {patient.ContactName ?? "contact"} {PhoneText.Show(other)}" : "")}"
                    );
                    if (access.Length > 0)
                        f.Text(access, PdfStyle.Body with { Ink = PdfInk.Warning });
                }
            ),
            (
                4f,
                f =>
                {
                    f.Text(
                        $"{visit.Number} - {Words.Of(visit.Kind.ToString())} - {visit.Service}",
                        PdfStyle.Small with
                        {
                            Bold = true,
                        }
                    );
                    foreach (var (line, item, serials) in door.Lines)
                    {
                        var verb = line.Direction switch
                        {
                            Direction.Drop => "Bring",
                            Direction.Fetch => "Take",
                            _ => "See to",
                        };
                        f.Text($"{verb} {line.Quantity} x {item}");
                        if (serials.Length > 0)
                            f.Text(serials, PdfStyle.Small);
                    }
                    if (stop.HazmatAfter.Grams > 0)
                        f.Text($"Cylinders on board after: {stop.HazmatAfter}", PdfStyle.Small);
                }
            )
        );
        flow.Space(6);
        flow.Rule();
        flow.Space(6);
    }

    private static string Access(Patient patient)
    {
        var parts = new List<string>();
        if (patient.FlightsOfStairs > 0)
            parts.Add(
                $"{patient.FlightsOfStairs} {(patient.FlightsOfStairs == 1 ? "flight" : "flights")} of stairs{(patient.Elevator ? ", elevator" : "")}"
            );
        if (patient.GateCode is { Length: > 0 } gate)
            parts.Add($"gate {gate}");
        if (patient.Pets is { Length: > 0 } pets)
            parts.Add($"pets: {pets}");
        if (patient.AccessNotes is { Length: > 0 } notes)
            parts.Add(notes);
        return string.Join("; ", parts);
    }

    private static void Picks(PdfFlow flow, RouteView route, Dictionary<Guid, Door> doors, IReadOnlyList<PickRow> pick)
    {
        flow.Space(6);
        flow.Heading("Pick list");
        var stopOf = route
            .Stops.Where(s => s.VisitId is { } id && doors.ContainsKey(id))
            .SelectMany(s =>
                doors[s.VisitId!.Value]
                    .Lines.Where(l => l.Line.OrderLineId is not null)
                    .Select(l => (l.Line.OrderLineId!.Value, s.Sequence))
            )
            .GroupBy(p => p.Value)
            .ToDictionary(g => g.Key, g => g.First().Sequence);
        if (pick.Count == 0)
        {
            flow.Text("Nothing is promised to this route's deliveries yet.", PdfStyle.Body with { Ink = PdfInk.Alarm });
            return;
        }
        // Last stop first: what is loaded first comes out last.
        flow.Table(
            [
                new("Load", 0.6f),
                new("Stop", 0.6f),
                new("Qty", 0.5f, Align.End),
                new("Item", 4),
                new("Serial or lot", 2.2f),
                new("From", 1.4f),
            ],
            pick.OrderByDescending(p => stopOf.GetValueOrDefault(p.OrderLineId))
                .ThenBy(p => p.PlaceName, StringComparer.Ordinal)
                .Select(p =>
                    (IReadOnlyList<PdfCell>)
                        [
                            "[   ]",
                            stopOf.TryGetValue(p.OrderLineId, out var stop) ? stop.ToString(Us) : "",
                            p.Quantity.ToString(Us),
                            new PdfCell(new PdfPara(p.ItemName), new PdfPara(p.ItemCode, PdfStyle.Small)),
                            p.Serial ?? p.Lot ?? "",
                            p.PlaceName,
                        ]
                )
        );
    }
}
