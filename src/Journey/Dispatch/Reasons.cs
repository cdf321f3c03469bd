using System.Globalization;
using Homeward.Field;
using Homeward.Routing;

namespace Homeward.Journey.Dispatch;

/// <summary>Says in a dispatcher's words and the branch's time why a visit is left out, and what was seen to help.</summary>
internal static class Reasons
{
    public static Block Of(DayModel day, Explanation why)
    {
        if (why.Remedies.Count == 0)
            return Of(why.Binding.Count == 0 ? null : why.Binding[0]);
        var best = why.Remedies[0];
        var binding = string.Join(" ", best.Relaxations.Select(r => Binds(day, r, best.Vehicle)));
        var help = string.Join(" and ", best.Relaxations.Select(r => Help(day, r, best.Vehicle)));
        var others = why.Remedies.Count > 1 ? $" {why.Remedies.Count - 1} other ways were found." : "";
        return new(
            best.Relaxations[0].Constraint.ToString(),
            binding,
            $"{char.ToUpperInvariant(help[0])}{help[1..]}; {best.Vehicle} could then start at {day.Say(best.Start)}.{others}"
        );
    }

    private static Block Of(Constraint? alone) =>
        alone switch
        {
            Constraint.Reach => new(
                nameof(Constraint.Reach),
                "No van can drive there and back.",
                "Look at the patient's place on the map."
            ),
            Constraint.Locked => new(
                nameof(Constraint.Locked),
                "The van that is to come is already on its way there.",
                "Tell the patient when it comes."
            ),
            _ => new(
                "Nothing",
                "It does not fit, and no one or two changes that were tried make it fit.",
                "Move it to another day, or take another visit out first."
            ),
        };

    /// <summary>A broken rule in words.</summary>
    public static string Of(DayModel day, Violation broken)
    {
        var who = broken.Visit ?? broken.Vehicle ?? "The plan";
        var time = Minutes(broken.Excess);
        return broken.Constraint switch
        {
            Constraint.Window => $"{who} would start {time} outside its window.",
            Constraint.Promise when broken.Visit is { } v && day.VisitLocks.TryGetValue(v, out var held) =>
                $"{who} would move {time} further from the time {held.By} locked it at than a lock allows.",
            Constraint.Promise => $"{who} would move {time} further from the announced time than allowed.",
            Constraint.VehicleBan when broken.Visit is { } v && day.VisitLocks.TryGetValue(v, out var held) =>
                $"{who} is locked on its van by {held.By}.",
            Constraint.VehicleBan when broken.Vehicle is { } k && day.RouteLocks.TryGetValue(k, out var closed) =>
                $"The route of {k} is locked by {closed.By}.",
            Constraint.Skill =>
                $"The crew of {broken.Vehicle} lacks {Missing(day, broken.Visit, broken.Vehicle)} for {who}.",
            Constraint.Crew =>
                $"{who} takes {day.Problem.Visit(broken.Visit!).Crew} people; {broken.Vehicle} has {day.Problem.Vehicle(broken.Vehicle!).Crew}.",
            Constraint.Capacity =>
                $"{broken.Vehicle} would carry {Amount(broken.Dimension, broken.Excess)} too much {Noun(broken.Dimension)}.",
            Constraint.CleanDirty => $"{broken.Vehicle} would carry something dirty when it brings {who}.",
            Constraint.ShiftStart => $"{broken.Vehicle} would leave {time} before its shift.",
            Constraint.ShiftEnd => $"{broken.Vehicle} would be back {time} after the latest end of its shift.",
            Constraint.Break => $"{broken.Vehicle} would miss its break.",
            Constraint.Reload => $"{broken.Vehicle} would reload too often.",
            Constraint.Goods => $"What {who} is brought is not on {broken.Vehicle}.",
            Constraint.Reach => $"There is no way to {who}.",
            Constraint.VehicleBan => $"{broken.Vehicle} may not come to {who}.",
            Constraint.MaxStops => $"{broken.Vehicle} would make {Stops(broken.Excess)} too many.",
            Constraint.MaxDuration => $"{broken.Vehicle} would be out {time} too long.",
            Constraint.MaxDistance => $"{broken.Vehicle} would drive {Far(broken.Excess)} too far.",
            Constraint.MaxDrive => $"The crew of {broken.Vehicle} would be at the wheel {time} too long.",
            Constraint.Shipment => $"What {who} is brought would not be picked up before, on the same trip.",
            Constraint.Team => $"{Pair(day, who)} would not be made by two vans at the times agreed.",
            Constraint.Worth => $"{who} costs {new Money(broken.Excess)} more to make than it is worth.",
            Constraint.Release => $"What {who} is brought would be ready {time} too late.",
            Constraint.Locked => $"{broken.Vehicle} would not first make the stops it is already on its way to.",
            Constraint.Once => $"{who} would be in the plan twice, or not be accounted for.",
            Constraint.Figures => $"The plan does not add up: {Plain(broken.Message)}",
            Constraint.Vehicles => "Every van that could come is full or busy.",
            _ => Plain(broken.Message),
        };
    }

    /// <summary>Law and physics: no dispatcher may accept these. The rest is time, which a person may decide about.</summary>
    public static bool IsFirm(Violation broken) =>
        broken.Constraint
            is not (
                Constraint.Window
                or Constraint.Promise
                or Constraint.ShiftEnd
                or Constraint.ShiftStart
                or Constraint.Break
            );

    private static string Binds(DayModel day, Relaxation r, string van)
    {
        var visit = day.Problem.Visit(r.Visit);
        return r.Constraint switch
        {
            Constraint.Window =>
                $"No crew can be there within {day.Say(visit.Windows[0].Start)} to {day.Say(visit.Windows[^1].End)}.",
            Constraint.Promise => "No crew can be there near enough to the time that was announced.",
            Constraint.Skill => Skills(day, visit),
            Constraint.Crew => $"It takes {visit.Crew} people.",
            Constraint.Capacity => $"{van} has no room for it: too much {Noun(r.Dimension)}.",
            Constraint.CleanDirty => $"{van} keeps clean and dirty apart.",
            Constraint.ShiftStart => $"{van} starts too late.",
            Constraint.ShiftEnd => $"{van} would be back too late.",
            Constraint.Break => $"The break of {van} leaves no room.",
            Constraint.Vehicles => "Every van that could come is full or busy.",
            Constraint.Goods => "Its equipment is on another van.",
            Constraint.Reload => $"{van} may not reload again.",
            Constraint.VehicleBan => $"{van} may not come to it.",
            Constraint.MaxStops => $"{van} makes as many stops as it may.",
            Constraint.MaxDuration => $"{van} would be out too long.",
            Constraint.MaxDistance => $"{van} would drive too far.",
            Constraint.MaxDrive => $"The crew of {van} would be at the wheel too long.",
            Constraint.Team => $"No two crews can make {Pair(day, r.Visit)} at the times agreed.",
            Constraint.Worth => $"It costs {new Money(r.Amount)} more to make than it is worth.",
            Constraint.Release => "Its equipment is not ready in time.",
            _ => $"{Shared.Words.Of(r.Constraint.ToString())} of {van} binds.",
        };
    }

    internal static string Help(DayModel day, Relaxation r, string van) =>
        r.Constraint switch
        {
            Constraint.Window => $"agree on {day.Say(r.Start)} with the patient",
            Constraint.Promise => $"tell the patient a time {Minutes(r.Amount)} away from the one announced",
            Constraint.Skill => $"send somebody with {Missing(day, r.Visit, r.Vehicle)} on {van}",
            Constraint.Crew => $"put {(r.Amount == 1 ? "a second person" : $"{r.Amount} more people")} on {van}",
            Constraint.Capacity => r.Dimension == DayModel.Hazmat
                ? $"take {Amount(r.Dimension, r.Amount)} of cylinders off {van}, or raise its limit with the papers for it"
                : $"make {Amount(r.Dimension, r.Amount)} of room on {van}",
            Constraint.CleanDirty => $"cover the dirty load on {van}",
            Constraint.ShiftStart => $"start the shift of {van} {Minutes(r.Amount)} earlier",
            Constraint.ShiftEnd => $"let {van} work {Minutes(r.Amount)} longer",
            Constraint.Break when r.Amount == 0 => $"let the crew of {van} go without its break",
            Constraint.Break => $"move the break of {van} {Minutes(r.Amount)} {(r.Amount < 0 ? "earlier" : "later")}",
            Constraint.Vehicles => $"send another van like {van}",
            Constraint.Goods => $"hand its equipment over to {van}",
            Constraint.Reload => $"let {van} reload once more",
            Constraint.VehicleBan => $"let {van} come to it all the same",
            Constraint.MaxStops => $"let {van} make {Stops(r.Amount)} more",
            Constraint.MaxDuration => $"let {van} be out {Minutes(r.Amount)} longer",
            Constraint.MaxDistance => $"let {van} drive {Far(r.Amount)} further",
            Constraint.MaxDrive => $"let the crew of {van} be at the wheel {Minutes(r.Amount)} longer",
            Constraint.Team => Apart(day, r),
            Constraint.Worth => $"make it though it costs {new Money(r.Amount)} more than it is worth",
            Constraint.Release => $"have its equipment ready {Minutes(r.Amount)} earlier",
            _ => Plain(r.Sentence),
        };

    private static string Apart(DayModel day, Relaxation r) =>
        Team(day, r.Visit) is { } team
            ? $"agree that {team.Second} starts {Minutes(r.Amount)} {(r.Amount < 0 ? "sooner" : "later")} after {team.First} than it was to"
            : Plain(r.Sentence);

    /// <summary>A visit that two crews make together, and the other one.</summary>
    private static string Pair(DayModel day, string visit) =>
        Team(day, visit) is { } team ? $"{team.First} and {team.Second}" : visit;

    private static TeamVisit? Team(DayModel day, string visit) =>
        day.Problem.Teams.FirstOrDefault(t => t.First == visit || t.Second == visit);

    private static string Plain(string message) => message.Replace("'", "", StringComparison.Ordinal);

    private static string Stops(long many) => many == 1 ? "one stop" : $"{many} stops";

    private static Distance Far(long metres) => new((int)Math.Clamp(metres, 0, int.MaxValue));

    private static string Skills(DayModel day, Routing.Visit visit)
    {
        var nobody = visit.Skills.Where(s => !day.Problem.Vehicles.Any(v => v.Skills.Contains(s))).ToList();
        return nobody.Count > 0
            ? $"No crew of the day holds {string.Join(" or ", nobody)}."
            : $"The crews that hold {string.Join(" and ", visit.Skills)} cannot take it.";
    }

    private static string Missing(DayModel day, string? visit, string? van) =>
        visit is null || van is null || !day.Vans.ContainsKey(van)
            ? "a credential"
            : string.Join(
                " and ",
                day.Problem.Visit(visit).Skills.Except(day.Problem.Vehicle(van).Skills, StringComparer.Ordinal)
            );

    private static string Minutes(long seconds) =>
        new WorkTime((int)Math.Min(int.MaxValue, (Math.Abs(seconds) + 59) / 60 * 60)).ToString();

    private static string Noun(string? dimension) =>
        dimension switch
        {
            DayModel.Hazmat => "weight of cylinders",
            DayModel.Weight => "weight",
            _ => "bulk",
        };

    private static string Amount(string? dimension, long amount) =>
        dimension is DayModel.Hazmat or DayModel.Weight
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(amount / Mass.GramsPerPound):0} lb")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Ceiling(amount / Volume.MillilitresPerCubicFoot):0} cu ft"
            );
}
