namespace Homeward.Routing;

/// <summary>The times at which a visit's work may start: its windows, stretched by soft lateness, cut by its promise.</summary>
internal static class OpenTimes
{
    internal static List<TimeWindow> Of(Visit visit)
    {
        List<TimeWindow> open =
            visit.Windows.Count == 0 ? [new TimeWindow(Seconds.Zero, Seconds.Horizon)] : [.. visit.Windows];
        if (visit.HardLatest is { } latest && visit.Windows.Count > 0)
        {
            open[^1] = open[^1] with { End = latest };
        }

        if (visit.BringsFrom is not null || visit.Drops.Values.All(amount => amount == 0))
        {
            open = Cut(open, visit.Release, Seconds.Horizon);
        }

        return visit.Promise is { Tolerance: { } t } p ? Cut(open, p.Start - t, p.Start + t) : open;
    }

    private static List<TimeWindow> Cut(List<TimeWindow> open, Seconds from, Seconds to) =>
        [
            .. open.Select(w => new TimeWindow(w.Start < from ? from : w.Start, w.End > to ? to : w.End))
                .Where(w => w.Start <= w.End),
        ];
}
