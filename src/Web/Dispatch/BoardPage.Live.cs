using Homeward.Journey.Delivery;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Homeward.Web.Dispatch;

/// <summary>The running day: a snapshot, then changes gathered and sent at most once a second.</summary>
public sealed partial class BoardPage
{
    private readonly Lock gathering = new();
    private Dictionary<(Guid, Guid), LiveVan> movedVans = [];
    private IReadOnlyList<StopAtRisk>? atRisk;
    private IDisposable? hearing;
    private ITimer? each;
    private int quietFor;

    [Inject]
    private LiveStream Stream { get; set; } = null!;

    private async Task Listen()
    {
        StopListening();
        if (View is not { } view || view.Date != view.Today)
            return;
        hearing = Stream.Subscribe(view.BranchId, Gather);
        each = Clock.CreateTimer(_ => _ = InvokeAsync(Send), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var day = await Front.Do((LiveDay d) => d.Run(view.BranchId, view.Date, gone.Token));
        if (day.Ok && module is not null)
            await module.InvokeVoidAsync(
                "live",
                new
                {
                    First = true,
                    Now = Now(),
                    Vans = day.Value.Vans.Select(Of),
                    Risk = day.Value.AtRisk.Select(Of),
                }
            );
    }

    private void StopListening()
    {
        hearing?.Dispose();
        each?.Dispose();
        (hearing, each) = (null, null);
    }

    private void Gather(LiveChange change)
    {
        lock (gathering)
        {
            if (change.Van is { } van)
                movedVans[(van.VehicleId, van.PersonId)] = van;
            if (change.AtRisk is { } risk)
                atRisk = risk;
        }
        if (change.Kind == LiveKind.Run)
            _ = InvokeAsync(() =>
            {
                beat++;
                StateHasChanged();
            });
    }

    private async Task Send()
    {
        Dictionary<(Guid, Guid), LiveVan> vans;
        IReadOnlyList<StopAtRisk>? risk;
        lock (gathering)
        {
            (vans, risk) = (movedVans, atRisk);
            (movedVans, atRisk) = ([], null);
        }
        // Without news the browser's own clock carries on, and is put right now and then.
        if ((vans.Count == 0 && risk is null && ++quietFor < 5) || module is null || gone.IsCancellationRequested)
            return;
        quietFor = 0;
        await module.InvokeVoidAsync(
            "live",
            new
            {
                Now = Now(),
                Vans = vans.Values.Select(Of),
                Risk = risk?.Select(Of),
            }
        );
    }

    private long Now() => BoardSheet.Unix(Clock.GetUtcNow().UtcDateTime);

    private VanNow Of(LiveVan van) =>
        new(
            sheet?.IdOf(van.VehicleId, van.PersonId) ?? van.VehicleId.ToString(),
            van.Van,
            van.Fix?.Latitude,
            van.Fix?.Longitude,
            van.Fix?.BearingDegrees,
            van.LostSignal,
            van.DriftMinutes,
            [
                .. van.Remaining.Select(s => new EtaNow(
                    s.VisitId,
                    BoardSheet.Unix(s.StartsAt),
                    BoardSheet.Unix(s.EtaEarly),
                    BoardSheet.Unix(s.EtaLate),
                    s.MinutesLate
                )),
            ]
        );

    private static RiskNow Of(StopAtRisk stop) =>
        new(
            stop.VisitId,
            stop.Number,
            stop.Patient,
            stop.Van,
            stop.LifeSustaining,
            BoardSheet.Unix(stop.WindowTo),
            BoardSheet.Unix(stop.Eta),
            stop.MinutesLate,
            stop.LateProbability
        );
}
