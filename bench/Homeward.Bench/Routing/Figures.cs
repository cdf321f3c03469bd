using System.Diagnostics;
using System.Globalization;
using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>What a dispatcher waits for on a day of 1000 visits and 80 vans, and what a second thread is worth.</summary>
internal static class Figures
{
    private const string Day = "hme:1000x80:1";
    private const int Samples = 2_000;
    private const int WarmUp = 200;

    public static async Task Run(CancellationToken ct)
    {
        var made = await Child.Run(new(Day, Planner.Ours, 10), 0, ct);
        var day = Instance.Open(Day).Problem;
        var plan = RoutePlanner.Evaluate(day, made.Answer.Routes!).Plan;
        Console.WriteLine(
            $"\n{Day}, planned in 10 CPU s, {plan.Unplanned.Count} left out; {Samples} samples after {WarmUp}:\n"
        );
        Console.WriteLine("| | p50 | p99 |");
        Console.WriteLine("|---|---|---|");
        var dice = new Dice(1);
        Row(
            "Insert a visit of the plan anew, ms",
            1e3,
            () => dice.Of(day.Visits).Id,
            id => RoutePlanner.Insert(day, plan, id)
        );
        Row(
            "With + Insert a STAT order, ms",
            1e3,
            () => Stat(day, dice),
            stat => RoutePlanner.Insert(day.With(stat), plan, stat.Id)
        );
        Row(
            "Evaluate one route with two stops swapped, us",
            1e6,
            () => Edit(plan, dice),
            edit => RoutePlanner.Evaluate(day, edit)
        );
        Console.WriteLine($"\nmemory of a process that plans it: {made.Answer.PeakBytes >> 20} MB at the most");
        await Threads(ct);
    }

    private static Visit Stat(Problem day, Dice dice)
    {
        var from = dice.Between(9, 14);
        return new()
        {
            Id = "stat",
            Place = dice.Of(day.Visits).Place,
            Windows = [TimeWindow.Hours(from, from + 2)],
            Service = Seconds.FromMinutes(dice.Between(15, 40)),
            Skills = [HmeTrade.Oxygen],
            Drops = new Dictionary<string, int>(StringComparer.Ordinal)
            {
                [HmeFleet.Hazmat] = 30,
                [HmeFleet.Weight] = 60,
            },
            Priority = 6,
        };
    }

    private static FixedRoute Edit(Plan plan, Dice dice)
    {
        var order = dice.Of(plan.Routes).Order;
        var stops = order.Stops.ToArray();
        var (a, b) = (dice.Below(stops.Length), dice.Below(stops.Length));
        (stops[a], stops[b]) = (stops[b], stops[a]);
        return order with { Stops = stops };
    }

    private static void Row<T, TResult>(string what, double unit, Func<T> make, Func<T, TResult> measured)
    {
        var times = new double[Samples];
        for (var n = -WarmUp; n < Samples; n++)
        {
            var sample = make();
            var began = Stopwatch.GetTimestamp();
            measured(sample);
            var took = Stopwatch.GetElapsedTime(began).TotalSeconds * unit;
            if (n >= 0)
                times[n] = took;
        }

        Array.Sort(times);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {times[Samples / 2]:0.00} | {times[Samples * 99 / 100]:0.00} |"
            )
        );
    }

    /// <summary>One thread and two in turn, so that what else the machine does falls on both; by the clock on the wall.</summary>
    private static async Task Threads(CancellationToken ct)
    {
        Console.WriteLine("\n| rounds in 5 s by the wall | one thread | two | ratio |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var day in (string[])["hme:120x12:1", Day])
            for (var turn = 0; turn < 3; turn++)
            {
                var one = await Rounds(1);
                var two = await Rounds(2);
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"| {day} | {one:N0} | {two:N0} | {two / one:0.00} |")
                );

                async Task<double> Rounds(int threads) =>
                    (await Child.Run(new(day, Planner.Ours, 5, Threads: threads, Wall: true), 0, ct)).Answer.Iterations;
            }
    }
}
