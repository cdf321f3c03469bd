using System.Globalization;
using Homeward.Bench.Routing;
using Homeward.Routing.Tests.Formats;

namespace Homeward.Routing.Tests;

/// <summary>Published days of home care, where two caregivers meet at one home.</summary>
public sealed class HomeCareTests(ITestOutputHelper output)
{
    private const int Rounds = 1000;

    [Fact]
    public void Every_day_of_home_care_is_planned_whole_and_without_a_fault()
    {
        var files = Benchmarks.Files("homecare/extended/small", ".json").ToList();
        Assert.Equal(20, files.Count);
        output.WriteLine("| day | visits | pairs | caregivers | distance | tardiness | latest | cost |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        var left = new List<string>();
        foreach (var file in files)
        {
            var problem = HomeCare.Read(File.ReadAllText(file));
            var options = new SolveOptions { Iterations = Rounds, Seed = 1 };
            var plan = RoutePlanner.Solve(problem, options);
            Days.AssertGood(problem, plan);
            Assert.DoesNotContain(plan.Unplanned, u => u.Explanation!.Fits);
            var cost = HomeCare.Cost(plan);
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {Path.GetFileName(file)[..10]} | {problem.Visits.Length} | {problem.Teams.Length} | {problem.Vehicles.Length} | {cost.Distance} | {cost.Tardiness} | {cost.MaxTardiness} | {cost.Total:0.0} |"
                )
            );
            left.AddRange(plan.Unplanned.Select(u => $"{Path.GetFileName(file)}: {u.Explanation!.Sentence}"));
        }

        Assert.Empty(left);
    }

    /// <summary>The day and the routes that the README of these days shows; its own figures are of other distances.</summary>
    [Fact]
    public void A_plan_costs_what_is_worked_out_on_paper()
    {
        var problem = HomeCare.Read(Toy);
        FixedRoute[] routes =
        [
            new("c1", ["p4 s2", "p5 s1", "p6 s1"]), // 50 + 35 + 27 + 38
            new("c2", ["p4 s3", "p2 s3", "p6 s3"]), // 50 + 59 + 56 + 38; p4 from 120 for 30, at p2 by 209, not 180
            new("c3", ["p3 s2", "p1 s2", "p5 s3"]), // 32 + 28 + 43 + 57
        ];
        var (plan, violations) = RoutePlanner.Evaluate(problem, routes);
        Assert.Empty(violations);
        Assert.Equal(new CareCost(150 + 203 + 160, 29, 29, 0), HomeCare.Cost(plan));
        Assert.Equal((513 + 29 + 29) / 3.0, HomeCare.Cost(plan).Total);
        Assert.Equal(Cents.Dollars(513 + 29), plan.Cost.Total);
        Assert.True(Days.Quick(problem).Cost.Total < plan.Cost.Total);
    }

    private const string Toy = """
        {
          "patients": [
            { "id": "p1", "distance_matrix_index": 1, "time_window": [240, 360], "required_caregivers": [{ "service": "s2", "duration": 30 }] },
            { "id": "p2", "distance_matrix_index": 2, "time_window": [120, 180], "required_caregivers": [{ "service": "s3", "duration": 20 }] },
            { "id": "p3", "distance_matrix_index": 3, "time_window": [0, 60], "required_caregivers": [{ "service": "s2", "duration": 45 }] },
            { "id": "p4", "distance_matrix_index": 4, "time_window": [120, 210], "synchronization": { "type": "simultaneous" },
              "required_caregivers": [{ "service": "s2", "duration": 30 }, { "service": "s3" }] },
            { "id": "p5", "distance_matrix_index": 5, "time_window": [270, 420], "synchronization": { "type": "sequential", "distance": [30, 45] },
              "required_caregivers": [{ "service": "s1", "duration": 15 }, { "service": "s3", "duration": 30 }] },
            { "id": "p6", "distance_matrix_index": 6, "time_window": [360, 420], "synchronization": { "type": "sequential", "distance": [60, 90] },
              "required_caregivers": [{ "service": "s1", "duration": 45 }, { "service": "s3", "duration": 20 }] }
          ],
          "services": [{ "id": "s1", "default_duration": 30 }, { "id": "s2", "default_duration": 30 }, { "id": "s3", "default_duration": 30 }],
          "caregivers": [
            { "id": "c1", "abilities": ["s1", "s2"], "distance_matrix_index": 0, "working_shift": [0, 600] },
            { "id": "c2", "abilities": ["s3"], "distance_matrix_index": 0, "working_shift": [0, 600] },
            { "id": "c3", "abilities": ["s2", "s3"], "distance_matrix_index": 0, "working_shift": [0, 600] }
          ],
          "distances": [
            [0, 23, 22, 32, 50, 58, 39],
            [23, 0, 44, 28, 47, 43, 35],
            [22, 44, 0, 54, 59, 78, 56],
            [32, 28, 51, 0, 19, 28, 7],
            [45, 47, 59, 19, 0, 35, 13],
            [57, 42, 77, 28, 35, 0, 27],
            [38, 34, 56, 7, 13, 26, 0]
          ]
        }
        """;
}
