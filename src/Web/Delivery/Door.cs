using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Ui;
using Microsoft.JSInterop;

namespace Homeward.Web.Delivery;

/// <summary>The phone's side of a page at the door: clock, place, signature.</summary>
public sealed class Door(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? module;

    private async Task<IJSObjectReference> Module() =>
        module ??= await js.InvokeAsync<IJSObjectReference>("import", "/js/door.js");

    public async Task Wire() => await (await Module()).InvokeVoidAsync("wire");

    public async Task<Capture> Capture()
    {
        var told = await (await Module()).InvokeAsync<Told>("capture");
        return new(told.DeviceTime.UtcDateTime, told.Latitude, told.Longitude, told.AccuracyMetres);
    }

    /// <summary>The drawn signature as PNG; null when nobody has signed.</summary>
    public async Task<byte[]?> Signature()
    {
        var bytes = await (await Module()).InvokeAsync<byte[]>("signature");
        return bytes.Length == 0 ? null : bytes;
    }

    public async Task ClearSignature() => await (await Module()).InvokeVoidAsync("clearSignature");

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and its module with it.
        }
    }

    private sealed record Told(DateTimeOffset DeviceTime, double? Latitude, double? Longitude, double? AccuracyMetres);
}

/// <summary>States and directions in a crew's words.</summary>
internal static class DoorWords
{
    public static (string Text, Tone Tone) Of(VisitState state) =>
        state switch
        {
            VisitState.Published => ("To do", Tone.Neutral),
            VisitState.EnRoute => ("On the way", Tone.Info),
            VisitState.Arrived => ("At the door", Tone.Accent),
            VisitState.Closed => ("Done", Tone.Good),
            VisitState.Failed => ("Failed", Tone.Bad),
            _ => (Words.Of(state.ToString()), Tone.Muted),
        };

    public static string Window(StopSheet stop) =>
        $"{Say.Time(stop.WindowFrom, stop.TimeZone)} – {Say.Time(stop.WindowTo, stop.TimeZone)}";

    public static string Map(PatientSheet patient) => "geo:0,0?q=" + Uri.EscapeDataString(patient.Address);

    public static string Step(string kind) =>
        kind switch
        {
            Steps.HandOver => "Handed over",
            Steps.Fetch => "Fetched",
            Steps.Depart => "On the way",
            Steps.Arrive => "Arrived",
            Steps.Check => "Checklist answered",
            Steps.Evidence => "Evidence kept",
            Steps.Close => "Closed",
            Steps.Fail => "Failed",
            Steps.Undo => "Undone",
            Steps.Load => "Loaded",
            _ => kind,
        };
}
