using System.Globalization;

namespace Homeward.App.Tests.Live;

/// <summary>How a simulated day ended.</summary>
/// <param name="OnTime">Reached within the window promised.</param>
/// <param name="NotReached">No crew came that day.</param>
/// <param name="Retold">Announced starts that the plan moved by more than half an hour.</param>
/// <param name="Broken">Windows promised that were not kept, for whatever reason.</param>
/// <param name="StatMinutes">From each urgent request to the door, those reached.</param>
public sealed record DayReport(
    int Visits,
    int OnTime,
    int NotReached,
    int NobodyHome,
    int Retold,
    int Broken,
    int Replans,
    int StatsInTime,
    IReadOnlyList<double> StatMinutes,
    int Calls
)
{
    public double Rate => (double)OnTime / Visits;

    public string Say(string name) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Visits} visits, on time {Rate:P1}, promise breaks {Broken} (no crew came: {NotReached}), told another time {Retold}, replans {Replans}, STATs in time {StatsInTime}, median {Median:0} min, nobody home {NobodyHome}, API calls {Calls}"
        );

    private double Median => StatMinutes.Count == 0 ? 0 : StatMinutes.Order().ElementAt(StatMinutes.Count / 2);
}
