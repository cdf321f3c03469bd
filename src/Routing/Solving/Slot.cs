using System.Runtime.CompilerServices;

namespace Homeward.Routing.Solving;

/// <summary>A way to put a visit into a route: the visit's index among the new stops and the reload's, or -1.</summary>
internal readonly record struct Slot(long Added, int Position, int ReloadAt)
{
    internal static readonly Slot None = new(long.MaxValue, -1, -1);

    internal bool Exists => Added != long.MaxValue;
}

/// <summary>A visit about to be put into routes of one class, with all that is read of it again and again.</summary>
internal readonly struct Candidate
{
    internal readonly CompiledVisit Visit;
    internal readonly int Index;
    internal readonly int Row;
    internal readonly int Open;
    internal readonly int Close;
    internal readonly int Service;
    internal readonly long Extra;

    /// <summary>Whether it matters to vans that keep clean and dirty apart.</summary>
    internal readonly bool Sorted;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Candidate(Compiled problem, Timeline timeline, int visit, CompiledVehicle van)
    {
        Visit = problem.Visits[visit];
        Index = visit;
        Row = Visit.Place * van.Travel.Places;
        (Open, Close) = (Visit.Open, Visit.LatestStart);
        if (timeline.Pins is { } pins && pins[visit] >= 0)
        {
            Open = Close = pins[visit];
        }

        Service = problem.Service[(van.Class * problem.Visits.Length) + visit];
        Extra = problem.Other is null ? 0 : problem.Other[(van.Class * problem.Visits.Length) + visit];
        Sorted = Visit.Clean || Visit.Dirty;
    }
}
