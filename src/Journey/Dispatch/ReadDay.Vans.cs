using Homeward.Field;
using Homeward.Journey.Crew;
using Homeward.Roads;
using Homeward.Routing;

namespace Homeward.Journey.Dispatch;

/// <content>The day's vans with their crews, and where those stand whose day has begun.</content>
public sealed partial class ReadDay
{
    private (Dictionary<string, DayVan>, List<Routing.Vehicle>) Vans(
        IReadOnlyList<CrewShift> shifts,
        Dictionary<Guid, Crew.Vehicle> vehicles,
        Func<DateTime, Seconds> at,
        DateOnly date,
        DateOnly today,
        PlanOptions options
    )
    {
        var vans = new Dictionary<string, DayVan>(StringComparer.Ordinal);
        var models = new List<Routing.Vehicle>();
        var driving = shifts
            .Where(s => s is { VehicleFit: true, VehicleId: not null } && (!s.OnCall || options.OnCall))
            .ToList();
        foreach (var first in driving.Where(s => !s.Second))
        {
            var van = vehicles[first.VehicleId!.Value];
            var second = driving.Find(s =>
                s.Second && s.VehicleId == van.Id && s.StartUtc < first.EndUtc && s.EndUtc > first.StartUtc
            );
            var key =
                driving.Count(s => !s.Second && s.VehicleId == van.Id) > 1 ? $"{van.Name} ({first.Name})" : van.Name;
            var start = date == today && desk.Now > first.StartUtc ? desk.Now : first.StartUtc;
            if (start >= first.EndUtc || vans.ContainsKey(key))
                continue;
            vans[key] = new(
                key,
                van.Id,
                van.Name,
                first.PersonId,
                first.Name,
                second?.PersonId,
                second?.Name,
                van.Payload,
                van.HazmatLimit,
                first.StartUtc,
                first.EndUtc
            );
            var hourly = first.HourlyCost + (second?.HourlyCost ?? Money.Zero);
            var (shiftStart, shiftEnd) = (at(start), at(first.EndUtc));
            models.Add(
                new Routing.Vehicle
                {
                    Id = key,
                    Start = 0,
                    End = 0,
                    Shift = new(shiftStart, shiftEnd),
                    OvertimeUntil = shiftEnd + Seconds.FromMinutes(options.OvertimeMinutes),
                    OvertimePerHour = new(hourly.Cents / 2),
                    Breaks = Breaks(first, at, shiftStart),
                    Capacity = Capacity(van),
                    Skills = [.. first.Skills.Union(second?.Skills ?? new HashSet<string>(), StringComparer.Ordinal)],
                    Crew = second is null ? 1 : 2,
                    PerHour = new(hourly.Cents),
                    PerKm = new((long)Math.Round(van.CostPerMile.Cents / 1.609344)),
                    Co2GramsPerKm = (int)Math.Round(van.Co2GramsPerMile / 1.609344),
                    Reload = new(0, ReloadTime),
                    CleanDirty = van.CleanDirty switch
                    {
                        Crew.CleanDirtyMode.SeparateBays => Routing.CleanDirtyMode.SeparateBays,
                        Crew.CleanDirtyMode.OneKindAtATime => Routing.CleanDirtyMode.NeverMixed,
                        _ => Routing.CleanDirtyMode.Covered,
                    },
                }
            );
        }
        return (vans, models);
    }

    private static List<Break> Breaks(CrewShift shift, Func<DateTime, Seconds> at, Seconds start) =>
        shift.BreakFromUtc is { } from && shift.Break.Seconds > 0 && at(from) > start
            ? [new Break(new(at(from), at(from.AddHours(1))), new(shift.Break.Seconds))]
            : [];

    /// <summary>Payload and space of zero mean "not stated" and do not bind; a hazmat limit of zero means no cylinders at all.</summary>
    private static Dictionary<string, int> Capacity(Crew.Vehicle van)
    {
        var capacity = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [DayModel.Hazmat] = van.HazmatLimit.Grams,
            [DayModel.DirtyBay] = van.DirtyBay.Millilitres,
        };
        if (van.Payload.Grams > 0)
            capacity[DayModel.Weight] = van.Payload.Grams;
        if (van.Space.Millilitres > 0)
            capacity[DayModel.Space] = van.Space.Millilitres;
        return capacity;
    }

    /// <summary>A van whose crew has begun goes on from where it is, with what it carries.</summary>
    private Routing.Vehicle Underway(
        Routing.Vehicle model,
        DayVan van,
        List<Visit> begun,
        Dictionary<Guid, Place> begunPlaces,
        Dictionary<string, DayVisit> facts,
        List<Routing.Visit> tried,
        PlaceList places,
        Func<DateTime, Seconds> at
    )
    {
        var last = begun
            .Where(v =>
                v.VehicleId == van.VehicleId && v.PersonId == van.PersonId && begunPlaces.ContainsKey(v.PatientId)
            )
            .OrderByDescending(v => v.EndedAt ?? DateTime.MaxValue)
            .ThenByDescending(v => v.Sequence)
            .FirstOrDefault();
        if (last is null)
            return model;
        var free = last.EndedAt ?? (last.ArrivedAt ?? last.Eta ?? desk.Now).AddSeconds(last.Service.Seconds);
        var carried = facts
            .Values.Where(f => f.State == VisitState.Published && f.VehicleId == van.VehicleId)
            .Select(f => f.Number)
            .Intersect(
                tried.Where(t => t.BringsClean || t.Drops.Values.Any(x => x > 0)).Select(t => t.Id),
                StringComparer.Ordinal
            );
        return model with
        {
            Underway = new()
            {
                Place = places.At(begunPlaces[last.PatientId]),
                Time = at(free > desk.Now ? free : desk.Now),
                Carries = [.. carried],
                CarriesDirty = begun.Exists(v =>
                    v.VehicleId == van.VehicleId
                    && v.State == VisitState.Closed
                    && v.Lines.Exists(l => l.Direction == Direction.Fetch)
                ),
            },
        };
    }
}
