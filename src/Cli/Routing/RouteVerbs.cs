using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Homeward.Routing;

namespace Homeward.Cli.Routing;

/// <summary>
/// Plans, checks and explains routes of instance files, without a database or host. Nothing here may touch the host's types:
/// loading them costs more processor time than a small instance takes to solve.
/// </summary>
internal static class RouteVerbs
{
    private static readonly Argument<FileInfo> Instance = new("instance") { Description = "The instance's file." };

    private static readonly Argument<FileInfo> Solution = new("solution") { Description = "The solution's file." };

    private static readonly Option<string?> Format = new("--format")
    {
        Description = "What the instance's file is; without it, guessed from what it says.",
        Recursive = true,
    };

    internal static Command Route()
    {
        Format.AcceptOnlyFromAmong(InstanceFile.Formats);
        return new Command("route", "Plan, check and explain routes of an instance's file.")
        {
            Format,
            Solve(),
            Check(),
            Explain(),
            Insert(),
        };
    }

    private static Command Solve()
    {
        var time = new Option<double?>("--time")
        {
            Description =
                "The most seconds to search; with neither this nor --iterations, what the file asks for, or one.",
            CustomParser = Number,
            Validators = { r => InRange(r, 0, 86_400) },
        };
        var cpu = new Option<bool>("--cpu")
        {
            Description = "Seconds are the processor's, of all threads, counted from the start of the program.",
        };
        var seed = new Option<long>("--seed") { Description = "The seed of the dice; 0 by default." };
        var threads = new Option<int?>("--threads")
        {
            Description = "How many searches run side by side; without it, what the file asks for, or 1.",
            Validators = { r => InRange(r, 1, 64) },
        };
        var iterations = new Option<int?>("--iterations")
        {
            Description = "The most rounds of improvement; without --time the plan is the same each time.",
            Validators = { r => InRange(r, 0, int.MaxValue) },
        };
        var to = new Option<FileInfo?>("--out")
        {
            Description = "The file to write the solution to; without it, printed.",
        };
        var verb = new Command("solve", "Plan the routes of an instance.")
        {
            Instance,
            time,
            cpu,
            seed,
            threads,
            iterations,
            to,
        };
        verb.SetAction(parsed =>
            Run(
                parsed,
                (instance, print) =>
                {
                    var clock = parsed.GetValue(cpu) ? new CpuClock() : TimeProvider.System;
                    var asked = instance.Options;
                    var limit =
                        parsed.GetValue(time) is { } t ? TimeSpan.FromSeconds(t)
                        : parsed.GetValue(iterations) is null ? asked.TimeLimit ?? TimeSpan.FromSeconds(1)
                        : (TimeSpan?)null;
                    if (limit is { } all && parsed.GetValue(cpu))
                        limit = TimeSpan.FromTicks(Math.Max(0, all.Ticks - clock.GetTimestamp()));
                    var plan = RoutePlanner.Solve(
                        instance.Problem,
                        asked with
                        {
                            TimeLimit = limit,
                            Iterations = parsed.GetValue(iterations),
                            Seed = parsed.GetValue(seed),
                            Threads = parsed.GetValue(threads) ?? asked.Threads,
                            Clock = clock,
                            Explain = false,
                        }
                    );
                    Put(instance.WriteSolution(plan), parsed.GetValue(to), print);
                    var missed = Missed(instance.Problem, plan);
                    var (count, vehicles) = (missed.Count, plan.Routes.Count);
                    var left = instance.MayLeaveOut ? "left out" : "not visited that have to be";
                    parsed.InvocationConfiguration.Error.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"cost {instance.CostOf(plan)}, {vehicles} vehicles, {count} {left}, {plan.Provenance.Iterations} rounds, {plan.Provenance.Elapsed.TotalSeconds:0.00} s"
                        )
                    );
                    return count == 0 || instance.MayLeaveOut ? 0 : 1;
                },
                answer => Put(answer, parsed.GetValue(to), parsed.InvocationConfiguration.Output)
            )
        );
        return verb;
    }

    private static Command Check()
    {
        var verb = new Command(
            "check",
            "Say what a solution breaks and what it costs; ends with 1 when it breaks something."
        )
        {
            Instance,
            Solution,
        };
        verb.SetAction(parsed =>
            Run(
                parsed,
                (instance, print) =>
                {
                    var (evaluation, stated) = instance.OpenSolution(parsed.GetRequiredValue(Solution));
                    foreach (var violation in evaluation.Violations)
                        print.WriteLine($"{violation.Constraint}: {violation.Message}");
                    var missed = instance.MayLeaveOut ? [] : Missed(instance.Problem, evaluation.Plan);
                    foreach (var visit in missed)
                        print.WriteLine($"LeftOut: '{visit}' has to be visited and is not.");
                    var broken = evaluation.Violations.Count + missed.Count;
                    var cost = instance.CostOf(evaluation.Plan);
                    print.WriteLine($"cost {cost}{(stated is null || stated == cost ? "" : $", stated as {stated}")}");
                    print.WriteLine(broken == 0 ? "nothing broken" : $"{broken} broken");
                    return broken == 0 ? 0 : 1;
                }
            )
        );
        return verb;
    }

    private static Command Explain()
    {
        var visit = new Option<string?>("--visit")
        {
            Description = "The visit to explain; without it, every one that the solution leaves out.",
        };
        var verb = new Command("explain", "Say why visits are left out, and what would let them in.")
        {
            Instance,
            Solution,
            visit,
        };
        verb.SetAction(parsed =>
            Run(
                parsed,
                (instance, print) =>
                {
                    var plan = Open(instance, parsed);
                    var wanted = parsed.GetValue(visit) is { } one
                        ? [Known(one, parsed, instance)]
                        : Missed(instance.Problem, plan);
                    foreach (var id in wanted)
                    {
                        var explanation = RoutePlanner.Explain(instance.Problem, plan, id);
                        print.WriteLine($"{id}: {explanation.Sentence}");
                        foreach (var remedy in explanation.Remedies)
                            print.WriteLine($"  {remedy.Sentence}");
                    }
                    if (wanted.Count == 0)
                        print.WriteLine("Nothing that has to be visited is left out.");
                    return wanted.Count == 0 ? 0 : 1;
                }
            )
        );
        return verb;
    }

    private static Command Insert()
    {
        var visit = new Argument<string>("visit") { Description = "The visit to place." };
        var most = new Option<int>("--most")
        {
            Description = "The most places to name; 5 by default.",
            DefaultValueFactory = _ => 5,
            Validators = { r => InRange(r, 1, 100_000) },
        };
        var verb = new Command("insert", "Rank the places where a visit fits into a solution, the cheapest first.")
        {
            Instance,
            Solution,
            visit,
            most,
        };
        verb.SetAction(parsed =>
            Run(
                parsed,
                (instance, print) =>
                {
                    var id = Known(parsed.GetRequiredValue(visit), parsed, instance);
                    var plan = Open(instance, parsed);
                    var places = RoutePlanner.Insert(instance.Problem, plan, id, parsed.GetValue(most));
                    foreach (var place in places)
                    {
                        var then = RoutePlanner.Apply(instance.Problem, plan, place);
                        print.WriteLine(
                            $"route {place.Vehicle}, stop {place.Position + 1}, starts {instance.TimeOf(place.Start)}: cost {instance.CostOf(then)}"
                        );
                    }
                    if (places.Count == 0)
                        print.WriteLine($"'{id}' fits nowhere: homeward route explain says why.");
                    return places.Count == 0 ? 1 : 0;
                }
            )
        );
        return verb;
    }

    /// <summary>
    /// Opens the instance and does the work; what cannot run ends with 2 and a sentence, and with the format's own answer
    /// where it has one.
    /// </summary>
    private static int Run(
        ParseResult parsed,
        Func<InstanceFile, TextWriter, int> work,
        Action<string>? answered = null
    )
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            try
            {
                var instance = InstanceFile.Open(parsed.GetRequiredValue(Instance), parsed.GetValue(Format));
                foreach (var note in instance.Notes)
                    error.WriteLine(note);
                return work(instance, parsed.InvocationConfiguration.Output);
            }
            catch (CannotRun e) when (e.Answer is { } answer && answered is not null)
            {
                error.WriteLine(e.Message);
                answered(answer);
                return 2;
            }
        }
        catch (CannotRun e)
        {
            error.WriteLine(e.Message);
            return 2;
        }
    }

    private static void Put(string text, FileInfo? file, TextWriter print)
    {
        if (file is null)
            print.Write(text);
        else
            Write(file, text);
    }

    private static Plan Open(InstanceFile instance, ParseResult parsed) =>
        instance.OpenSolution(parsed.GetRequiredValue(Solution)).Evaluation.Plan;

    private static string Known(string visit, ParseResult parsed, InstanceFile instance) =>
        instance.Problem.Visits.Any(v => v.Id == visit)
            ? visit
            : throw CannotRun.NoVisit(visit, parsed.GetRequiredValue(Instance).Name);

    private static List<string> Missed(Problem problem, Plan plan) =>
        [.. plan.Unplanned.Select(u => u.Visit).Where(id => !problem.Visit(id).Optional)];

    private static void Write(FileInfo file, string text)
    {
        try
        {
            using var writer = file.CreateText();
            writer.Write(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotRun.Unwritable(file.FullName, e.Message);
        }
    }

    // With a point on every machine, whatever its language.
    private static double? Number(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value))
            return value;
        result.AddError($"'{result.Tokens[0].Value}' is not a number.");
        return null;
    }

    private static void InRange(OptionResult result, double least, double most)
    {
        if (
            result.Tokens is [var token]
            && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var value)
            && !(value >= least && value <= most)
        )
            result.AddError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Option.Name} {value} is not between {least} and {most}."
                )
            );
    }
}
