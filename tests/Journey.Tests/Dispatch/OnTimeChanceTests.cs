using Homeward.Journey.Dispatch;
using Homeward.Routing;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class OnTimeChanceTests
{
    /// <summary>
    /// Offers are made on random days, and each day is then lived many times with drives and stays drawn from skewed (lognormal)
    /// spreads. Of the offers stated at 85 to 95 percent about as many must hold, and so for the other bands.
    /// </summary>
    [Fact]
    public void Of_offers_stated_at_ninety_percent_eighty_five_to_ninety_five_hold_in_simulation()
    {
        var dice = new Random(7);
        var bands = new Dictionary<int, (double Stated, int Held, int Lived)>();
        for (var d = 0; d < 60; d++)
        {
            var problem = Day(dice, 24);
            var candidate = problem.Visits[^1];
            var others = RoutePlanner.Solve(problem, new() { Iterations = 30, Explain = false });
            foreach (var length in new[] { 20, 40, 60, 90, 120 })
            {
                var from = Seconds.FromMinutes(8 * 60 + dice.Next(420));
                var window = new TimeWindow(from, from + Seconds.FromMinutes(length));
                var asked = problem.With(candidate with { Windows = [window] });
                if (RoutePlanner.Insert(asked, others, candidate.Id, 1) is not [var best])
                    continue;
                var route = RoutePlanner.Evaluate(asked, best.Route).Route;
                var stated = OnTimeChance.Of(asked, route, candidate.Id, window.End)!.Value;
                var held = Enumerable
                    .Range(0, 200)
                    .Count(_ => Lived(asked, route, candidate.Id, dice) <= window.End.Value);
                var band = (int)(stated * 10 + 0.5);
                var (sum, h, n) = bands.GetValueOrDefault(band);
                bands[band] = (sum + stated * 200, h + held, n + 200);
            }
        }
        var ninety = bands[9];
        Assert.True(ninety.Lived >= 1_000, $"only {ninety.Lived} lives");
        Assert.InRange(ninety.Held / (double)ninety.Lived, 0.85, 0.95);
        foreach (var (band, (stated, held, lived)) in bands.Where(b => b.Value.Lived >= 1_000))
            Assert.True(
                Math.Abs(held - stated) / lived < 0.06,
                $"band {band}: stated {stated / lived:0.000}, held {held / (double)lived:0.000} of {lived}"
            );
    }

    [Fact]
    public void A_later_moment_a_shorter_way_and_less_spread_never_make_it_less_likely()
    {
        var problem = Day(new Random(3), 10);
        var route = RoutePlanner.Solve(problem, new() { Iterations = 20 }).Routes.MaxBy(r => r.Stops.Count)!;
        var last = route.Stops.Last(s => s.Visit is not null);
        var before = 0.0;
        for (var minutes = -60; minutes <= 120; minutes += 10)
        {
            var chance = OnTimeChance.Of(problem, route, last.Visit!, last.Start + Seconds.FromMinutes(minutes))!.Value;
            Assert.InRange(chance, before, 1);
            before = chance;
        }
        Assert.True(before > 0.9);
        var by = last.Start + Seconds.FromMinutes(20);
        Assert.True(
            OnTimeChance.Of(problem, route, last.Visit!, by, new(0.1, 0.1, 60))
                >= OnTimeChance.Of(problem, route, last.Visit!, by, new(0.4, 0.5, 600))
        );
        Assert.Null(OnTimeChance.Of(problem, route, "nobody", by));
        Assert.Equal(1, OnTimeChance.Of(problem, route, last.Visit!, last.Start, new(0, 0, 0)));
        Assert.Equal(0, OnTimeChance.Of(problem, route, last.Visit!, last.Arrive - new Seconds(1), new(0, 0, 0)));
    }

    [Theory]
    [InlineData(100, 400, 50)]
    [InlineData(100, 400, 100)]
    [InlineData(100, 400, 130)]
    [InlineData(100, 400, 400)]
    public void The_moments_of_a_wait_are_those_of_a_simulation(double mean, double variance, double opens)
    {
        var dice = new Random(1);
        var drawn = Enumerable
            .Range(0, 200_000)
            .Select(_ => Math.Max(mean + Math.Sqrt(variance) * Gauss(dice), opens))
            .ToList();
        var (m, v) = OnTimeChance.NotBefore(mean, variance, opens);
        var average = drawn.Average();
        Assert.InRange(m, average - 0.3, average + 0.3);
        var spread = drawn.Average(x => (x - average) * (x - average));
        Assert.InRange(v, spread - 5, spread + 5);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447)]
    [InlineData(-1.959964, 0.025)]
    [InlineData(8, 1)]
    public void The_normal_distribution_is_what_the_tables_say(double z, double chance) =>
        Assert.Equal(chance, OnTimeChance.Normal(z), 6);

    private static Problem Day(Random dice, int visits)
    {
        var places = Enumerable.Range(0, visits + 1).Select(_ => (dice.Next(20_000), dice.Next(20_000))).ToList();
        return new(
            TravelMatrix.Straight(places),
            Enumerable
                .Range(1, 3)
                .Select(n => new Vehicle
                {
                    Id = $"Van {n}",
                    Start = 0,
                    End = 0,
                    Shift = new(Seconds.FromMinutes(480), Seconds.FromMinutes(1_020)),
                    PerHour = new(2_800),
                    PerKm = new(40),
                    Breaks = [new(new(Seconds.FromMinutes(700), Seconds.FromMinutes(780)), Seconds.FromMinutes(30))],
                }),
            Enumerable
                .Range(1, visits)
                .Select(n =>
                {
                    var from = 480 + dice.Next(300);
                    return new Routing.Visit
                    {
                        Id = $"V-{n}",
                        Place = n,
                        Service = Seconds.FromMinutes(15 + dice.Next(40)),
                        Windows =
                            dice.Next(2) == 0 ? [] : [new(Seconds.FromMinutes(from), Seconds.FromMinutes(from + 240))],
                    };
                })
        );
    }

    /// <summary>One life of a route: when the van is at a visit's door.</summary>
    private static double Lived(Problem problem, Route route, string visit, Random dice)
    {
        var spread = TimeSpread.Default;
        var (t, left) = (route.Leaves.Value + spread.LeaveSeconds * Gauss(dice), route.Leaves.Value);
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var (stop, drive) = (route.Stops[i], (double)route.Legs[i].Drive.Value);
            t += Drawn(drive, spread.DriveShare, dice) + Math.Max(0, stop.Arrive.Value - left - drive);
            if (stop.Visit == visit)
                return t;
            var windows = stop.Visit is { } v ? problem.Visit(v).Windows : [];
            if (stop.Start > stop.Arrive)
                t = Math.Max(t, stop.Start.Value);
            else if (windows.Count > 0)
                t = Math.Max(t, windows[0].Start.Value);
            t += Drawn(stop.Leave.Value - stop.Start.Value, spread.ServiceShare, dice);
            left = stop.Leave.Value;
        }
        throw new InvalidOperationException("The visit is not on the route.");
    }

    /// <summary>Lognormal with this mean and this share of it as deviation.</summary>
    private static double Drawn(double mean, double share, Random dice)
    {
        if (mean <= 0)
            return 0;
        var s = Math.Sqrt(Math.Log(1 + share * share));
        return mean * Math.Exp(s * Gauss(dice) - s * s / 2);
    }

    private static double Gauss(Random dice) =>
        Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
}
