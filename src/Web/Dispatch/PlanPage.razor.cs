using System.Globalization;
using Homeward.Field;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Homeward.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace Homeward.Web.Dispatch;

/// <summary>The dispatcher's day: read once, read again when somebody's change touches it.</summary>
public sealed partial class PlanPage
{
    private sealed record Moving(Guid Id, string Number, string Patient, bool Planned);

    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<PlanBranch>? branches;
    private IReadOnlyList<PlanVersionRow> versions = [];
    private IReadOnlyList<MapPoint> points = [];
    private IReadOnlyList<MapLine> lines = [];
    private PlanBranch? branch;
    private PlanView? plan;
    private DateOnly date;
    private DateTime dayFrom;
    private DateTime dayTo;
    private int hours = 1;
    private int waiting;
    private List<Problem> problems = [];
    private Moving? moving;
    private bool mayWrite;
    private bool mayPublish;
    private bool loading = true;
    private bool planning;
    private bool publishing;

    [Inject]
    private Front Front { get; set; } = null!;

    [Inject]
    private UrlState Url { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private Pulse Pulse { get; set; } = null!;

    private string Lead =>
        branch is null ? "" : $"{branch.Name}, {Say.Day(date)}. Nothing reaches a crew before it is published.";

    private int Planned => plan?.Routes.Sum(r => r.Stops.Count(s => s.VisitId is not null)) ?? 0;

    private Money Cost => new(plan?.Routes.Sum(r => r.Cost.Cents) ?? 0);

    protected override async Task OnInitializedAsync()
    {
        Url.Changed += Reload;
        Pulse.Changed += Heard;
        var who = await Front.Who();
        (mayWrite, mayPublish) = (who.Can(May.WritePlan), who.Can(May.PublishPlan));
        branches = await Front.Do((PlanBranches b) => b.Run(gone.Token));
        await Load();
    }

    private void Heard(IReadOnlySet<string> topics)
    {
        if (topics.Contains(nameof(Plan)) || topics.Contains(nameof(Visit)))
            Reload();
    }

    private void Reload() =>
        _ = InvokeAsync(async () =>
        {
            if (gone.IsCancellationRequested)
                return;
            await Load();
            StateHasChanged();
        });

    private async Task Load()
    {
        loading = true;
        branch = branches?.FirstOrDefault(b => b.Id.ToString() == Url.Get("branch")) ?? branches?.FirstOrDefault();
        if (branch is null)
        {
            loading = false;
            return;
        }
        date = DateOnly.TryParse(Url.Get("date"), CultureInfo.InvariantCulture, out var asked) ? asked : branch.Today;
        int? version = int.TryParse(Url.Get("v"), CultureInfo.InvariantCulture, out var v) ? v : null;
        plan = await Front.Do((FindPlans f) => f.Of(branch.Id, date, version, gone.Token));
        versions = await Front.Do((FindPlans f) => f.Versions(branch.Id, date, gone.Token));
        if (plan is null)
            waiting = (
                await Front.Do(
                    (FindVisits f) => f.Run(new(branch.Id, date, date, VisitState.Unplanned, Size: 1), gone.Token)
                )
            ).Total;
        Draw();
        loading = false;
    }

    private void Draw()
    {
        if (plan is null)
            return;
        var first = plan.Routes.Select(r => r.StartsAt).DefaultIfEmpty(Clock.GetUtcNow().UtcDateTime).Min();
        var last = plan.Routes.Select(r => r.EndsAt).DefaultIfEmpty(first.AddHours(8)).Max();
        dayFrom = first.Date.AddHours(first.Hour);
        hours = Math.Max(1, (int)Math.Ceiling((last - dayFrom).TotalHours));
        dayTo = dayFrom.AddHours(hours);
        var depot = new MapPoint("depot", plan.DepotLatitude, plan.DepotLongitude, "Depot", PointKind.Depot);
        var stops = plan.Routes.SelectMany(
            (route, i) =>
                route
                    .Stops.Where(s => s.VisitId is not null && s.Latitude is not null)
                    .Select(s => new MapPoint(
                        s.VisitId!.Value.ToString(),
                        s.Latitude!.Value,
                        s.Longitude!.Value,
                        $"{s.Patient}, {route.Van}, {Say.Time(s.StartsAt, plan.TimeZone)}{(s.Late ? ", late" : "")}",
                        Tone: s.Late ? Tone.Bad : Tone.Neutral,
                        Color: DispatchWords.Color(i),
                        Number: s.Sequence
                    ))
        );
        var left = plan
            .LeftOut.Where(l => l.Latitude is not null)
            .Select(l => new MapPoint(
                l.VisitId.ToString(),
                l.Latitude!.Value,
                l.Longitude!.Value,
                $"{l.Patient}, left out",
                Tone: Tone.Warn
            ));
        points = [depot, .. stops, .. left];
        lines =
        [
            .. plan.Routes.Select(
                (route, i) =>
                    new MapLine(
                        route.Id.ToString(),
                        [
                            [plan.DepotLongitude, plan.DepotLatitude],
                            .. route.Stops.Select(s =>
                                new[] { s.Longitude ?? plan.DepotLongitude, s.Latitude ?? plan.DepotLatitude }
                            ),
                            [plan.DepotLongitude, plan.DepotLatitude],
                        ],
                        DispatchWords.Color(i)
                    )
            ),
        ];
    }

    private Task Go(int days) => Url.Set(("date", date.AddDays(days)), ("v", null));

    private async Task PlanIt()
    {
        (planning, problems) = (true, []);
        var request = new PlanDayRequest(branch!.Id, date, versions.Count > 0 ? versions[0].VersionNo : 0);
        var command = Ids.New(Clock);
        var outcome = await Front.Do((PlanDay p) => p.Run(new(command, request), gone.Token));
        (planning, problems) = (false, outcome.Problems());
        if (outcome.Ok)
            await Made(
                outcome.Value,
                $"{Say.Count(outcome.Value.Planned, "visit")} planned, {outcome.Value.LeftOut} left out"
            );
    }

    private async Task Made(PlanMade made, string words)
    {
        Toasts.Good(words);
        await Url.Set(("v", null));
    }

    private async Task Went(Published published)
    {
        Toasts.Good($"{published.Gone} visits published as plan v{published.VersionNo}");
        await Url.Set(("v", null));
    }

    private void Move(Guid visit, string number, string patient, bool planned)
    {
        if (mayWrite && plan is { Latest: true })
            moving = new(visit, number, patient, planned);
    }

    private void OpenPoint(string id)
    {
        if (plan is null || !Guid.TryParse(id, out var visit))
            return;
        if (plan.Routes.SelectMany(r => r.Stops).FirstOrDefault(s => s.VisitId == visit) is { } stop)
            Move(visit, stop.Number, stop.Patient, true);
        else if (plan.LeftOut.FirstOrDefault(l => l.VisitId == visit) is { } left)
            Move(visit, left.Number, left.Patient, false);
    }

    public void Dispose()
    {
        Url.Changed -= Reload;
        Pulse.Changed -= Heard;
        gone.Cancel();
        gone.Dispose();
    }
}
