namespace Homeward.Routing.Explaining;

/// <summary>What is asked for, in a dispatcher's words, and what asking is reckoned to cost.</summary>
internal static class Wording
{
    /// <param name="problem">The problem as it is.</param>
    /// <param name="otherwise">What to say of a constraint there are no words for.</param>
    /// <param name="r">The relaxation.</param>
    internal static string Of(Problem problem, string otherwise, Relaxation r)
    {
        var (van, minutes) = (r.Vehicle, Minutes(r.Amount));
        var visit = problem.Visit(r.Visit);
        return r.Constraint switch
        {
            Constraint.Window => $"let '{r.Visit}' start at {r.Start}, {minutes} {OutOf(visit, r.Start)}",
            Constraint.Promise => $"move the announced start of '{r.Visit}' {minutes} further than the tolerance",
            Constraint.Skill => $"give the crew of '{van}' {Missing(visit, problem.Vehicle(van))}",
            Constraint.Crew => $"put {r.Amount} more on '{van}'",
            Constraint.VehicleBan => $"allow '{van}' to come to '{r.Visit}'",
            Constraint.Capacity => $"let '{van}' carry {r.Amount} more of {r.Dimension}",
            Constraint.CleanDirty => $"let '{van}' carry clean beside covered dirty",
            Constraint.ShiftStart => $"start the shift of '{van}' {minutes} earlier",
            Constraint.ShiftEnd => $"let '{van}' work {minutes} longer",
            Constraint.Break when r.Amount == 0 => $"let '{van}' go without its break",
            Constraint.Break => $"move the break of '{van}' {minutes} {(r.Amount < 0 ? "earlier" : "later")}",
            Constraint.MaxStops => $"allow '{van}' {r.Amount} more {(r.Amount == 1 ? "visit" : "visits")}",
            Constraint.MaxDuration => $"let '{van}' be out {minutes} longer",
            Constraint.MaxDistance => $"let '{van}' drive {new Metres((int)r.Amount)} further",
            Constraint.MaxDrive => $"let '{van}' drive {minutes} longer",
            Constraint.Release => $"have the goods of '{r.Visit}' ready {minutes} earlier",
            Constraint.Goods => $"hand the goods of '{r.Visit}' over to '{van}'",
            Constraint.Reload when r.Amount == 1 => $"let '{van}' come back and reload once more",
            Constraint.Reload => $"let '{van}' come back and reload {r.Amount} more times",
            Constraint.Team => Apart(problem, r, minutes),
            Constraint.Worth => $"raise the price of '{r.Visit}' to {visit.PriceLeftOut + new Cents(r.Amount)}",
            _ => otherwise,
        };
    }

    internal static string Words(IEnumerable<Relaxation> relaxations) =>
        string.Join(" and ", relaxations.Select(r => r.Sentence).Distinct(StringComparer.Ordinal));

    internal static string Minutes(long seconds) => $"{(Math.Abs(seconds) + 59) / 60} min";

    /// <summary>The price of asking, in cents: see <see cref="Remedy.Price"/>.</summary>
    internal static long Ask(Problem problem, Relaxation r) =>
        r.Constraint switch
        {
            Constraint.Window
            or Constraint.Promise
            or Constraint.ShiftStart
            or Constraint.ShiftEnd
            or Constraint.MaxDuration
            or Constraint.MaxDrive
            or Constraint.Team
            or Constraint.Release => (Math.Abs(r.Amount) + 59) / 60 * 100,
            Constraint.Break when r.Amount != 0 => (Math.Abs(r.Amount) + 59) / 60 * 100,
            Constraint.Capacity => 500
                * Percent(r.Amount, problem.Vehicle(r.Vehicle).Capacity.GetValueOrDefault(r.Dimension!)),
            Constraint.Crew => 10_000 * r.Amount,
            Constraint.Skill => 20_000 * r.Amount,
            Constraint.VehicleBan => 5_000,
            Constraint.Vehicles => 30_000,
            Constraint.Worth => 0, // It is in the cost of the placement.
            _ => 15_000,
        };

    private static string OutOf(Visit visit, Seconds start) =>
        visit.HardLatest < start ? "past its very latest start" : "outside its window";

    private static string Missing(Visit visit, Vehicle van) =>
        string.Join(" and ", visit.Skills.Except(van.Skills, StringComparer.Ordinal));

    private static string Apart(Problem problem, Relaxation r, string minutes)
    {
        var team = problem.Teams.First(t =>
            string.Equals(t.First, r.Visit, StringComparison.Ordinal)
            || string.Equals(t.Second, r.Visit, StringComparison.Ordinal)
        );
        return $"let '{team.Second}' start {minutes} {(r.Amount < 0 ? "sooner" : "later")} after '{team.First}' than agreed";
    }

    private static long Percent(long amount, long of) => of == 0 ? 100 : Math.Max(1, amount * 100 / of);
}
