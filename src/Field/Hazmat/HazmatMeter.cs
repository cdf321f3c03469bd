using System.Globalization;
using System.Text.Json.Serialization;

namespace Homeward.Field.Hazmat;

/// <summary>What the law asks of a van with this load. Ordered from least to most. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HazmatState>))]
public enum HazmatState
{
    /// <summary>No hazardous material on board.</summary>
    None,

    /// <summary>Materials of Trade: no shipping paper is asked for, the driver knows the material (49 CFR 173.6).</summary>
    MaterialsOfTrade,

    /// <summary>Shipping paper, emergency information, marks and labels, trained driver (49 CFR 172).</summary>
    FullPapers,

    /// <summary>Placards too, and a commercial licence with hazmat endorsement (49 CFR 172.504, 383).</summary>
    Placarded,
}

/// <summary>A hazardous material as a shipping paper names it (49 CFR 172.101).</summary>
/// <param name="UnNumber">As in "UN1072".</param>
/// <param name="ShippingName">Proper shipping name.</param>
/// <param name="HazardClass">Class and subsidiary, as in "2.2 (5.1)".</param>
/// <param name="IsRefrigeratedLiquid">True for liquid oxygen.</param>
public sealed record HazmatMaterial(
    string UnNumber,
    string ShippingName,
    string HazardClass,
    bool IsRefrigeratedLiquid = false
)
{
    /// <summary>Oxygen, compressed.</summary>
    public static HazmatMaterial OxygenCompressed { get; } = new("UN1072", "Oxygen, compressed", "2.2 (5.1)");

    /// <summary>Oxygen, refrigerated liquid.</summary>
    public static HazmatMaterial OxygenLiquid { get; } =
        new("UN1073", "Oxygen, refrigerated liquid", "2.2 (5.1)", true);

    /// <summary>"UN1072, Oxygen, compressed, 2.2 (5.1)": the basic description in the order of 49 CFR 172.202.</summary>
    [JsonIgnore]
    public string Description => $"{UnNumber}, {ShippingName}, {HazardClass}";
}

/// <summary>A kind of package: a cylinder size or a reservoir.</summary>
/// <param name="Code">As in "E" or "D".</param>
/// <param name="Material">What is inside.</param>
/// <param name="GrossFull">Mass full, packing included. Positive.</param>
/// <param name="GrossEmpty">Mass empty: it still counts, residue is hazardous material (49 CFR 173.29). Positive.</param>
public sealed record CylinderKind(string Code, HazmatMaterial Material, Mass GrossFull, Mass GrossEmpty);

/// <summary>So many cylinders of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Full">Full ones; a change may be negative.</param>
/// <param name="Empty">Empty ones; a change may be negative.</param>
public sealed record CylinderCount(CylinderKind Kind, int Full, int Empty);

/// <summary>The limits; data, since the trade's readings differ.</summary>
public sealed record HazmatLimits
{
    /// <summary>
    /// 220 lb each and 440 lb together (49 CFR 173.6; PHMSA letter 17-0027), placards from 1,001 lb (172.504 table 2).
    /// </summary>
    public static HazmatLimits Default { get; } = new();

    /// <summary>Heaviest single package under Materials of Trade. Default 220 lb; the law says 100 kg, a little more.</summary>
    public Mass Each { get; init; } = Mass.FromPounds(220);

    /// <summary>Heaviest total under Materials of Trade. Default 440 lb; the law says 200 kg, a little more.</summary>
    public Mass MaterialsOfTrade { get; init; } = Mass.FromPounds(440);

    /// <summary>Total from which placards are needed. Default 1,001 lb.</summary>
    public Mass Placards { get; init; } = Mass.FromPounds(1001);

    /// <summary>
    /// True when this tenant uses the Materials of Trade exception for patients' oxygen, as PHMSA's letter allows; some
    /// advisers disagree. Default true.
    /// </summary>
    public bool UseMaterialsOfTrade { get; init; } = true;

    /// <summary>True when liquid oxygen may come under it too. Default false, the careful reading.</summary>
    public bool LiquidIsMaterialsOfTrade { get; init; }
}

/// <summary>The van between two stops.</summary>
/// <param name="Leg">0 from the depot to the first stop, 1 after the first stop, and so on.</param>
/// <param name="Gross">Gross of all cylinders on board, empties included.</param>
/// <param name="Heaviest">The heaviest single package on board.</param>
/// <param name="State">What the law asks.</param>
/// <param name="Sentence">The same in words for the driver.</param>
/// <param name="OnBoard">What is on board, a line a kind, none with zero.</param>
public sealed record HazmatLeg(
    int Leg,
    Mass Gross,
    Mass Heaviest,
    HazmatState State,
    string Sentence,
    IReadOnlyList<CylinderCount> OnBoard
);

/// <summary>The running gross of cylinders on a route. Pure. Thread safe.</summary>
public static class HazmatMeter
{
    /// <summary>Judges one load.</summary>
    /// <param name="gross">Gross of all cylinders, empties included. Not negative.</param>
    /// <param name="heaviest">The heaviest single package.</param>
    /// <param name="hasLiquid">True when liquid oxygen is on board.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="ArgumentNullException">The limits are null.</exception>
    public static HazmatState StateOf(Mass gross, Mass heaviest, bool hasLiquid, HazmatLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return gross.Grams <= 0 ? HazmatState.None
            : gross >= limits.Placards ? HazmatState.Placarded
            : limits.UseMaterialsOfTrade
            && gross <= limits.MaterialsOfTrade
            && heaviest <= limits.Each
            && (!hasLiquid || limits.LiquidIsMaterialsOfTrade)
                ? HazmatState.MaterialsOfTrade
            : HazmatState.FullPapers;
    }

    /// <summary>Every leg of a route, one more than it has stops.</summary>
    /// <param name="loaded">On board at the start.</param>
    /// <param name="stops">
    /// Change at each stop in order: full cylinders out are negative, empties in are positive. A stop without cylinders
    /// is an empty list.
    /// </param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="ArgumentException">A change takes more of a kind than is on board.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyList<HazmatLeg> Legs(
        IReadOnlyList<CylinderCount> loaded,
        IReadOnlyList<IReadOnlyList<CylinderCount>> stops,
        HazmatLimits limits
    )
    {
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(stops);
        ArgumentNullException.ThrowIfNull(limits);
        var aboard = new Dictionary<CylinderKind, (int Full, int Empty)>();
        var legs = new List<HazmatLeg>(stops.Count + 1);
        Apply(aboard, loaded, 0);
        legs.Add(Leg(0, aboard, limits));
        for (var i = 0; i < stops.Count; i++)
        {
            Apply(aboard, stops[i], i + 1);
            legs.Add(Leg(i + 1, aboard, limits));
        }
        return legs;
    }

    /// <summary>
    /// Lines of a shipping paper for what is on board: number and type of packages, basic description, gross, and
    /// "RESIDUE: LAST CONTAINED" for empties (49 CFR 172.201 to 172.203). Sorted by kind.
    /// </summary>
    /// <exception cref="ArgumentNullException">The load is null.</exception>
    public static IReadOnlyList<string> ShippingLines(IReadOnlyList<CylinderCount> onBoard)
    {
        ArgumentNullException.ThrowIfNull(onBoard);
        var lines = new List<string>();
        foreach (
            var count in onBoard
                .OrderBy(c => c.Kind.Material.UnNumber, StringComparer.Ordinal)
                .ThenBy(c => c.Kind.Code, StringComparer.Ordinal)
        )
        {
            if (count.Full > 0)
            {
                lines.Add(Line(count.Full, count.Kind, count.Kind.GrossFull, ""));
            }
            if (count.Empty > 0)
            {
                lines.Add(Line(count.Empty, count.Kind, count.Kind.GrossEmpty, "RESIDUE: LAST CONTAINED "));
            }
        }
        return lines;
    }

    private static string Line(int number, CylinderKind kind, Mass each, string before)
    {
        var packages = kind.Material.IsRefrigeratedLiquid ? "reservoir" : "cylinder";
        var plural = number == 1 ? "" : "s";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{number} {packages}{plural} {kind.Code}, {before}{kind.Material.Description}, {(each * number).Pounds:0.#} lb gross"
        );
    }

    private static void Apply(
        Dictionary<CylinderKind, (int Full, int Empty)> aboard,
        IReadOnlyList<CylinderCount> changes,
        int leg
    )
    {
        foreach (var change in changes)
        {
            var now = aboard.GetValueOrDefault(change.Kind);
            now = (checked(now.Full + change.Full), checked(now.Empty + change.Empty));
            if (now.Full < 0 || now.Empty < 0)
            {
                throw new ArgumentException(
                    $"Leg {leg} takes more {change.Kind.Code} cylinders off than are on board."
                );
            }
            aboard[change.Kind] = now;
        }
    }

    private static HazmatLeg Leg(int leg, Dictionary<CylinderKind, (int Full, int Empty)> aboard, HazmatLimits limits)
    {
        var gross = Mass.Zero;
        var heaviest = Mass.Zero;
        var liquid = false;
        var counts = new List<CylinderCount>();
        foreach (var (kind, (full, empty)) in aboard.Where(a => a.Value is not (0, 0)))
        {
            gross = gross + kind.GrossFull * full + kind.GrossEmpty * empty;
            var one = full > 0 ? kind.GrossFull : kind.GrossEmpty;
            heaviest = one > heaviest ? one : heaviest;
            liquid |= kind.Material.IsRefrigeratedLiquid;
            counts.Add(new(kind, full, empty));
        }
        var state = StateOf(gross, heaviest, liquid, limits);
        return new(leg, gross, heaviest, state, Sentence(state, gross, heaviest, liquid, limits), counts);
    }

    private static string Sentence(HazmatState state, Mass gross, Mass heaviest, bool liquid, HazmatLimits limits) =>
        state switch
        {
            HazmatState.None => "No cylinders on board.",
            HazmatState.MaterialsOfTrade =>
                $"{gross} of cylinders, within {limits.MaterialsOfTrade}: Materials of Trade. Keep them secured, valves protected.",
            HazmatState.Placarded =>
                $"{gross} of cylinders, {limits.Placards} or more: placards, and a driver with CDL and hazmat endorsement.",
            _ =>
                $"{gross} of cylinders{Why(gross, heaviest, liquid, limits)}: shipping paper within reach, trained driver.",
        };

    private static string Why(Mass gross, Mass heaviest, bool liquid, HazmatLimits limits) =>
        gross > limits.MaterialsOfTrade ? $", above {limits.MaterialsOfTrade}"
        : heaviest > limits.Each ? $", one above {limits.Each}"
        : liquid && !limits.LiquidIsMaterialsOfTrade ? ", liquid oxygen among them"
        : "";
}
