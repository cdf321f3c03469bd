namespace Homeward.Routing.Solving;

/// <summary>
/// A quick look at the clock for a visit put into a route together with a reload. It never refuses what fits: it goes by
/// the earliest that each stop could be left, were there no breaks, no releases and no reason to leave late.
/// </summary>
internal sealed class ReloadLook(Compiled problem, Timeline timeline)
{
    private int[] leave = new int[16];
    private bool[] visitFits = new bool[16];
    private bool[] reloadFits = new bool[16];
    private WorkRoute route = null!;
    private CompiledVisit x = null!;
    private int visit;
    private int service;

    /// <summary>Looks at every gap of a route.</summary>
    internal void Set(WorkRoute route, int visit)
    {
        (this.route, this.visit, x) = (route, visit, problem.Visits[visit]);
        service = problem.Service[(route.Van.Class * problem.Visits.Length) + visit];
        if (leave.Length <= route.Count)
        {
            var room = (route.Count * 2) + 1;
            (leave, visitFits, reloadFits) = (new int[room], new bool[room], new bool[room]);
        }

        var van = route.Van;
        var classed = van.Class * problem.Visits.Length;
        leave[0] = van.Earliest;
        for (var i = 0; i < route.Count; i++)
        {
            var stop = route.Stops[i];
            var arrive = leave[i] + Drive(route.At[i].Place, route.At[i + 1].Place);
            leave[i + 1] =
                stop == Timeline.Reload
                    ? arrive + van.ReloadLength
                    : Math.Max(arrive, timeline.StartAt(stop, problem.Visits[stop], arrive))
                        + problem.Service[classed + stop];
        }

        for (var gap = 0; gap <= route.Count; gap++)
        {
            var (before, after, latest) = (route.At[gap].Place, route.At[gap + 1].Place, route.At[gap + 1].Latest);
            visitFits[gap] = Ends(Visit(leave[gap], before), x.Place, after) <= latest;
            reloadFits[gap] = Ends(Reload(leave[gap], before), van.ReloadPlace, after) <= latest;
        }
    }

    /// <summary>Whether the visit at index <paramref name="p"/> of the new order and a reload at <paramref name="r"/> may work.</summary>
    internal bool MayFit(int p, int r)
    {
        if (Math.Abs(p - r) > 1)
        {
            return p < r ? visitFits[p] && reloadFits[r - 1] : visitFits[p - 1] && reloadFits[r];
        }

        var gap = Math.Min(p, r);
        var (before, after) = (route.At[gap].Place, route.At[gap + 1].Place);
        var depot = route.Van.ReloadPlace;
        var ends =
            p < r
                ? Ends(Reload(Visit(leave[gap], before), x.Place), depot, after)
                : Ends(Visit(Reload(leave[gap], before), depot), x.Place, after);
        return ends <= route.At[gap + 1].Latest;
    }

    /// <summary>When the visit is left that is driven to from a place; past every end where it cannot be made.</summary>
    private int Visit(int left, int from)
    {
        var arrive = left + Drive(from, x.Place);
        var start = arrive >= Travel.Far ? -1 : timeline.StartAt(visit, x, arrive);
        return start < 0 ? Travel.Far : start + service;
    }

    private int Reload(int left, int from) => left + Drive(from, route.Van.ReloadPlace) + route.Van.ReloadLength;

    private int Ends(int left, int from, int to) => left + Drive(from, to);

    private int Drive(int from, int to) => problem.Quickest(route.Van.Travel.Between(from, to).Seconds);
}
