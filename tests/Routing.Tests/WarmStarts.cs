namespace Homeward.Routing.Tests;

/// <summary>Plans a day, and again from that plan.</summary>
internal static class WarmStarts
{
    /// <summary>The days whose second plan is dearer than the first, in words.</summary>
    internal static List<string> Dearer(IEnumerable<(string Name, Problem Problem)> days, int rounds, int threads)
    {
        var dearer = new List<string>();
        foreach (var (name, problem) in days)
        {
            for (var seed = 0; seed < 3; seed++)
            {
                var options = new SolveOptions
                {
                    Iterations = 1000,
                    Seed = seed,
                    Explain = false,
                };
                var from = RoutePlanner.Solve(problem, options);
                var again = options with { Iterations = rounds, Threads = threads, Seed = seed + 100, From = from };
                var plan = RoutePlanner.Solve(problem, again);
                Days.AssertGood(problem, plan);
                if (plan.Cost.Total.Value > from.Cost.Total.Value + SolveTests.Rounding)
                {
                    dearer.Add(
                        $"{name}, seed {seed}: {plan.Cost.Total} from {from.Cost.Total}, {plan.Unplanned.Count} out of {from.Unplanned.Count}"
                    );
                }
            }
        }

        return dearer;
    }
}
