using System.CommandLine;
using System.Globalization;

namespace Homeward.Bench.Routing;

/// <summary>The verb <c>routing</c>, and the one it starts its processes with.</summary>
internal static class RoutingCommand
{
    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "A few instances of every set; under five minutes on two cores.",
    };
    private static readonly Option<string[]> Sets = List(
        "--set",
        "solomon, h200, h400, h600, h1000, x, rich, homecare, hme; all when not given.",
        InstanceSet.Names,
        s => InstanceSet.Names.Contains(s) ? s : throw new FormatException($"There is no set '{s}'.")
    );
    private static readonly Option<double[]> Times = List(
        "--time",
        "Budgets in CPU seconds; days of the trade have their own.",
        [1, 10, 30],
        Number
    );
    private static readonly Option<int[]> Seeds = List("--seeds", "Seeds of our dice.", [1, 2, 3], Whole);
    private static readonly Option<int> Every = new("--every")
    {
        Description = "Take each K-th instance.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string?> Only = new("--only")
    {
        Description = "Take the instances with this in their names.",
    };
    private static readonly Option<int> Jobs = new("--jobs")
    {
        Description = "How many processes at once.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };
    private static readonly Option<bool> OursOnly = new("--ours-only") { Description = "Leave OR-Tools out." };
    private static readonly Option<FileInfo?> Log = new("--log")
    {
        Description = "Append a line for each run, by tabs.",
    };
    private static readonly Option<bool> Insert = new("--insert")
    {
        Description = "Instead: how long Insert and Evaluate take, memory, and what a second thread is worth.",
    };

    public static IEnumerable<Command> Verbs() => [Routing(), One()];

    private static Command Routing()
    {
        var command = new Command(
            "routing",
            "the route optimiser beside OR-Tools: gap to best known, CPU time, iterations, memory"
        )
        {
            Quick,
            Sets,
            Times,
            Seeds,
            Every,
            Only,
            Jobs,
            OursOnly,
            Log,
            Insert,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                if (parsed.GetValue(Insert))
                {
                    await Figures.Run(ct);
                    return;
                }

                await using var log = parsed.GetValue(Log) is { } file ? file.AppendText() : null;
                var quick = parsed.GetValue(Quick);
                var protocol = new Protocol(
                    quick ? [1] : parsed.GetValue(Seeds)!,
                    Math.Max(1, parsed.GetValue(Jobs)),
                    parsed.GetValue(OursOnly),
                    log
                );
                await protocol.Run(quick ? QuickMeasures() : Measures(parsed), ct);
            }
        );
        return command;
    }

    private static List<Measure> Measures(ParseResult parsed)
    {
        var (only, every) = (parsed.GetValue(Only) ?? "", Math.Max(1, parsed.GetValue(Every)));
        return [.. parsed.GetValue(Sets)!.Select(set => new Measure(set, [.. Plans(set)]))];

        IEnumerable<(Listed, double)> Plans(string set)
        {
            var some = (set == "hme" ? HmeSizes.Days() : InstanceSet.Of(set))
                .Where(i => i.Name.Contains(only, StringComparison.Ordinal))
                .Where((_, n) => n % every == 0)
                .ToList();
            return set == "hme" ? some.Select(Day) : parsed.GetValue(Times)!.SelectMany(t => some.Select(i => (i, t)));
        }
    }

    /// <summary>Of each set two for one second and one for ten; one of each kind of the rich ones; two of home care; two days of the smaller sizes.</summary>
    private static List<Measure> QuickMeasures()
    {
        var kinds = InstanceSet
            .Of("rich")
            .GroupBy(i => i.Row)
            .Where(g => g.Key.EndsWith("to 250", StringComparison.Ordinal));
        var days = HmeSizes.Days().Where(d => HmeSizes.Of(d.Row).Visits <= 120 && d.Name[^2..] is (":1" or ":2"));
        return
        [
            .. ((string[])["solomon", "h200", "h400", "h600", "h1000", "x"]).Select(set =>
            {
                var all = InstanceSet.Of(set);
                var large = set is "h600" or "h1000";
                return new Measure(set, [.. large ? [] : Spread(all, 2, 1), .. Spread(all, 1, 10)]);
            }),
            new("rich", [.. kinds.SelectMany(g => Spread([.. g], 1, 10))]),
            new(InstanceSet.HomeCare, [.. Spread(InstanceSet.Of(InstanceSet.HomeCare), 2, 1)]),
            new("hme", [.. days.Select(Day)]),
        ];
    }

    private static (Listed Listed, double Seconds) Day(Listed day) => (day, HmeSizes.Of(day.Row).Seconds);

    private static IEnumerable<(Listed Listed, double Seconds)> Spread(List<Listed> all, int many, double seconds) =>
        Enumerable
            .Range(0, all.Count == 0 ? 0 : many)
            .Select(n => (all[(2 * n + 1) * all.Count / (2 * many)], seconds));

    private static Command One()
    {
        var instance = new Argument<string>("instance");
        var by = new Option<Planner>("--by");
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1 };
        var wall = new Option<bool>("--wall");
        var command = new Command("routing-one", "one plan, by a process of its own")
        {
            instance,
            by,
            seconds,
            seed,
            threads,
            wall,
        };
        command.Hidden = true;
        command.SetAction(parsed =>
            OneRun.Do(
                new(
                    parsed.GetValue(instance)!,
                    parsed.GetValue(by),
                    parsed.GetValue(seconds),
                    parsed.GetValue(seed),
                    parsed.GetValue(threads),
                    parsed.GetValue(wall)
                )
            )
        );
        return command;
    }

    private static Option<T[]> List<T>(string name, string description, T[] usual, Func<string, T> parse) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => usual,
            CustomParser = given =>
            {
                try
                {
                    return [.. given.Tokens.SelectMany(t => t.Value.Split(',')).Select(parse)];
                }
                catch (FormatException e)
                {
                    given.AddError($"{name}: {e.Message}");
                    return null;
                }
            },
        };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
