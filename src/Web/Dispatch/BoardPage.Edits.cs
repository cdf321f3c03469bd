using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Homeward.Web.Ui;
using Microsoft.JSInterop;

namespace Homeward.Web.Dispatch;

/// <summary>What the module asks for: to judge a move, to make it, and the rest of what a dispatcher does.</summary>
public sealed partial class BoardPage
{
    private const int Kept = 24;

    // The sheets of the last versions: what an edit that comes late was based on.
    private readonly Dictionary<int, BoardSheet> history = [];

    private void Keep(BoardSheet now)
    {
        history[now.Head.VersionNo] = now;
        if (history.Count > Kept)
            history.Remove(history.Keys.Min());
    }

    /// <summary>Somebody else whose version came since; null when it is our own or the version is the same.</summary>
    private string? By(BoardSheet before) =>
        View?.Plan is { } plan && plan.Number > before.Head.VersionNo && plan.MadeBy != me ? plan.MadeBy : null;

    /// <summary>The verdict of one move on the day as it stands; when the day moved on meanwhile, on the day as it stands then.</summary>
    [JSInvokable]
    public async Task<JudgeAnswer> Judge(Guid[] ids, string? lane, int? place)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (View?.Plan is not { } plan)
                return JudgeAnswer.No([]);
            var request = One(plan.PlanId, plan.Number, ids[0], lane, place);
            var outcome = await Front.Do((TryMove m) => m.Run(request, gone.Token));
            if (outcome.Ok)
                return JudgeAnswer.Of(outcome.Value);
            if (attempt > 0 || !outcome.Refusals.Any(r => r.Kind == RefusalKind.Stale))
                return JudgeAnswer.No(outcome.Problems());
            await Refresh();
        }
    }

    private MoveVisitRequest One(Guid plan, int basedOn, Guid visit, string? lane, int? place, bool accept = false)
    {
        var on = sheet?.Find(lane);
        return new(
            plan,
            basedOn,
            visit,
            on?.VehicleId,
            on is null ? null : place,
            Accept: accept,
            PersonId: on?.PersonId
        );
    }

    [JSInvokable]
    public Task<MoveAnswer> Move(Guid[] ids, string? lane, int? place, bool accept, int basedOn)
    {
        if (lane is not null && sheet?.Find(lane) is null)
            return Task.FromResult(
                new MoveAnswer(false, [new("", "That van is not on this day any more.", "Choose another lane.")])
            );
        return ids is [var one] && (lane is null || place is not null)
            ? Edit(
                basedOn,
                ids,
                lane,
                (plan, on) =>
                    Front.Do(
                        (MoveVisit m) => m.Run(new(Ids.New(Clock), One(plan, on, one, lane, place, accept)), gone.Token)
                    ),
                _ => null
            )
            : Many(ids, lane, basedOn, best: false);
    }

    [JSInvokable]
    public Task<MoveAnswer> Best(Guid[] ids, int basedOn) =>
        ids is [var one]
            ? Edit(
                basedOn,
                ids,
                null,
                (plan, on) =>
                    Front.Do(
                        (MoveVisit m) => m.Run(new(Ids.New(Clock), new(plan, on, one, BestVan: true)), gone.Token)
                    ),
                _ => null
            )
            : Many(ids, null, basedOn, best: true);

    private Task<MoveAnswer> Many(Guid[] ids, string? lane, int basedOn, bool best) =>
        Edit(
            basedOn,
            ids,
            lane,
            (plan, on) =>
                Front.Do(
                    (MoveVisits m) =>
                        m.Run(
                            new(Ids.New(Clock), new(plan, on, [.. ids], sheet?.Find(lane)?.VehicleId, best)),
                            gone.Token
                        )
                ),
            moved => moved.Rows
        );

    /// <summary>
    /// Makes an edit. When another version came in between and the routes concerned are as they were, it is made on that one; when
    /// they are not, nothing is done and who came first is named.
    /// </summary>
    private async Task<MoveAnswer> Edit<T>(
        int basedOn,
        Guid[] visits,
        string? lane,
        Func<Guid, int, Task<Outcome<T>>> act,
        Func<T, IReadOnlyList<RowResult>?> rows
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            if (View?.Plan is not { IsLatest: true } plan)
                return new(false, [new("", "This version is not the latest.", "Go to the latest to change it.")]);
            var id =
                plan.Number == basedOn ? plan.PlanId : history.GetValueOrDefault(basedOn)?.Head.PlanId ?? plan.PlanId;
            var outcome = await act(id, basedOn);
            if (outcome.Ok)
            {
                await Refresh();
                var answers = rows(outcome.Value);
                return new(answers?.All(r => r.Ok) ?? true, [], Rows: answers);
            }
            if (!outcome.Refusals.Any(r => r.Kind == RefusalKind.Stale))
                return new(false, outcome.Problems());
            var based = history.GetValueOrDefault(basedOn);
            await Refresh();
            if (sheet is not { View.Plan: { } latest } now || based is null)
                return new(false, outcome.Problems());
            if (attempt >= 3 || !SameRoutes(based, now, visits, lane))
                return new(false, outcome.Problems(), $"{latest.MadeBy} was quicker: {latest.Note}.");
            basedOn = latest.Number;
        }
    }

    private static bool SameRoutes(BoardSheet then, BoardSheet now, Guid[] visits, string? lane)
    {
        var lanes = visits.Select(then.LaneOf).Append(lane).OfType<string>().Distinct();
        return visits.All(v => then.LaneOf(v) == now.LaneOf(v)) && lanes.All(l => then.OrderOf(l) == now.OrderOf(l));
    }

    [JSInvokable]
    public async Task Lock(Guid[] ids, bool on)
    {
        var request = new LockVisitsRequest(branch!.Id, date, [.. ids], on);
        var outcome = await Front.Do((LockVisits l) => l.Run(new(Ids.New(Clock), request), gone.Token));
        if (!Told(outcome))
            return;
        if (outcome.Value!.Rows.FirstOrDefault(r => !r.Ok) is { } row)
            Toasts.Warn($"{row.Number}: {row.Sentence} {row.ToDo}");
        await Refresh();
    }

    [JSInvokable]
    public async Task LockLane(string lane, bool on)
    {
        if (sheet?.Find(lane) is not { } found)
            return;
        var request = new LockRouteRequest(branch!.Id, date, found.VehicleId, on);
        if (Told(await Front.Do((LockRoute l) => l.Run(new(Ids.New(Clock), request), gone.Token))))
            await Refresh();
    }

    [JSInvokable]
    public async Task Undo()
    {
        if (View?.Plan is not { } plan || !View.CanUndo)
            return;
        var request = new UndoRequest(branch!.Id, date, plan.Number);
        var outcome = await Front.Do((UndoEdit u) => u.Run(new(Ids.New(Clock), request), gone.Token));
        if (Told(outcome))
            Toasts.Info($"Undone: {plan.Note}");
        await Refresh();
    }

    [JSInvokable]
    public async Task Redo()
    {
        if (View?.Plan is not { } plan || !View.CanRedo)
            return;
        var request = new UndoRequest(branch!.Id, date, plan.Number);
        if (Told(await Front.Do((RedoEdit u) => u.Run(new(Ids.New(Clock), request), gone.Token))))
            Toasts.Info("Done again");
        await Refresh();
    }

    [JSInvokable]
    public async Task Optimise(string what, string[] ids)
    {
        var request = new StartRunRequest(
            branch!.Id,
            date,
            View?.Plan?.Number ?? 0,
            what switch
            {
                "selection" => RunScope.Selection,
                "route" => RunScope.Route,
                "unplanned" => RunScope.UnplannedOnly,
                _ => RunScope.All,
            },
            what == "selection" ? [.. ids.Select(Guid.Parse)] : null,
            what == "route" ? [.. ids.Select(sheet!.Find).OfType<BoardLane>().Select(l => l.VehicleId)] : null
        );
        var outcome = await Front.Do((StartRun s) => s.Run(new(Ids.New(Clock), request), gone.Token));
        if (Told(outcome))
            runId = outcome.Value!.RunId;
        StateHasChanged();
    }

    /// <summary>Plans what is left of a running day from where the vans are: a draft to compare, publish or leave.</summary>
    private async Task PlanRest()
    {
        (resting, problems) = (true, []);
        var request = new ReplanRestRequest(branch!.Id, date, View?.Plan?.Latest ?? 0);
        var outcome = await Front.Do((ReplanRest r) => r.Run(new(Ids.New(Clock), request), gone.Token));
        resting = false;
        if (!Told(outcome))
            return;
        var (changes, from, to) = (outcome.Value!.Diff.Changes.Count, outcome.Value.Diff.From, outcome.Value.Diff.To);
        Toasts.Good(
            changes == 0
                ? $"v{to}: the rest of the day stays as it is"
                : $"v{to}: {Say.Count(changes, "visit")} would change against v{from}. Nothing is with the crews yet"
        );
        aside = BoardAside.Versions;
        await Refresh();
    }

    [JSInvokable]
    public void Relax(Guid visit)
    {
        relaxing = visit;
        StateHasChanged();
    }

    [JSInvokable]
    public void CallOutOf(string lane)
    {
        calling = sheet?.Find(lane);
        StateHasChanged();
    }

    [JSInvokable]
    public void Open(Guid visit) => Navigation.NavigateTo($"/visits/{visit}");

    [JSInvokable]
    public void Keys()
    {
        keys = true;
        StateHasChanged();
    }

    /// <summary>Where the run sheet of a van is, in the version shown.</summary>
    [JSInvokable]
    public async Task<string?> RunSheet(string lane)
    {
        if (
            View?.Plan is not { } plan
            || sheet?.Find(lane) is not { } on
            || await Front.Do((FindPlans f) => f.Run(plan.PlanId, gone.Token)) is not { } found
        )
            return null;
        return found.Routes.FirstOrDefault(r => r.VehicleId == on.VehicleId && r.PersonId == on.PersonId) is { } route
            ? $"/api/v1/plans/{plan.PlanId}/routes/{route.Id}/run-sheet.pdf"
            : null;
    }

    [JSInvokable]
    public void Toast(string text, string tone) =>
        Toasts.Show(
            text,
            tone switch
            {
                "good" => Tone.Good,
                "bad" => Tone.Bad,
                "warn" => Tone.Warn,
                _ => Tone.Info,
            }
        );

    /// <summary>Filters and selection go into the address, so that a link shows what its sender saw.</summary>
    [JSInvokable]
    public Task Remember(Dictionary<string, string> state) =>
        Url.Set([
            .. state.Where(s => s.Key == "sel" || Filters.Contains(s.Key)).Select(s => (s.Key, (object?)s.Value)),
        ]);

    private bool Told<T>(Outcome<T> outcome)
    {
        if (!outcome.Ok)
            Toasts.Bad($"{outcome.Refusals[0].Sentence} {outcome.Refusals[0].ToDo}");
        return outcome.Ok;
    }
}
