namespace Homeward.Routing.Formats;

/// <summary>
/// VROOM's times, which may count from 1970, in a problem's four days. The problem's origin is VROOM's, if the days are
/// long enough; or else the earliest start written, and half of what is left of the days before it.
/// </summary>
internal sealed class VroomHours
{
    internal VroomHours(VroomInput input)
    {
        List<VroomWindow> written =
        [
            .. input.Vehicles.Select(v => v.Window).OfType<VroomWindow>(),
            .. input.Vehicles.SelectMany(v => v.Breaks).Select(b => b.Window),
            .. input.Tasks.SelectMany(t => t.Windows),
        ];
        written = [.. written.Where(w => w.Says)];
        if (written.Count > 0)
        {
            long first = written.Min(w => w.Start);
            long last = written.Max(w => w.Ends ? w.End : w.Start);
            var spare = Math.Clamp((Seconds.Horizon.Value - (last - first)) / 2, 0, first);
            Origin = last <= Seconds.Horizon.Value ? 0 : first - spare;
        }

        foreach (var w in written.Where(w => (w.Ends ? w.End : w.Start) - Origin > Seconds.Horizon.Value))
        {
            throw new VroomFormatException(
                w.Path,
                $"[{w.Start}, {w.End}] goes on for more than four days after {Origin}, which is all that can be planned."
            );
        }
    }

    internal long Origin { get; }

    /// <summary>A window without an end lasts as long as can be planned.</summary>
    internal TimeWindow Of(VroomWindow? window) =>
        window is not { Says: true }
            ? new TimeWindow(Seconds.Zero, Seconds.Horizon)
            : new TimeWindow(
                new Seconds((int)(window.Start - Origin)),
                window.Ends ? new Seconds((int)(window.End - Origin)) : Seconds.Horizon
            );
}
