using Homeward.Routing.Tests.Optimal;

namespace Homeward.Routing.Tests.Explaining;

/// <summary>Over a thousand random days: what is said of a visit left out, or late, is true.</summary>
public sealed class TruthTests(ITestOutputHelper output)
{
    private const int Days = 1_000;

    private const Feature Switched = Features.All;

    [Fact]
    public void A10_A11_whatever_is_left_out_does_not_fit_and_every_remedy_works()
    {
        var (left, without) = (0, new List<string>());
        var named = new Dictionary<Constraint, int>();
        for (var seed = 0; seed < Days; seed++)
        {
            var problem = Day(seed);
            if (!MayBeginSo(problem))
            {
                continue;
            }

            var plan = RoutePlanner.Solve(problem, new SolveOptions { Iterations = 20, Seed = seed });
            Routing.Tests.Days.AssertGood(problem, plan);
            foreach (var (visit, why) in plan.Unplanned.Select(u => (u.Visit, u.Explanation!)))
            {
                left++;
                AssertLeftOutForAReason(problem, plan, visit, seed);
                Assert.False(why.Fits, $"day {seed}: {why.Sentence}");
                foreach (var remedy in why.Remedies)
                {
                    AssertWorks(remedy, problem, plan, visit, seed);
                    foreach (var r in remedy.Relaxations)
                    {
                        named[r.Constraint] = named.GetValueOrDefault(r.Constraint) + 1;
                    }
                }

                if (why.Remedies.Count == 0 && !why.Binding.Contains(Constraint.Reach))
                {
                    without.Add($"day {seed}: {why.Sentence}");
                }
            }
        }

        output.WriteLine($"{left} left out, {without.Count} without a remedy");
        output.WriteLine(string.Join(", ", named.OrderBy(n => n.Key).Select(n => $"{n.Key} {n.Value}")));
        output.WriteLine(string.Join(Environment.NewLine, without));
        Assert.True(left > Days / 2, $"only {left} visits were left out");
        Assert.True(without.Count * 200 <= left, $"{without.Count} of {left} have no remedy");
    }

    /// <summary>Tight days: short shifts, so that something is left out of most.</summary>
    private static Problem Day(int seed)
    {
        var problem = seed % 4 == 3 ? Routing.Tests.Days.Wild(seed) : SmallDays.Make(seed, Switched);
        if (seed % 2 == 0)
        {
            foreach (var van in problem.Vehicles)
            {
                var end = van.Shift.Start + Seconds.FromMinutes(100);
                problem = problem.With(
                    van with
                    {
                        Shift = van.Shift with { End = end },
                        OvertimeUntil = van.OvertimeUntil is null ? null : end + Seconds.FromMinutes(20),
                    }
                );
            }
        }

        return problem;
    }

    /// <summary>Whether what is locked on vans under way can be done at all.</summary>
    private static bool MayBeginSo(Problem problem)
    {
        var locked = problem
            .Vehicles.Where(v => v.Underway?.Locked.Count > 0)
            .Select(v => new FixedRoute(v.Id, v.Underway!.Locked));
        return RoutePlanner.Evaluate(problem, [.. locked]).Violations.Count == 0;
    }

    private static void AssertLeftOutForAReason(Problem problem, Plan plan, string visit, int seed)
    {
        foreach (var place in RoutePlanner.Insert(problem, plan, visit))
        {
            Assert.True(
                IsTooDear(problem, place),
                $"day {seed}: '{visit}' is left out and fits on '{place.Vehicle}' for {place.AddedCost}"
            );
        }
    }

    private static void AssertWorks(Remedy remedy, Problem problem, Plan plan, string visit, int seed)
    {
        var relaxed = remedy.ApplyTo(problem);
        var place = RoutePlanner.Insert(relaxed, plan, visit, 1);
        Assert.True(place.Count > 0, $"day {seed}: '{visit}' does not fit after: {remedy.Sentence}");
        Assert.False(IsTooDear(relaxed, place[0]), $"day {seed}: '{visit}' is not worth it after: {remedy.Sentence}");
        var now = RoutePlanner.Apply(relaxed, plan, place[0]);
        Assert.NotNull(now.Find(visit));
        Assert.True(
            RoutePlanner.Check(relaxed, now) is [],
            $"day {seed}: after {remedy.Sentence} {string.Join(" ", RoutePlanner.Check(relaxed, now).Select(v => v.Message))}"
        );
        Assert.True(now.Unplanned.Count < plan.Unplanned.Count, $"day {seed}: somebody else left out");
    }

    private static bool IsTooDear(Problem problem, Placement place)
    {
        List<Visit> members =
        [
            problem.Visit(place.Visit),
            .. place.Partner is { } other ? [problem.Visit(other.Visit)] : Array.Empty<Visit>(),
        ];
        return members.TrueForAll(v => v.Optional) && place.AddedCost.Value >= members.Sum(v => v.PriceLeftOut.Value);
    }
}
