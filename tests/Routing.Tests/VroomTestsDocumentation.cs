using Homeward.Routing.Formats;

namespace Homeward.Routing.Tests;

/// <summary>The sample of docs/vroom.md, kept compiling and true.</summary>
public sealed class VroomTestsDocumentation
{
    [Fact]
    public void The_sample_of_the_page_does_what_it_says()
    {
        var json = VroomDays.Json();

        var instance = Vroom.Read(json); // or Vroom.Read(json, (profile, places) => matrix) for an input without matrices
        var plan = RoutePlanner.Solve(instance.Problem, instance.Options with { Iterations = 10 });
        var output = Vroom.Write(instance, plan);

        var routes = Vroom.ReadPlan(instance, output); // VROOM's output, its own or this one, to judge or to search from
        var judged = RoutePlanner.Evaluate(instance.Problem, routes);
        var warm = new SolveOptions { From = RoutePlanner.Evaluate(instance.Problem, instance.InitialRoutes).Plan };

        Assert.Equal(plan.Cost, judged.Plan.Cost);
        Assert.Empty(judged.Violations);
        Assert.Empty(warm.From.Routes);
    }
}
