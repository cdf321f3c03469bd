using Homeward.Journey.Stock;

namespace Homeward.Journey.Retrieval;

/// <summary>A return stands where its unit stands: one life, read twice.</summary>
public static class ReturnLife
{
    public static ReturnState Of(UnitState unit) =>
        unit switch
        {
            UnitState.Dirty => ReturnState.Dirty,
            UnitState.Cleaning => ReturnState.Cleaning,
            UnitState.Cleaned => ReturnState.Cleaned,
            UnitState.Inspecting => ReturnState.Inspecting,
            UnitState.Quarantined => ReturnState.Quarantined,
            UnitState.InRepair => ReturnState.InRepair,
            UnitState.Available => ReturnState.Shelved,
            UnitState.Scrapped => ReturnState.Scrapped,
            UnitState.Lost => ReturnState.Lost,
            _ => throw new InvalidOperationException($"A unit that is {unit} has no return."),
        };

    public static bool IsOpen(ReturnState state) =>
        state is not (ReturnState.Shelved or ReturnState.Scrapped or ReturnState.Lost);
}

/// <summary>What is cleaned and what is tested, by the item's family. Each point is done, or the act is refused.</summary>
public static class CarePoints
{
    public static IReadOnlyList<string> Cleaning(string family) =>
        family switch
        {
            "oxygen" =>
            [
                "Outside wiped with disinfectant, contact time kept",
                "Cabinet and intake filters replaced or washed",
                "Tubing and humidifier thrown away",
            ],
            "cpap" or "ventilator" or "respiratory" =>
            [
                "Outside wiped with disinfectant, contact time kept",
                "Filters replaced",
                "Patient tubing, mask and chamber thrown away",
            ],
            "bed" =>
            [
                "Frame, rails and pendant washed and disinfected",
                "Mattress cover disinfected, seams looked at",
                "Wheels and brakes cleaned",
            ],
            _ => ["All surfaces washed and disinfected, contact time kept"],
        };

    public static IReadOnlyList<string> Function(string family) =>
        family switch
        {
            "oxygen" =>
            [
                "Oxygen concentration within the maker's limit at rated flow",
                "Flow matches the setting",
                "Power-fail and low-oxygen alarms sound",
            ],
            "cpap" or "ventilator" or "respiratory" =>
            [
                "Pressure within the maker's limit",
                "Alarms sound",
                "Power cord and battery sound",
            ],
            "bed" => ["All motors run through their travel", "Rails lock", "Brakes hold", "Cord and pendant undamaged"],
            "mobility" or "lift" => ["Brakes hold", "Frame and joints sound", "Wheels and tips sound"],
            _ => ["Works as the maker describes", "No damage that can hurt"],
        };
}
