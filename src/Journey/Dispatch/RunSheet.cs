using System.Globalization;
using Homeward.Field;
using Homeward.Field.Hazmat;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Shared.Pdf;

namespace Homeward.Journey.Dispatch;

public sealed record RunSheetFile(string FileName, byte[] Content);

/// <summary>A route on paper for its crew: stops in order with window, door and equipment, and what the law asks of its cylinders.</summary>
public sealed class RunSheet(Papers papers)
{
    private static readonly CultureInfo Us = CultureInfo.GetCultureInfo("en-US");

    public Task<Outcome<RunSheetFile>> Run(Guid planId, Guid routeId, CancellationToken ct) =>
        papers.Run(planId, routeId, PaperKind.RunSheet, ct);

    internal static byte[] Draw(RouteFacts facts, DateTime now)
    {
        var (plan, route) = (facts.Plan, facts.Route);
        var (day, head, draft) = (facts.Day, facts.Head, facts.Draft);
        var sheet = new PdfSheet(
            $"Run sheet {head}",
            now,
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
                flow.Text(
                    $"Run sheet - {day} - plan v{facts.VersionNo}{draft}",
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
                    ("Back", facts.Time(route.EndsAt)),
                    ("Stops", route.Stops.Count(s => s.VisitId is not null).ToString(Us)),
                    ("Miles", route.Length.ToString()),
                    ("Driving", route.Driving.ToString()),
                    ("Heaviest load", route.PeakLoad.ToString()),
                    ("Cylinders at most", route.PeakHazmat.ToString())
                );
                Cylinders(flow, route, facts.Heaviest, facts.HasLiquid);
                flow.Rule(PdfInk.Grey, 0.8f);
                flow.Space(8);
                foreach (var stop in route.Stops)
                    Stop(flow, stop, stop.VisitId is { } id ? facts.Doors.GetValueOrDefault(id) : null, facts.Time);
            }
        );
    }

    private static void Cylinders(PdfFlow flow, RouteView route, Mass heaviest, bool liquid)
    {
        if (route.PeakHazmat.Grams == 0)
            return;
        var limits = HazmatLimits.Default;
        var state = HazmatMeter.StateOf(route.PeakHazmat, heaviest, liquid, limits);
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

    private static void Stop(PdfFlow flow, StopView stop, RouteDoor? door, Func<DateTime, string> time)
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
                    foreach (var (line, item, serials) in door.Lines.Select(l => (l.Line, l.Item.Name, l.Serials)))
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
}
