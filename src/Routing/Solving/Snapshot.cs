namespace Homeward.Routing.Solving;

/// <summary>A plan put aside: the orders of stops, what they cost, and the starts that teams are held to.</summary>
internal sealed class Snapshot
{
    private readonly int[]?[] orders;
    private readonly long[] versions;
    private readonly int[] counts;
    private readonly List<int> used = [];
    private int[]? pins;

    internal Snapshot(Solution s)
    {
        orders = new int[s.Routes.Length][];
        versions = new long[s.Routes.Length];
        counts = new int[s.Routes.Length];
        Array.Fill(versions, -1);
        Take(s);
    }

    internal long Cost { get; private set; }

    internal int LeftOut { get; private set; }

    internal ReadOnlySpan<int> Order(int k) => orders[k].AsSpan(0, counts[k]);

    internal void Take(Solution s)
    {
        foreach (var k in used)
        {
            if (s.Routes[k].Count == 0)
            {
                (counts[k], versions[k]) = (0, -1);
            }
        }

        used.Clear();
        used.AddRange(s.Used);
        foreach (var k in used)
        {
            var route = s.Routes[k];
            if (versions[k] == route.Version)
            {
                continue;
            }

            var order = orders[k];
            if (order is null || order.Length < route.Count)
            {
                orders[k] = order = new int[route.Count + 8];
            }

            route.Order.CopyTo(order);
            (counts[k], versions[k]) = (route.Count, route.Version);
        }

        if (s.Pins is not null)
        {
            pins ??= new int[s.Pins.Length];
            s.Pins.CopyTo(pins, 0);
        }

        (Cost, LeftOut) = (s.Cost, s.LeftOut.Count);
    }

    /// <summary>Makes a working plan equal to this one, which may come from another search.</summary>
    internal void CopyTo(Solution s)
    {
        pins?.CopyTo(s.Pins!, 0);
        for (var k = 0; k < orders.Length; k++)
        {
            var same = pins is null && s.Routes[k].Order.SequenceEqual(Order(k));
            if ((counts[k] > 0 || s.Routes[k].Count > 0) && !same)
            {
                s.SetOrder(k, Order(k));
            }
        }

        s.Recount();
    }
}
