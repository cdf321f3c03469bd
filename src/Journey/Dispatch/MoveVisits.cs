using Homeward.Journey.Shared;
using Homeward.Routing;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
/// <param name="VehicleId">The van; null takes the visits off the plan, unless <paramref name="BestVan"/>.</param>
/// <param name="BestVan">The cheapest place on any van, one visit after the other, most pressing first.</param>
public sealed record MoveVisitsRequest(
    Guid PlanId,
    int BasedOn,
    List<Guid> VisitIds,
    Guid? VehicleId = null,
    bool BestVan = false
);

/// <summary>The version that holds what worked (null when nothing did), and a row for each visit asked for.</summary>
public sealed record VisitsMoved(PlanMade? Plan, IReadOnlyList<RowResult> Rows);

/// <summary>Moves many visits at once: what can be done is done and makes one version, what cannot is named with its reason.</summary>
public sealed class MoveVisits(Desk desk, PlanEdit edit)
{
    private const int Most = 500;

    public Task<Outcome<VisitsMoved>> Run(Command<MoveVisitsRequest> command, CancellationToken ct) =>
        desk.Once<VisitsMoved>(command.Id, command.Data, () => Move(command.Data, ct), ct);

    private async Task<Outcome<VisitsMoved>> Move(MoveVisitsRequest request, CancellationToken ct)
    {
        if (request.VisitIds is not { Count: > 0 and <= Most })
            return new InvalidField("visitIds", $"Name 1 to {Most} visits.");
        var opened = await edit.Open(request.PlanId, request.BasedOn, ct);
        if (!opened.Ok)
            return opened.Refused<VisitsMoved>();
        var (cached, plan) = opened.Value;
        var day = cached.Day;
        if (day.Latest?.Id != plan.Id)
            return EditedMeanwhile.By(day.Latest, day.Clock);
        var rows = new Dictionary<Guid, RowResult>();
        List<FixedRoute> orders = [.. cached.Orders];
        var now = cached.Latest;
        foreach (var id in Pressing(cached, request.VisitIds))
        {
            List<FixedRoute> tried = [.. orders];
            var one = new MoveVisitRequest(plan.Id, request.BasedOn, id, request.VehicleId, null, request.BestVan);
            var made = await MoveVisit.Change(desk, one, ct)(day, tried, now.Plan);
            if (!made.Ok)
            {
                rows[id] = PlanLocks.Row(id, cached.Numbers.GetValueOrDefault(id, ""), made.Refusals[0]);
                continue;
            }
            PlanEdit.Clean(tried);
            var number = cached.Numbers[id];
            if (PlanLocks.Broken(day, orders, tried) is { } locked)
                rows[id] = PlanLocks.Row(id, number, locked);
            else
            {
                var (after, newly) = PlanEdit.Judge(day, now, tried);
                if (newly.Count > 0)
                    rows[id] = PlanLocks.Row(id, number, Refuse(day, newly));
                else
                    (orders, now, rows[id]) = (tried, after, new(id, number, true));
            }
        }
        var answer = request.VisitIds.Distinct().Select(id => rows[id]).ToList();
        var moved = answer.Where(r => r.Ok).ToList();
        if (moved.Count == 0)
            return new VisitsMoved(null, answer);
        var what =
            request.BestVan ? "inserted where they fit best"
            : request.VehicleId is null ? "taken off"
            : $"moved to {DayModel.Van(day.Vans.Values, request.VehicleId.Value, Guid.Empty)?.Key}";
        var note = moved.Count == 1 ? $"{moved[0].Number} {what}" : $"{moved.Count} visits {what}";
        var off =
            request.VehicleId is null && !request.BestVan
                ? new Block("ByHand", "Taken off the plan by hand.", "Insert it again, or plan the day anew.")
                : null;
        var saved = await edit.Save(new(day, plan, cached.Latest.Plan, now, [], note, off), accept: false, ct);
        return saved.Ok ? new VisitsMoved(saved.Value, answer) : saved.Refused<VisitsMoved>();
    }

    private static Refusal Refuse(DayModel day, IReadOnlyList<Violation> newly)
    {
        var sentence = string.Join(" ", newly.Select(v => Reasons.Of(day, v)).Distinct());
        return newly.Any(Reasons.IsFirm) ? new MoveBreaks(sentence) : new MoveAsks(sentence);
    }

    /// <summary>The most pressing first: they take the best places.</summary>
    private static IEnumerable<Guid> Pressing(CachedDay cached, List<Guid> ids) =>
        ids.Distinct()
            .OrderByDescending(id =>
                cached.Numbers.TryGetValue(id, out var number)
                    ? cached.Day.Problem.Visit(number).PriceLeftOut
                    : new Cents(0)
            )
            .ThenBy(id => cached.Numbers.GetValueOrDefault(id, ""), StringComparer.Ordinal);
}
