using Homeward.Journey.Stock;
using Homeward.Web.Ui;

namespace Homeward.Web.Stock;

/// <summary>How a unit's state looks: the word is the state's own, the tone repeats it.</summary>
public static class StockLook
{
    public static Tone Of(UnitState? state) =>
        state switch
        {
            UnitState.Available => Tone.Good,
            UnitState.Reserved or UnitState.OnVan or UnitState.InTransfer => Tone.Info,
            UnitState.Dirty or UnitState.Cleaning or UnitState.Cleaned or UnitState.Inspecting => Tone.Warn,
            UnitState.Quarantined or UnitState.InRepair or UnitState.Lost => Tone.Bad,
            UnitState.Scrapped or UnitState.Sold => Tone.Muted,
            _ => Tone.Neutral,
        };
}
