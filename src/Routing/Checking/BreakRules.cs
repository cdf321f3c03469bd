namespace Homeward.Routing.Checking;

/// <summary>Breaks: those that are due are taken, each in its window, none during a visit, none besides.</summary>
internal static class BreakRules
{
    internal static void Check(RouteCase route)
    {
        var vehicle = route.Vehicle;
        var (leaves, ends) = (route.Route.Leaves, route.Route.Ends);
        var taken = route.Route.Breaks.OrderBy(b => b.Start.Value).ToList();
        foreach (var b in taken)
        {
            var during = route.Stops.Any(s => b.Start < s.Stop.Leave && b.End > s.Stop.Start);
            if (during || b.Start < leaves || b.End > ends)
            {
                Bad($"'{vehicle.Id}' rests at {b.Start}, during a visit or off the route.");
            }
        }

        for (var i = 1; i < taken.Count; i++)
        {
            if (taken[i].Start < taken[i - 1].End)
            {
                Bad($"'{vehicle.Id}' takes two breaks at once.");
            }
        }

        foreach (var due in vehicle.Breaks)
        {
            var match = taken.FindIndex(b =>
                b.Start >= due.Window.Start
                && b.Start <= due.Window.End
                && (long)b.End.Value - b.Start.Value == due.Length.Value
            );
            if (match >= 0)
            {
                taken.RemoveAt(match);
            }
            else if (leaves <= due.Window.End && ends > due.Window.End)
            {
                Bad($"'{vehicle.Id}' has no break of {due.Length} that starts within {due.Window}.");
            }
        }

        if (taken.Count > 0)
        {
            Bad($"'{vehicle.Id}' takes a break that is not its own, at {taken[0].Start}.");
        }

        void Bad(string message) => route.Broken(Constraint.Break, null, 1, message);
    }
}
