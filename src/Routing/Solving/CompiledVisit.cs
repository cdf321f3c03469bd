namespace Homeward.Routing.Solving;

/// <summary>How a visit hangs together with another one.</summary>
internal enum Tie
{
    None,

    /// <summary>A shipment is taken up here.</summary>
    Takes,

    /// <summary>A shipment is brought here.</summary>
    Brings,

    /// <summary>The first of a team's two.</summary>
    First,

    /// <summary>The second of a team's two.</summary>
    Second,
}

/// <summary>A visit in indices and units.</summary>
internal sealed class CompiledVisit
{
    internal readonly int Place;
    internal readonly int Service;
    internal readonly int[] Opens;
    internal readonly int[] Closes;

    /// <summary>The first moment work may start.</summary>
    internal readonly int Open;

    /// <summary>The last moment work may start; -1 where there is none.</summary>
    internal readonly int LatestStart;
    internal readonly int LateAfter;
    internal readonly long LatePerSecond;
    internal readonly int PromisedStart;
    internal readonly long MovedPerSecond;
    internal readonly int[] Drops;
    internal readonly int[] PicksUp;

    /// <summary>Whether it drops something that a trip loads at the depot.</summary>
    internal readonly bool FromDepot;
    internal readonly bool Clean;
    internal readonly bool Dirty;
    internal readonly int Release;
    internal readonly long LeftOut;
    internal readonly bool Optional;

    /// <summary>Whether labels judge it exactly: one window, and no price for when in it.</summary>
    internal readonly bool Plain;

    internal int LockedOn = -1;
    internal int CarriedBy = -1;
    internal Tie Tie;

    /// <summary>Whether it is one of a team's two.</summary>
    internal bool IsTeams => Tie is Tie.First or Tie.Second;

    internal int Partner = -1;
    internal int LeastAfter;
    internal int MostAfter;

    /// <summary>For a trial: as if every van carried its goods.</summary>
    internal bool GoodsAnywhere;

    internal CompiledVisit(Visit visit, Problem problem, long priceFactor)
    {
        Place = visit.Place;
        Service = visit.Service.Value;
        var open = OpenTimes.Of(visit);
        Opens = [.. open.Select(w => w.Start.Value)];
        Closes = [.. open.Select(w => w.End.Value)];
        Open = open.Count == 0 ? 0 : Opens[0];
        LatestStart = open.Count == 0 ? -1 : Closes[^1];
        LateAfter = visit.HardLatest is null ? int.MaxValue : visit.Windows[^1].End.Value;
        LatePerSecond = visit.LatePerMinute.Value * Compiled.UnitsPerCent / 60;
        PromisedStart = visit.Promise?.Start.Value ?? -1;
        MovedPerSecond = (visit.Promise?.PerMinute.Value ?? 0) * Compiled.UnitsPerCent / 60;
        Drops = [.. problem.Dimensions.Select(d => visit.Drops.GetValueOrDefault(d.Name))];
        PicksUp = [.. problem.Dimensions.Select(d => visit.PicksUp.GetValueOrDefault(d.Name))];
        FromDepot = visit.BringsFrom is null && visit.Drops.Values.Any(amount => amount > 0);
        Clean = visit.BringsClean;
        Dirty = visit.TakesDirty;
        Release = FromDepot ? visit.Release.Value : 0;
        Optional = visit.Optional;
        LeftOut = visit.PriceLeftOut.Value * Compiled.UnitsPerCent * (visit.Optional ? 1 : priceFactor);
        Plain = open.Count == 1 && MovedPerSecond == 0 && (LateAfter >= LatestStart || LatePerSecond == 0);
    }

    /// <summary>The start of work on arrival at a time: in the first window still open; -1 when none is.</summary>
    internal int StartAt(int arrival)
    {
        for (var i = 0; i < Closes.Length; i++)
        {
            if (arrival <= Closes[i])
            {
                return Math.Max(arrival, Opens[i]);
            }
        }

        return -1;
    }
}
