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
            return why.Binding.Contains(Constraint.Reach)
                ? new(
                    nameof(Constraint.Reach),
                    "No van can drive there and back.",
                    "Look at the patient's place on the map."
                )
                : new(
                    "Nothing",
                    "It does not fit, and no one or two changes that were tried make it fit.",
                    "Move it to another day, or take another visit out first."
                );
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
            _ => broken.Message.Replace("'", "", StringComparison.Ordinal),
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
            Constraint.Break => $"move the break of {van}",
            Constraint.Vehicles => $"send another van like {van}",
            Constraint.Goods => $"hand its equipment over to {van}",
            Constraint.Reload => $"let {van} reload once more",
            _ => r.Sentence.Replace("'", "", StringComparison.Ordinal),
        };

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
        new WorkTime((int)Math.Min(int.MaxValue, (seconds + 59) / 60 * 60)).ToString();

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
