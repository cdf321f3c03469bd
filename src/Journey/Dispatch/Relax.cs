using Homeward.Field;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
public sealed record RelaxationRequest(Guid PlanId, int BasedOn, Guid VisitId);

/// <summary>What the cheapest relaxation that can be applied would do.</summary>
/// <param name="Kind">The constraint let go: ShiftEnd, ShiftStart, Window, Break, Promise.</param>
/// <param name="Sentence">What is let go, in words: "Let Van 2 work 30 min longer".</param>
public sealed record RelaxationVerdict(
    string Kind,
    string Sentence,
    string Van,
    DateTime StartsAt,
    Money AddedCost,
    IReadOnlyList<ShiftedVisit> Shifted,
    RunDiff Diff
);

/// <summary>Tries the change that the explanation of a left-out visit names; nothing is saved.</summary>
public sealed class TryRelaxation(PlanEdit edit)
{
    public async Task<Outcome<RelaxationVerdict>> Run(RelaxationRequest request, CancellationToken ct)
    {
        var opened = await edit.Open(request.PlanId, request.BasedOn, ct);
        if (!opened.Ok)
            return opened.Refused<RelaxationVerdict>();
        var cached = opened.Value.Day;
        var outcome = Relaxing.Of(cached, request.VisitId);
        if (!outcome.Ok)
            return outcome.Refused<RelaxationVerdict>();
        var (relaxed, before) = (outcome.Value, cached.Latest.Plan);
        var (route, stop) = relaxed.After.Find(relaxed.Number)!.Value;
        return new RelaxationVerdict(
            relaxed.Kind,
            relaxed.Sentence,
            route.Vehicle,
            cached.Day.Utc(stop.Start),
            new(Moves.Cost(relaxed.After) - Moves.Cost(before)),
            Moves.Shifted(cached.Day, before, relaxed.After, relaxed.Number),
            Moves.Diff(cached.Day, before, relaxed.After)
        );
    }
}

/// <summary>Makes that change: a version that says by name what was let go.</summary>
public sealed class ApplyRelaxation(Desk desk, PlanEdit edit, SavePlan save)
{
    public Task<Outcome<PlanMade>> Run(Command<RelaxationRequest> command, CancellationToken ct) =>
        desk.Once<PlanMade>(
            command.Id,
            command.Data,
            async () =>
            {
                var request = command.Data;
                var opened = await edit.Open(request.PlanId, request.BasedOn, ct);
                if (!opened.Ok)
                    return opened.Refused<PlanMade>();
                var (cached, plan) = opened.Value;
                var outcome = Relaxing.Of(cached, request.VisitId);
                if (!outcome.Ok)
                    return outcome.Refused<PlanMade>();
                var relaxed = outcome.Value;
                if (relaxed.Window is { } window)
                {
                    // Nobody was promised another: the window of the visit itself grows, so that the next edit judges by it too.
                    var visit = await desk.Db.Visits.FirstAsync(v => v.Id == request.VisitId, ct);
                    (visit.WindowFrom, visit.WindowTo) = (cached.Day.Utc(window.Start), cached.Day.Utc(window.End));
                }
                return await save.Next(
                    cached.Day,
                    relaxed.After,
                    $"{relaxed.Number} placed: {relaxed.Sentence}",
                    [
                        .. cached.Latest.Violations.Select(v => Reasons.Of(cached.Day, v)),
                        .. relaxed.Kind == nameof(Constraint.Window) ? [] : (string[])[$"{relaxed.Sentence}."],
                    ],
                    PlanEdit.Why(cached.Day, plan, null),
                    ct
                );
            },
            ct
        );
}

/// <summary>A left-out visit placed with something let go.</summary>
/// <param name="Window">The visit's window from now on, where that is what is let go.</param>
internal sealed record Relaxed(string Number, string Kind, string Sentence, Routing.Plan After, TimeWindow? Window);

/// <summary>
/// Which remedies can be applied from here: those that are a dispatcher's to give (overtime, a window nobody was promised, the
/// tolerance of an announced time). Skills, people, weight and vans are changed where they are kept.
/// </summary>
internal static class Relaxing
{
    public static readonly IReadOnlySet<string> Kinds = new HashSet<string>(
        [nameof(Constraint.ShiftEnd), nameof(Constraint.Window), nameof(Constraint.Promise)],
        StringComparer.Ordinal
    );

    public static Outcome<Relaxed> Of(CachedDay cached, Guid visitId)
    {
        var (day, before) = (cached.Day, cached.Latest.Plan);
        if (!cached.Numbers.TryGetValue(visitId, out var number))
            return day.NotTried.FirstOrDefault(n => n.VisitId == visitId) is { } held
                ? new CannotRelax($"{held.Why.Sentence} {held.Why.ToDo}")
                : new NotInThisDay("That visit");
        if (before.Find(number) is { } there)
            return new CannotRelax($"{number} is on {there.Route.Vehicle} already.");
        var why = RoutePlanner.Explain(day.Problem, before, number);
        if (why.Fits)
            return Placed(day, day.Problem, before, number, "None", "It fits as things are", null)
                ?? (Outcome<Relaxed>)new CannotRelax($"{number} could not be placed.");
        foreach (var remedy in why.Remedies)
        {
            if (!remedy.Relaxations.All(r => Allowed(day, r)))
                continue;
            var problem = remedy.ApplyTo(day.Problem);
            var window = remedy.Relaxations.Any(r => r.Constraint == Constraint.Window)
                ? problem.Visit(number).Windows[0]
                : (TimeWindow?)null;
            var sentence = string.Join(" and ", remedy.Relaxations.Select(r => Reasons.Help(day, r, remedy.Vehicle)));
            var said = $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";
            var kind = remedy.Relaxations[0].Constraint.ToString();
            if (Placed(day, problem, before, number, kind, said, window) is { } found)
                return found;
        }
        var best = Reasons.Of(day, why);
        return new CannotRelax($"This cannot be changed from here. {best.Sentence} {best.ToDo}");
    }

    private static bool Allowed(DayModel day, Relaxation relaxation) =>
        relaxation.Constraint switch
        {
            Constraint.ShiftEnd or Constraint.Promise => true,
            Constraint.Window => !day.Visits[relaxation.Visit].Booked,
            _ => false,
        };

    private static Relaxed? Placed(
        DayModel day,
        Problem problem,
        Routing.Plan before,
        string number,
        string kind,
        string sentence,
        TimeWindow? window
    )
    {
        if (RoutePlanner.Insert(problem, before, number, 1) is not [var best, ..])
            return null;
        var after = RoutePlanner.Apply(problem, before, best);
        return
            PlanLocks.Broken(day, [.. before.Routes.Select(r => r.Order)], [.. after.Routes.Select(r => r.Order)])
                is null
            ? new(number, kind, sentence, after, window)
            : null;
    }
}
