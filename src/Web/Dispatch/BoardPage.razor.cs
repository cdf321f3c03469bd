using System.Globalization;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Homeward.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Homeward.Web.Dispatch;

internal enum BoardAside
{
    None,
    Versions,
}

/// <summary>
/// The dispatcher's board. The browser's module draws the panes from a sheet (<see cref="BoardSheet"/>) told once and then lane by
/// lane; this component draws what stands round them, and asks the use cases for whatever the module wants judged or done.
/// </summary>
public sealed partial class BoardPage
{
    private static readonly string[] Read = ["branch", "date", "v"];
    private static readonly string[] Filters = ["q", "urgency", "why", "papers", "tab"];

    private readonly CancellationTokenSource gone = new();
    private ElementReference root;
    private DotNetObjectReference<BoardPage>? self;
    private IJSObjectReference? module;
    private IReadOnlyList<PlanBranch>? branches;
    private IReadOnlyList<ZoneRow> zones = [];
    private PlanBranch? branch;
    private BoardSheet? sheet;
    private BoardSheet? told;
    private PlanView? publishing;
    private bool papers;
    private bool resting;
    private DateOnly date;
    private string shown = "";
    private string me = "";
    private List<Problem> problems = [];
    private BoardAside aside;
    private Guid? runId;
    private Guid? relaxing;
    private BoardLane? calling;
    private int beat;
    private bool mayWrite;
    private bool mayPublish;
    private bool loading = true;
    private bool failed;
    private bool quiet;
    private bool keys;

    [Inject]
    private Front Front { get; set; } = null!;

    [Inject]
    private UrlState Url { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private Pulse Pulse { get; set; } = null!;

    private BoardView? View => sheet?.View;

    private Guid[] Picked =>
        [
            .. (Url.Get("sel") ?? "")
                .Split('~')
                .Select(s => Guid.TryParse(s, out var id) ? id : default)
                .Where(i => i != default),
        ];

    protected override async Task OnInitializedAsync()
    {
        // The module is fetched while the day is read.
        var fetched = Js.InvokeAsync<IJSObjectReference>("import", "/js/board/board.js");
        Url.Changed += Moved;
        Pulse.Changed += Heard;
        var who = await Front.Who();
        (mayWrite, mayPublish, me) = (who.Can(May.WritePlan), who.Can(May.PublishPlan), who.Name);
        branches = await Front.Do((PlanBranches b) => b.Run(gone.Token));
        module = await fetched;
        await Load();
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => Tell();

    /// <summary>Gives the browser the sheet: whole when it is another day, else what differs from the one told before.</summary>
    private async Task Tell()
    {
        if (module is null || sheet is null || ReferenceEquals(told, sheet))
            return;
        var before = told;
        told = sheet;
        if (before is null || before.View.BranchId != sheet.View.BranchId || before.View.Date != sheet.View.Date)
        {
            self ??= DotNetObjectReference.Create(this);
            await module.InvokeVoidAsync("open", root, self, sheet.Whole, Preferences());
            await Listen();
        }
        else if (sheet.Since(before, By(before)) is { } delta)
        {
            await module.InvokeVoidAsync("apply", delta);
        }
    }

    private object Preferences() =>
        new
        {
            Selected = Picked,
            Filters = Filters.ToDictionary(f => f, f => Url.Get(f) ?? ""),
            Names = new
            {
                Urgencies = Enum.GetValues<Urgency>().ToDictionary(u => u.ToString(), DispatchWords.Urgency),
            },
        };

    private void Moved() =>
        _ = InvokeAsync(async () =>
        {
            // Filters and selection are the module's; only another day is read anew.
            if (gone.IsCancellationRequested || shown == Address())
                return;
            await Load();
            StateHasChanged();
        });

    private string Address() => string.Join('|', Read.Select(key => Url.Get(key)));

    private async Task Load()
    {
        (loading, failed, problems, shown, quiet) = (true, false, [], Address(), false);
        branch = branches?.FirstOrDefault(b => b.Id.ToString() == Url.Get("branch")) ?? branches?.FirstOrDefault();
        if (branch is not null)
        {
            date = DateOnly.TryParse(Url.Get("date"), CultureInfo.InvariantCulture, out var asked)
                ? asked
                : branch.Today;
            try
            {
                zones = (await Front.Do((FindZones z) => z.Run(branch.Id, new(1, 200), gone.Token))).Items;
                await ReadSheet();
                runId = View?.RunId;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                (failed, sheet) = (true, null);
            }
        }
        loading = false;
    }

    private Task Again() => Load();

    private async Task ReadSheet()
    {
        int? version = int.TryParse(Url.Get("v"), CultureInfo.InvariantCulture, out var v) ? v : null;
        var view = await Front.Do((ShowBoard b) => b.Run(branch!.Id, date, version, gone.Token));
        sheet = view is null ? null : new BoardSheet(view, mayWrite, zones);
        if (sheet is not null)
            Keep(sheet);
        else
            told = null;
    }

    private static readonly HashSet<string> Topics =
    [
        nameof(Plan),
        nameof(Visit),
        nameof(VisitLock),
        nameof(RouteLock),
        nameof(PlanRun),
    ];

    private void Heard(IReadOnlySet<string> topics)
    {
        if (topics.Overlaps(Topics))
            _ = InvokeAsync(() => Refresh());
    }

    private Task? reading;
    private bool more;

    /// <summary>Reads the day again and tells the browser what differs. Asked for while it reads, it reads once more.</summary>
    private Task Refresh()
    {
        if (reading is { IsCompleted: false })
        {
            more = true;
            return reading;
        }
        return reading = Run();

        async Task Run()
        {
            do
            {
                more = false;
                if (gone.IsCancellationRequested || branch is null)
                    return;
                try
                {
                    await ReadSheet();
                    // Before the page's own parts: who made the change is answered when the browser has it.
                    if (told is not null)
                        await Tell();
                }
                catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException)
                {
                    return;
                }
                beat++;
                runId ??= View?.RunId;
                StateHasChanged();
            } while (more);
        }
    }

    private Task Go(int days) => Go(("date", date.AddDays(days)), ("v", null), ("sel", null));

    private Task Go(params (string Key, object? Value)[] changes) => Url.Set(changes);

    private void Aside(BoardAside which) => aside = aside == which ? BoardAside.None : which;

    private async Task Publish()
    {
        if (View?.Plan is { } plan)
            publishing = await Front.Do((FindPlans f) => f.Run(plan.PlanId, gone.Token));
    }

    private Task GiveOut()
    {
        papers = false;
        return Publish();
    }

    private async Task Went(Published published)
    {
        publishing = null;
        Toasts.Good($"{Say.Count(published.Gone, "visit")} published as plan v{published.VersionNo}");
        await Refresh();
    }

    private async Task Restored(PlanMade made)
    {
        Toasts.Good($"v{made.VersionNo} saved");
        await Go(("v", null));
        await Refresh();
    }

    private async Task RunEnded(string? words)
    {
        runId = null;
        if (words is not null)
            Toasts.Good(words);
        await Refresh();
    }

    private async Task Done(string words)
    {
        (relaxing, calling) = (null, null);
        Toasts.Good(words);
        await Refresh();
    }

    public async ValueTask DisposeAsync()
    {
        Url.Changed -= Moved;
        Pulse.Changed -= Heard;
        await gone.CancelAsync();
        StopListening();
        self?.Dispose();
        gone.Dispose();
        if (module is null)
            return;
        try
        {
            await module.InvokeVoidAsync("close");
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and the board with it.
        }
    }
}
