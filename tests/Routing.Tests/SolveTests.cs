using CsCheck;

namespace Homeward.Routing.Tests;

/// <summary>What the verb Solve promises of seeds, threads, limits, cancellation, plans to start from and progress.</summary>
public sealed class SolveTests(ITestOutputHelper output)
{
    /// <summary>The search reckons exactly, a plan's columns are rounded: half a cent for each term and route.</summary>
    internal const int Rounding = 20;

    private static readonly Problem Plain = SolveDays.Plain(50, 8, 1);
    private static readonly Problem Rich = SolveDays.Rich(32, 7, 1);

    private static Problem Day(bool rich) => rich ? Rich : Plain;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(false, 4)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(true, 4)]
    public void The_same_day_seed_threads_and_rounds_give_the_same_plan(bool rich, int threads)
    {
        // More than one leg for each thread, so that they exchange what they find.
        var options = new SolveOptions
        {
            Iterations = 2500 * threads,
            Seed = 7,
            Threads = threads,
            Explain = false,
        };
        var (a, b) = (RoutePlanner.Solve(Day(rich), options), RoutePlanner.Solve(Day(rich), options));
        Days.AssertGood(Day(rich), a);
        Same(a, b);
        var other = RoutePlanner.Solve(Day(rich), options with { Seed = 8 });
        Assert.NotEmpty(RoutePlanner.Diff(a, other));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public void A_search_cancelled_at_its_first_success_answers_the_best_so_far(bool rich, int threads)
    {
        using var cancel = new CancellationTokenSource();
        var told = new List<SolveProgress>();
        var plan = RoutePlanner.Solve(
            Day(rich),
            new SolveOptions
            {
                Iterations = 1_000_000_000,
                Threads = threads,
                Progress = new Told(p =>
                {
                    told.Add(p);
                    cancel.Cancel();
                }),
            },
            cancel.Token
        );
        Days.AssertGood(Day(rich), plan);
        var last = Assert.Single(told);
        Assert.Equal(last.Iteration, plan.Provenance.Iterations);
        Assert.True(plan.Cost.Total.Value <= last.Cost.Value + Rounding, $"{plan.Cost.Total}, told {last.Cost}");
    }

    [Theory]
    [InlineData(false, 60)]
    [InlineData(true, 60)]
    [InlineData(true, 5)]
    public void A_search_cancelled_between_two_rounds_answers_the_best_so_far(bool rich, int looks)
    {
        Plan Cancelled()
        {
            using var cancel = new CancellationTokenSource();
            var clock = new FakeClock
            {
                Each = look =>
                {
                    if (look == looks)
                    {
                        cancel.Cancel();
                    }
                },
            };
            var options = new SolveOptions { TimeLimit = TimeSpan.FromHours(1), Clock = clock };
            return RoutePlanner.Solve(Day(rich), options, cancel.Token);
        }

        var plan = Cancelled();
        Days.AssertGood(Day(rich), plan);
        Assert.InRange(plan.Provenance.Iterations, 1, 16 * looks);
        Same(plan, Cancelled());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 4)]
    public void A_search_cancelled_before_it_begins_answers_a_whole_plan(bool rich, int threads)
    {
        var options = new SolveOptions { Threads = threads };
        var plan = RoutePlanner.Solve(Day(rich), options, new CancellationToken(canceled: true));
        Days.AssertGood(Day(rich), plan);
        Assert.Equal(0, plan.Provenance.Iterations);
        Assert.NotEmpty(plan.Routes);
        Same(plan, RoutePlanner.Solve(Day(rich), options with { Iterations = 0 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_time_limit_ends_the_search_by_the_clock_that_was_handed_in(int threads)
    {
        Plan Limited(double seconds, int? rounds = null) =>
            RoutePlanner.Solve(
                Plain,
                new SolveOptions
                {
                    TimeLimit = TimeSpan.FromSeconds(seconds),
                    Iterations = rounds,
                    Threads = threads,
                    Clock = new FakeClock { Step = TimeSpan.FromMilliseconds(10) },
                }
            );

        var (one, two) = (Limited(1), Limited(2));
        Days.AssertGood(Plain, one);
        Assert.InRange(one.Provenance.Elapsed.TotalSeconds, 1, 1.1);
        Assert.InRange(two.Provenance.Elapsed.TotalSeconds, 2, 2.1);
        Assert.InRange(two.Provenance.Iterations, one.Provenance.Iterations * 3 / 2, one.Provenance.Iterations * 5 / 2);
        Assert.Equal(0, Limited(0).Provenance.Iterations);
        var few = Limited(1000, 64 * threads);
        Assert.Equal(64 * threads, few.Provenance.Iterations);
        Assert.True(few.Provenance.Elapsed.TotalSeconds < 1);
    }

    [Fact]
    public void Without_any_limit_a_search_takes_a_second()
    {
        var plan = RoutePlanner.Solve(
            Plain,
            new SolveOptions { Clock = new FakeClock { Step = TimeSpan.FromMilliseconds(10) } }
        );
        Assert.InRange(plan.Provenance.Elapsed.TotalSeconds, 1, 1.1);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    public void Starting_from_a_plan_never_ends_with_a_dearer_one(int rounds, int threads) =>
        Assert.Empty(WarmStarts.Dearer(SolveDays.Single, rounds, threads));

    [Fact]
    public void Starting_from_the_plan_of_a_random_day_never_ends_with_a_dearer_one()
    {
        var dearer = 0;
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = seed % 2 == 0 ? Days.Wild(seed) : Days.WildUnderway(seed);
                    var from = Days.Quick(problem, seed, 100);
                    var plan = RoutePlanner.Solve(
                        problem,
                        new SolveOptions
                        {
                            Iterations = 0,
                            Seed = seed,
                            From = from,
                        }
                    );
                    if (plan.Cost.Total.Value > from.Cost.Total.Value + Rounding)
                    {
                        dearer++;
                        output.WriteLine(
                            $"{seed}: {plan.Cost.Total} from {from.Cost.Total}, {plan.Unplanned.Count}/{from.Unplanned.Count} out"
                        );
                    }
                },
                iter: 200,
                threads: 1
            );
        Assert.Equal(0, dearer);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public void Progress_tells_of_ever_cheaper_plans_and_the_answer_is_as_cheap_as_the_last(bool rich, int threads)
    {
        var told = new List<SolveProgress>();
        var options = new SolveOptions
        {
            Iterations = 20_000,
            Threads = threads,
            Progress = new Told(told.Add),
        };
        var plan = RoutePlanner.Solve(Day(rich), options);
        Assert.True(told.Count > 2, $"told {told.Count} times");
        foreach (var (before, after) in told.Zip(told.Skip(1)))
        {
            Assert.True(after.Cost <= before.Cost, $"{after.Cost} after {before.Cost}");
            Assert.True(after.Iteration >= before.Iteration + 100);
        }

        // What teams are written to start at may differ from what the search held them to: see SolveWithPairs.
        Assert.True(rich || plan.Cost.Total.Value <= told[^1].Cost.Value + Rounding);
        Assert.Equal(told[^1].LeftOut, plan.Unplanned.Count);
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(65)]
    [InlineData(int.MaxValue)]
    public void Threads_out_of_range_are_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoutePlanner.Solve(Plain, new SolveOptions { Iterations = 0, Threads = threads })
        );

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Threads_within_range_are_not_refused(int threads)
    {
        var problem = Days.Of(Days.Van(), Days.At(1), Days.At(2), Days.At(3));
        Days.AssertGood(problem, RoutePlanner.Solve(problem, new SolveOptions { Iterations = 100, Threads = threads }));
    }

    [Fact]
    public void Limits_below_zero_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoutePlanner.Solve(Plain, new SolveOptions { Iterations = -1 })
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoutePlanner.Solve(Plain, new SolveOptions { TimeLimit = TimeSpan.FromTicks(-1) })
        );
    }

    [Fact]
    public void A_round_of_the_search_allocates_nothing()
    {
        var problem = SolveDays.Plain(100, 14, 1);
        long Allocated(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            RoutePlanner.Solve(problem, new SolveOptions { Iterations = rounds, Explain = false });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(500);
        var (few, many) = (Allocated(500), Allocated(20_500));
        output.WriteLine($"500 rounds: {few:N0} bytes, 20,500: {many:N0}: {(many - few) / 20_000.0:0.0} a round");
        Assert.True(many - few < 2_000_000, $"20,000 rounds allocate {many - few:N0} bytes");
    }

    private static void Same(Plan a, Plan b)
    {
        Assert.Empty(RoutePlanner.Diff(a, b));
        Assert.Equal(a.Cost, b.Cost);
        Assert.Equal(a.Provenance.Iterations, b.Provenance.Iterations);
        Assert.Equal(Words(a), Words(b));
    }

    private static IEnumerable<string> Words(Plan plan) =>
        plan.Routes.Select(r => $"{r.Vehicle}: {string.Join(" ", r.Stops.Select(s => $"{s.Visit}@{s.Start}"))}");

    /// <summary>Tells at once, on the thread that searches; <see cref="Progress{T}"/> posts.</summary>
    internal sealed class Told(Action<SolveProgress> tell) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => tell(value);
    }

    /// <summary>A clock that goes on by a step each time it is looked at.</summary>
    private sealed class FakeClock : TimeProvider
    {
        private int looks;

        internal TimeSpan Step { get; init; }

        internal Action<int> Each { get; init; } = _ => { };

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            var look = Interlocked.Increment(ref looks);
            Each(look);
            return look * Step.Ticks;
        }
    }
}
