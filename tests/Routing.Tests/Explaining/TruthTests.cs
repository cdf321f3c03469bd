using Homeward.Routing.Tests.Optimal;
using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Explaining;

/// <summary>Over a thousand random days: what is said of a visit that is left out, or late, is true.</summary>
public sealed class TruthTests(ITestOutputHelper output)
{
    private const int RandomDays = 1_000;

    [Fact]
    public void A10_A11_whatever_is_left_out_does_not_fit_and_every_remedy_works()
    {
        var (left, without) = (0, new List<string>());
        var named = new Dictionary<Constraint, int>();
        foreach (var (seed, problem, plan) in Planned(explain: true))
        {
            foreach (var (visit, why) in plan.Unplanned.Select(u => (u.Visit, u.Explanation!)))
            {
                left++;
                AssertLeftOutForAReason(problem, plan, visit, seed);
                Assert.False(why.Fits, $"day {seed}: {why.Sentence}");
                foreach (var remedy in why.Remedies)
                {
                    AssertWorks(remedy, problem, plan, visit, seed);
                    remedy.Relaxations.ToList().ForEach(r => Count(named, r.Constraint));
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
        Assert.True(left > RandomDays, $"only {left} visits were left out");
        Assert.True(without.Count * 500 <= left, $"{without.Count} of {left} have no remedy");
        var never = Enum.GetValues<Constraint>().Except(named.Keys).Except(Immovable);
        Assert.Empty(never);
    }

    [Fact]
    public void A10_a_visit_that_is_late_can_be_in_time_as_the_remedy_says()
    {
        var (late, fits, explained) = (0, 0, 0);
        foreach (var (seed, problem, plan) in Planned(explain: false))
        {
            foreach (var stop in plan.Routes.SelectMany(r => r.Stops).Where(s => s.Late > Seconds.Zero))
            {
                late++;
                var why = RoutePlanner.Explain(problem, plan, stop.Visit!);
                Assert.DoesNotContain(
                    why.Remedies.SelectMany(r => r.Relaxations),
                    r => r.Constraint == Constraint.Window
                );
                fits += why.Fits ? 1 : 0;
                explained += why.Remedies.Count > 0 ? 1 : 0;
                foreach (var relaxed in why.Remedies.Select(r => r.ApplyTo(problem)).Concat(why.Fits ? [problem] : []))
                {
                    AssertInTime(relaxed, plan, stop.Visit!, $"day {seed}: {why.Sentence}");
                }
            }
        }

        output.WriteLine($"{late} late, {fits} could be in time as it is, {explained} with a remedy");
        Assert.True(late > 500 && explained > 100, $"{late} late, {explained} explained");
        Assert.True((fits + explained) * 20 >= late * 19, $"{fits} and {explained} of {late}");
    }

    /// <summary>What no remedy can change, or no route of its own can break.</summary>
    private static IEnumerable<Constraint> Immovable =>
        [Constraint.Reach, Constraint.Locked, Constraint.Once, Constraint.Figures, Constraint.Shipment];

    /// <summary>Tight days and their plans, so that something is left out of most, or late.</summary>
    private static IEnumerable<(int Seed, Problem Problem, Plan Plan)> Planned(bool explain)
    {
        for (var seed = 0; seed < RandomDays; seed++)
        {
            var problem = seed % 4 == 3 ? Wild(seed) : SmallDays.Make(seed, Features.All);
            problem =
                !explain ? Hurried(problem)
                : seed % 2 == 0 ? Shortened(problem)
                : problem;
            if (!MayBeginSo(problem))
            {
                continue;
            }

            var options = new SolveOptions
            {
                Iterations = 20,
                Seed = seed,
                Explain = explain,
            };
            var plan = RoutePlanner.Solve(problem, options);
            AssertGood(problem, plan);
            yield return (seed, problem, plan);
        }
    }

    private static Problem Shortened(Problem problem)
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

        return problem;
    }

    /// <summary>Everybody wants to be first, and being late costs little.</summary>
    private static Problem Hurried(Problem problem)
    {
        var opens = problem.Vehicles.Min(v => v.Shift.Start);
        foreach (var visit in problem.Visits.Where(v => v.Promise is null))
        {
            IReadOnlyList<TimeWindow> windows =
                visit.Windows.Count > 0 ? visit.Windows : [new(opens, opens + Seconds.FromMinutes(90))];
            problem = problem.With(
                visit with
                {
                    Windows = windows,
                    HardLatest = windows[^1].End + Seconds.FromHours(3),
                    LatePerMinute = new Cents(2),
                }
            );
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
        var places = RoutePlanner.Insert(relaxed, plan, visit, 1);
        Assert.True(places.Count > 0, $"day {seed}: '{visit}' does not fit after: {remedy.Sentence}");
        Assert.False(IsTooDear(relaxed, places[0]), $"day {seed}: '{visit}' is too dear after: {remedy.Sentence}");
        var now = RoutePlanner.Apply(relaxed, plan, places[0]);
        Assert.NotNull(now.Find(visit));
        var broken = RoutePlanner.Check(relaxed, now).Select(v => v.Message).ToList();
        Assert.True(broken.Count == 0, $"day {seed}: after {remedy.Sentence} {string.Join(" ", broken)}");
        Assert.True(now.Unplanned.Count < plan.Unplanned.Count, $"day {seed}: somebody else is left out");
    }

    private static void AssertInTime(Problem relaxed, Plan plan, string visit, string words)
    {
        var end = relaxed.Visit(visit).Windows[^1].End;
        var were = LateBy(plan);
        var good = RoutePlanner
            .Insert(relaxed, plan, visit, 10_000)
            .Where(p => p.Start <= end)
            .Select(p => RoutePlanner.Apply(relaxed, plan, p))
            .Any(now =>
                RoutePlanner.Check(relaxed, now).Count == 0
                && LateBy(now).All(l => l.Value <= were.GetValueOrDefault(l.Key) && l.Key != visit)
            );
        Assert.True(good, words);
    }

    private static Dictionary<string, Seconds> LateBy(Plan plan) =>
        plan
            .Routes.SelectMany(r => r.Stops)
            .Where(s => s.Late > Seconds.Zero)
            .ToDictionary(s => s.Visit!, s => s.Late, StringComparer.Ordinal);

    private static bool IsTooDear(Problem problem, Placement place)
    {
        var names = place.Partner is { } other ? [place.Visit, other.Visit] : (string[])[place.Visit];
        var members = names.Select(problem.Visit).ToList();
        return members.TrueForAll(v => v.Optional) && place.AddedCost.Value >= members.Sum(v => v.PriceLeftOut.Value);
    }

    private static void Count(Dictionary<Constraint, int> named, Constraint constraint) =>
        named[constraint] = named.GetValueOrDefault(constraint) + 1;
}
