using CsCheck;
using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests;

/// <summary>The acceptance tests about the clock: a day that runs, and the day it changes.</summary>
public sealed class AcceptanceTimeTests
{
    private static readonly Seconds Eleven = Seconds.At(11);

    [Fact]
    public void A13_a_replan_at_eleven_moves_nobody_announced_too_far_and_says_all_that_changed()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var morning = Town(20, 4, seed);
            var before = Quick(morning, seed, 50);
            var rest = Running(morning, before);

            // Whoever is told a time is kept by going on as before, a first stop reached over a break among them.
            var asBefore = before.Routes.Select(r =>
                r.Order with
                {
                    Stops = [.. r.Order.Stops.Where(s => rest.Visits.Any(v => v.Id == s))],
                }
            );
            Assert.Empty(RoutePlanner.Evaluate(rest, [.. asBefore.Where(r => r.Stops.Count > 0)]).Violations);
            rest = rest.With(At(1, "stat") with { Windows = [TimeWindow.Hours(11, 13)], Priority = 6 });
            var options = new SolveOptions
            {
                Iterations = 100,
                Seed = seed,
                From = before,
            };
            var after = RoutePlanner.Solve(rest, options);
            AssertGood(rest, after);
            var (was, now) = (Starts(before, rest), Starts(after, rest));
            Assert.Empty(was.Keys.Except(now.Keys));
            Assert.All(was, s => Assert.InRange(Math.Abs((now[s.Key].Start - s.Value.Start).Value), 0, 600));
            var changed = now.Where(s => !was.TryGetValue(s.Key, out var then) || then != s.Value).Select(s => s.Key);
            var said = RoutePlanner.Diff(before, after).Select(c => c.Visit).Intersect(rest.Visits.Select(v => v.Id));
            Assert.Equal(changed.Order(StringComparer.Ordinal), said);
        }
    }

    [Fact]
    public void A16_the_end_of_a_window_is_respected_to_the_second()
    {
        Visit Until(int seconds) =>
            At(3) with
            {
                Windows = [new TimeWindow(Seconds.Zero, Seconds.At(8) + new Seconds(seconds))],
            };
        Assert.Empty(Quick(Of(Van(), Until(300))).Unplanned);
        Assert.Single(Quick(Of(Van(), Until(299))).Unplanned);
        Assert.Single(Quick(Of(Van(), At(2, "first"), Until(499) with { Place = 1 })).Routes);
    }

    [Fact]
    public void A16_nobody_is_visited_outside_the_windows_on_any_random_day() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = Wild(seed);
                    foreach (var stop in Quick(problem, seed, 50).Routes.SelectMany(r => r.Stops))
                    {
                        var visit = stop.IsReload ? null : problem.Visit(stop.Visit!);
                        Assert.True(
                            visit is not { Windows.Count: > 0 }
                                || visit.Windows.Any(w => w.Contains(stop.Start))
                                || (stop.Start > visit.Windows[^1].End && stop.Start <= visit.HardLatest),
                            $"{stop}"
                        );
                    }
                },
                iter: 100,
                threads: 1
            );

    /// <summary>The library counts seconds; the caller's conversion decides what nine o'clock is, once.</summary>
    [Theory]
    [InlineData(2026, 3, 8)] // 23 hours
    [InlineData(2026, 11, 1)] // 25 hours
    [InlineData(2026, 11, 2)]
    public void A16_the_end_of_a_window_is_respected_on_the_day_of_a_clock_change(int year, int month, int day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var midnight = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        var origin = TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
        Seconds At(int hour) =>
            new((int)(TimeZoneInfo.ConvertTimeToUtc(midnight.AddHours(hour), zone) - origin).TotalSeconds);
        DateTime Local(Seconds time) => TimeZoneInfo.ConvertTimeFromUtc(origin.AddSeconds(time.Value), zone);

        // A van from midnight on, and homes to be visited between two hours that the clock shows.
        (int From, int To)[] hours = [(0, 1), (3, 5), (5, 7), (8, 10), (11, 13), (20, 22)];
        var van = Van() with { Shift = new TimeWindow(Seconds.Zero, At(24)) };
        var visits = hours.Select((h, i) => Days.At(i + 1) with { Windows = [new(At(h.From), At(h.To))] }).ToArray();
        var plan = Quick(Of(van, visits));
        Assert.Empty(plan.Unplanned);
        for (var i = 0; i < hours.Length; i++)
        {
            var start = Local(plan.Find(visits[i].Id)!.Value.Stop.Start);
            Assert.InRange(start, midnight.AddHours(hours[i].From), midnight.AddHours(hours[i].To));
        }

        Assert.Equal(midnight.AddDays(1), Local(At(24)));
    }

    /// <summary>What is left of a day at eleven: vans where they are, what they carry aboard, everybody left told a time.</summary>
    private static Problem Running(Problem morning, Plan plan)
    {
        var done = plan.Routes.SelectMany(r => r.Stops).Where(s => s.Start <= Eleven).Select(s => s.Visit!).ToHashSet();
        var vans = morning.Vehicles.Select(van =>
        {
            var route = plan.Routes.FirstOrDefault(r => r.Vehicle == van.Id);
            var last = route?.Stops.LastOrDefault(s => s.Start <= Eleven);
            var breaks = van.Breaks.Where(_ => route?.Breaks.Any(b => b.Start < Eleven) != true);
            return last is null
                ? van with
                {
                    Shift = van.Shift with { Start = route is null || route.Leaves > Eleven ? Eleven : route.Leaves },
                }
                : van with
                {
                    Breaks = [.. breaks],
                    Underway = new Underway
                    {
                        Place = last.Place,
                        Time = last.Leave,
                        Locked =
                            last.Leave < Eleven
                                ? [.. route!.Stops.Select(s => s.Visit!).Where(id => !done.Contains(id)).Take(1)]
                                : [],
                        Carries = [.. route!.Stops.Select(s => s.Visit!).Where(id => !done.Contains(id))],
                    },
                };
        });
        var rest = morning
            .Visits.Where(v => !done.Contains(v.Id))
            .Select(v =>
                plan.Find(v.Id) is { } found
                    ? v with
                    {
                        Promise = new Promise(found.Stop.Start, Seconds.FromMinutes(10), new Cents(5)),
                    }
                    : v
            );
        return new Problem(morning.Travel, vans, rest, morning.Dimensions);
    }

    private static Dictionary<string, (string Vehicle, Seconds Start)> Starts(Plan plan, Problem of) =>
        plan
            .Routes.SelectMany(r => r.Stops.Select(s => (s.Visit, r.Vehicle, s.Start)))
            .Where(s => of.Visits.Any(v => v.Id == s.Visit))
            .ToDictionary(s => s.Visit!, s => (s.Vehicle, s.Start));
}
