namespace Homeward.Routing.Solving;

/// <summary>Leaves nobody out who fits as things are, with a reload anywhere: the law of A11.</summary>
internal static class Completion
{
    internal static void Run(Solution s)
    {
        var pairs = new Pairs(s);
        for (var again = true; again; )
        {
            again = false;
            foreach (var visit in s.LeftOut.OrderByDescending(i => s.Problem.Visits[i].LeftOut).ThenBy(i => i).ToList())
            {
                if (s.RouteOf[visit] >= 0)
                {
                    continue;
                }

                if (s.Problem.Visits[visit].Partner is >= 0 and var partner)
                {
                    var begun = s.RouteOf[partner] >= 0;
                    if (begun ? pairs.Join(visit, Pairs.ManyLooks) : pairs.PutIn(visit, Pairs.ManyLooks))
                    {
                        s.TakeIn(visit);
                        again = true;
                        if (!begun)
                        {
                            s.TakeIn(partner);
                        }
                    }

                    continue;
                }

                var (best, into) = (Slot.None, -1);
                for (var k = 0; k < s.Routes.Length; k++)
                {
                    var slot = s.Inserter.Best(s.Routes[k], visit, thorough: true);
                    if (slot.Added < best.Added)
                    {
                        (best, into) = (slot, k);
                    }
                }

                if (into >= 0 && !(s.Problem.Visits[visit].Optional && best.Added >= s.Problem.Visits[visit].LeftOut))
                {
                    s.Insert(visit, into, best);
                    s.TakeIn(visit);
                    again = true;
                }
            }
        }
    }
}
