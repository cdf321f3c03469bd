using System.Globalization;
using Homeward.Routing;
using Homeward.Routing.Formats;

namespace Homeward.Bench.Routing;

/// <summary>
/// Something to plan: a file of <c>shared/data/vrp</c>, its days of home care as JSON, or a generated day such as <c>hme:120x12:3</c> (its seed last), the latter
/// without reloads as <c>hme1:120x12:3</c>.
/// </summary>
/// <param name="Problem">What to plan.</param>
/// <param name="Cost">What a plan costs, in the unit of <paramref name="Best"/> or in dollars; what must be visited and is not costs nothing.</param>
/// <param name="Best">The best cost known; null where nobody published one.</param>
/// <param name="Town">Where a generated day takes place.</param>
internal sealed record Instance(Problem Problem, Func<Plan, double> Cost, double? Best, HmeTown? Town)
{
    public static Instance Open(string name)
    {
        if (!name.StartsWith("hme", StringComparison.Ordinal))
            return FromFile(name);
        var parts = name.Split(':', 'x').Skip(1).Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
        var (visits, vans, seed) = (parts[0], parts[1], parts[2]);
        var day = HmeDay.Generate(visits, vans, seed);
        return new Instance(
            name.StartsWith("hme1", StringComparison.Ordinal) ? HmeDay.OneTrip(day) : day,
            plan => (plan.Cost.Total - plan.Cost.LeftOut).Value / 100.0,
            null,
            HmeDay.Town(visits, vans, seed)
        );
    }

    private static Instance FromFile(string path)
    {
        if (Path.GetExtension(path) == ".json")
            return new Instance(HomeCare.Read(File.ReadAllText(path)), p => HomeCare.Cost(p).Total, null, null);
        var instance = VrpLib.Read(File.ReadAllText(path));
        var solution = Path.ChangeExtension(path, ".sol");
        var best = File.Exists(solution)
            ? Published(instance, File.ReadAllText(solution))
            : InstanceSet.BestKnown(Path.GetFileNameWithoutExtension(path));
        return new Instance(instance.Problem, plan => (double)instance.CostOf(plan), best, null);
    }

    /// <summary>What the published routes cost by our count: files of one set state it in units of their own.</summary>
    private static double Published(VrpInstance instance, string solution) =>
        (double)
            instance.CostOf(
                RoutePlanner.Evaluate(instance.Problem, VrpLib.ReadSolution(instance, solution).Routes).Plan
            );
}
