using System.Globalization;

namespace Homeward.Routing.Solving;

/// <summary>Which vehicles may come to which visits, how long they are there and what it costs that it is they.</summary>
internal static class Abilities
{
    /// <summary>By [class * visits + visit], for the first vehicle of each class.</summary>
    internal static (bool[] May, int[] Service, long[]? Other) Of(
        Problem problem,
        CompiledVisit[] visits,
        List<int> first
    )
    {
        var n = visits.Length;
        var (may, service) = (new bool[first.Count * n], new int[first.Count * n]);
        long[]? other = null;
        var groups = new Crews(problem.Visits);
        var usual = new int[n];
        var (named, timed, preferring) = (new List<int>(), new List<int>(), new List<int>());
        for (var i = 0; i < n; i++)
        {
            var visit = problem.Visits[i];
            usual[i] = visit.Service.Value;
            var free = visits[i] is { CarriedBy: < 0, LockedOn: < 0 };
            Note(named, i, !free || visit is not { OnlyVehicles: null, NotVehicles.Count: 0 });
            Note(timed, i, visit.ServiceOn.Count > 0);
            Note(preferring, i, visit.PreferredVehicle is not null && visit.OtherVehiclePrice.Value > 0);
        }

        for (var c = 0; c < first.Count; c++)
        {
            var (row, k) = (c * n, first[c]);
            var vehicle = problem.Vehicles[k];
            groups.Judge(vehicle, may.AsSpan(row, n));
            foreach (var i in named)
            {
                may[row + i] &= Allowed(vehicle, problem.Visits[i], visits[i], k);
            }

            usual.CopyTo(service, row);
            foreach (var i in timed)
            {
                service[row + i] = ServiceOf(vehicle, problem.Visits[i]);
            }

            foreach (var i in preferring)
            {
                other ??= new long[first.Count * n];
                var visit = problem.Visits[i];
                other[row + i] =
                    visit.PreferredVehicle == vehicle.Id ? 0 : visit.OtherVehiclePrice.Value * Compiled.UnitsPerCent;
            }
        }

        return (may, service, other);
    }

    private static void Note(List<int> list, int visit, bool belongs)
    {
        if (belongs)
        {
            list.Add(visit);
        }
    }

    internal static int ServiceOf(Vehicle vehicle, Visit visit) =>
        visit.ServiceOn.TryGetValue(vehicle.Id, out var own) ? own.Value : visit.Service.Value;

    /// <summary>Whether a crew is large and skilled enough for a visit.</summary>
    internal static bool Able(Vehicle vehicle, Visit visit) =>
        vehicle.Crew >= visit.Crew && visit.Skills.All(s => vehicle.Skills.Contains(s, StringComparer.Ordinal));

    /// <summary>Whether a vehicle may come, what its crew can do left aside.</summary>
    internal static bool Allowed(Vehicle vehicle, Visit visit, CompiledVisit compiled, int k) =>
        (visit.OnlyVehicles is not { } only || only.Contains(vehicle.Id, StringComparer.Ordinal))
        && (visit.NotVehicles.Count == 0 || !visit.NotVehicles.Contains(vehicle.Id, StringComparer.Ordinal))
        && (compiled.CarriedBy < 0 || compiled.CarriedBy == k)
        && (compiled.LockedOn < 0 || compiled.LockedOn == k);

    /// <summary>
    /// Visits that take the same skills and as many people, so that each kind is asked of a vehicle once. Skills by ordinal
    /// equality: a hash alone makes two different skills equal one day (A17).
    /// </summary>
    private sealed class Crews
    {
        private readonly List<Visit> kinds = [];
        private readonly int[] kindOf;
        private readonly List<bool> able = [];

        internal Crews(IReadOnlyList<Visit> visits)
        {
            kindOf = new int[visits.Count];
            var known = new Dictionary<(int, string), int>();
            for (var i = 0; i < kindOf.Length; i++)
            {
                // With each one's length before it, no two lists of skills read alike.
                var skills = visits[i].Skills;
                var names =
                    skills.Count == 0
                        ? ""
                        : string.Concat(
                            skills.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Length}:{s}"))
                        );
                if (!known.TryGetValue((visits[i].Crew, names), out kindOf[i]))
                {
                    known.Add((visits[i].Crew, names), kindOf[i] = kinds.Count);
                    kinds.Add(visits[i]);
                }
            }
        }

        internal void Judge(Vehicle vehicle, Span<bool> may)
        {
            able.Clear();
            able.AddRange(kinds.Select(kind => Able(vehicle, kind)));
            for (var i = 0; i < may.Length; i++)
            {
                may[i] = able[kindOf[i]];
            }
        }
    }
}
