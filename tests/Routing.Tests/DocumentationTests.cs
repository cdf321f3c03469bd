namespace Homeward.Routing.Tests;

/// <summary>The sample of docs/routing.md, kept compiling and true.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void The_sample_of_the_page_does_what_it_says()
    {
        var travel = TravelMatrix.Straight([(0, 0), (4_000, 1_000), (6_000, -2_000), (-3_000, 5_000)]); // place 0: the depot
        var van = new Vehicle
        {
            Id = "van-1",
            Start = 0,
            End = 0,
            Shift = TimeWindow.Hours(8, 16),
            Breaks = [new Break(TimeWindow.Hours(11, 13), Seconds.FromMinutes(30))],
            Capacity = new Dictionary<string, int> { ["hazmat"] = 440 }, // pounds, gross
            Skills = ["oxygen"],
            PerHour = Cents.Dollars(32),
            PerKm = new Cents(45),
        };
        var concentrator = new Visit
        {
            Id = "o-1",
            Place = 1,
            Service = Seconds.FromMinutes(30),
            Windows = [TimeWindow.Hours(9, 11)],
            Skills = ["oxygen"],
        };
        var cylinders = new Visit
        {
            Id = "o-2",
            Place = 2,
            Kind = VisitKind.Exchange,
            Service = Seconds.FromMinutes(10),
            Drops = new Dictionary<string, int> { ["hazmat"] = 90 },
            PicksUp = new Dictionary<string, int> { ["hazmat"] = 80 }, // the empties still count
        };
        var problem = new Problem(
            travel,
            [van],
            [concentrator, cylinders],
            [new LoadDimension("hazmat", LoadKind.HazmatGross)]
        );

        var plan = RoutePlanner.Solve(problem, new SolveOptions { Iterations = 1000, Seed = 1 });
        var violations = RoutePlanner.Check(problem, plan); // empty

        var stat = problem.With(
            new Visit
            {
                Id = "o-3",
                Place = 3,
                Windows = [TimeWindow.Hours(10, 12)],
            }
        );
        var places = RoutePlanner.Insert(stat, plan, "o-3"); // ranked: vehicle, position, added cost, who shifts, slack
        var next = RoutePlanner.Apply(stat, plan, places[0]);
        var changes = RoutePlanner.Diff(plan, next); // o-3 added, and whoever moved

        var byHand = RoutePlanner.Evaluate(stat, [new FixedRoute("van-1", ["o-3", "o-1", "o-2"])]); // times and violations
        var therapist = problem.With(
            new Visit
            {
                Id = "o-4",
                Place = 3,
                Skills = ["rt"],
            }
        );
        var why = RoutePlanner.Explain(therapist, plan, "o-4"); // binding: Skill; remedy: give the crew of 'van-1' rt

        Assert.Empty(violations);
        Assert.Equal("van-1", places[0].Vehicle);
        Assert.Contains(changes, c => c is { Visit: "o-3", Kind: ChangeKind.Added });
        Assert.NotNull(byHand.Plan.Find("o-2"));
        Assert.Equal([Constraint.Skill], why.Binding);
        Assert.Contains("give the crew of 'van-1' rt", why.Remedies[0].Sentence);
    }
}
