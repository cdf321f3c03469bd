namespace Homeward.Routing.Solving;

/// <summary>Building up: regret insertion at the start, and the last look at who is left out.</summary>
internal static class Construction
{
    /// <summary>
    /// Inserts, time and again, the visit that would lose most by waiting: the sum of what its second and third best
    /// routes cost more than its best, or nearly its price where fewer routes are left to it (Potvin and Rousseau 1993).
    /// </summary>
    internal static void Regret(Solution s, Func<bool> outOfTime)
    {
        while (s.LeftOut.Count > 0 && !outOfTime())
        {
            var (chosen, most, into, slot) = (-1, double.MinValue, -1, Slot.None);
            for (var n = 0; n < s.LeftOut.Count; n++)
            {
                var visit = s.LeftOut[n];
                var (first, second, third, k) = Three(s, visit, out var found);
                if (k < 0)
                {
                    continue;
                }

                var price = (double)s.Problem.Visits[visit].LeftOut + 1;
                var regret =
                    (second == long.MaxValue ? price : Math.Min(price, second - first))
                    + (third == long.MaxValue ? price : Math.Min(price, third - first));
                if (regret > most)
                {
                    (chosen, most, into, slot) = (n, regret, k, found);
                }
            }

            if (chosen < 0)
            {
                return;
            }

            s.Insert(s.LeftOut[chosen], into, slot);
            s.LeftOut.RemoveAt(chosen);
        }
    }

    /// <summary>Leaves nobody out who fits as things are, with a reload anywhere: the law of A11.</summary>
    internal static void Complete(Solution s)
    {
        for (var again = true; again; )
        {
            again = false;
            foreach (var visit in s.LeftOut.OrderByDescending(i => s.Problem.Visits[i].LeftOut).ThenBy(i => i).ToList())
            {
                var (best, into) = (Slot.None, -1);
                for (var k = 0; k < s.Routes.Length; k++)
                {
                    var slot = s.Inserter.Best(s.Routes[k], visit, thorough: true);
                    if (slot.Added < best.Added)
                    {
                        (best, into) = (slot, k);
                    }
                }

                if (into >= 0)
                {
                    s.Insert(visit, into, best);
                    s.LeftOut.Remove(visit);
                    again = true;
                }
            }
        }
    }

    private static (long First, long Second, long Third, int Vehicle) Three(Solution s, int visit, out Slot slot)
    {
        var (first, second, third, vehicle) = (long.MaxValue, long.MaxValue, long.MaxValue, -1);
        slot = Slot.None;
        for (var k = 0; k < s.Routes.Length; k++)
        {
            var found = s.BestIn(visit, k);
            if (found.Added < first)
            {
                (first, second, third, vehicle, slot) = (found.Added, first, second, k, found);
            }
            else if (found.Added < second)
            {
                (second, third) = (found.Added, second);
            }
            else if (found.Added < third)
            {
                third = found.Added;
            }
        }

        return (first, second, third, vehicle);
    }
}
