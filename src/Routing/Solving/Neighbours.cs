namespace Homeward.Routing.Solving;

/// <summary>
/// Who is near whom: for taking out, by distance; for putting in, by what it costs in metres and minutes to come from the
/// one to the other, waiting and lateness included (Vidal, Crainic, Gendreau and Prins 2013).
/// </summary>
internal sealed class Neighbours
{
    private const int Around = 100;

    /// <summary>
    /// How many visits a visit may be linked to on either side: many where visits are few, few where rounds are dear.
    /// </summary>
    private const int LinksInAll = 16_000;
    private const int FewestLinks = 20;
    private const int MostLinks = 40;
    private const double PerSecondWaited = 0.2;
    private const double PerSecondLate = 1;

    private readonly int[] around;
    private readonly int[] links;
    private readonly int aroundWidth;
    private readonly int linkWidth;

    internal Neighbours(Compiled problem)
    {
        var n = problem.Visits.Length;
        aroundWidth = Math.Min(Math.Max(0, n - 1), Around);
        var most = Math.Clamp(LinksInAll / Math.Max(1, n), FewestLinks, MostLinks);
        linkWidth = 2 * Math.Min(Math.Max(0, n - 1), most);
        (around, links) = (new int[n * aroundWidth], new int[n * linkWidth]);
        if (problem.Vehicles.Length == 0)
        {
            return;
        }

        var travel = problem.Vehicles[0].Travel;
        var (close, linked) = (new Least(aroundWidth), new Least(linkWidth));
        for (var i = 0; i < n; i++)
        {
            var x = problem.Visits[i];
            var row = x.Place * travel.Places;
            close.Clear();
            linked.Clear();
            for (var j = 0; j < n; j++)
            {
                if (i == j)
                {
                    continue;
                }

                var y = problem.Visits[j];
                var at = row + y.Place;
                close.Offer(Math.Min(travel.Out[at].Metres, travel.In[at].Metres), j);
                linked.Offer(travel.In[at].Metres + Misfit(y, travel.In[at].Seconds, x), 2 * j);
                linked.Offer(travel.Out[at].Metres + Misfit(x, travel.Out[at].Seconds, y), (2 * j) + 1);
            }

            close.CopyTo(around.AsSpan(i * aroundWidth, aroundWidth));
            linked.CopyTo(links.AsSpan(i * linkWidth, linkWidth));
        }
    }

    /// <summary>The visits nearest to a visit by distance, nearest first.</summary>
    internal ReadOnlySpan<int> Of(int visit) => around.AsSpan(visit * aroundWidth, aroundWidth);

    /// <summary>
    /// The best ways to link a visit, best first: 2j to come just after visit j, 2j + 1 to come just before it.
    /// </summary>
    internal ReadOnlySpan<int> LinksOf(int visit) => links.AsSpan(visit * linkWidth, linkWidth);

    /// <summary>How much the times of two visits made one after the other do not fit.</summary>
    private static double Misfit(CompiledVisit from, int drive, CompiledVisit to)
    {
        var wait = to.Open - from.Service - drive - from.LatestStart;
        var late = from.Open + from.Service + drive - to.LatestStart;
        return (PerSecondWaited * Math.Max(0, wait)) + (PerSecondLate * Math.Max(0, late));
    }

    /// <summary>Keeps the least of what it is offered, in order.</summary>
    private sealed class Least(int most)
    {
        private readonly double[] keys = new double[most];
        private readonly int[] items = new int[most];
        private int count;

        internal void Clear() => count = 0;

        internal void Offer(double key, int item)
        {
            if (count == most)
            {
                if (most == 0 || key >= keys[most - 1])
                {
                    return;
                }

                count--;
            }

            var i = count++;
            for (; i > 0 && keys[i - 1] > key; i--)
            {
                (keys[i], items[i]) = (keys[i - 1], items[i - 1]);
            }

            (keys[i], items[i]) = (key, item);
        }

        internal void CopyTo(Span<int> to) => items.AsSpan(0, count).CopyTo(to);
    }
}
