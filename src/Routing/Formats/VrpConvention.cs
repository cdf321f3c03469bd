namespace Homeward.Routing.Formats;

/// <summary>
/// How a set of instances counts. Found by adding up the published solutions in each way until the stated cost came out;
/// <c>docs/vrplib.md</c> has the table.
/// </summary>
/// <param name="Rounding">How distances become whole numbers.</param>
/// <param name="Money">How many cents are 1.0 of distance times unit cost, of a fixed cost, or of a prize.</param>
/// <param name="Units">How many cents are 1.0 of the cost that solution files state.</param>
internal sealed record VrpConvention(VrpRounding Rounding, int Money, int Units)
{
    /// <summary>How many metres are a distance of 1.0.</summary>
    internal int Scale =>
        Rounding switch
        {
            VrpRounding.Nearest => 1,
            VrpRounding.Tenths => 10,
            _ => 1000,
        };

    internal static VrpConvention For(string type, bool windows, VrpRounding? wanted)
    {
        var usual = type.ToUpperInvariant() switch
        {
            "VRPTW" => new VrpConvention(VrpRounding.Tenths, 10, 10),
            "PCVRPTW" or "MTVRPTWR" => new VrpConvention(VrpRounding.Tenths, 10, 1),
            "MDVRPTW" or "SDVRPTW" => new VrpConvention(VrpRounding.Thousandths, 1000, 1),

            // Unit and fixed costs are hundredths of the published cost. Cents a hundred times finer keep the rounding of
            // each route out of sight, and the dearest vehicle within the most a vehicle may cost.
            "HFVRP" => new VrpConvention(VrpRounding.Thousandths, 100, 10_000),
            _ when windows => new VrpConvention(VrpRounding.Tenths, 10, 10),
            _ => new VrpConvention(VrpRounding.Nearest, 1, 1),
        };
        if (wanted is not { } rounding || rounding == usual.Rounding)
        {
            return usual;
        }

        var scale = new VrpConvention(rounding, 1, 1).Scale;
        return new VrpConvention(rounding, scale, scale);
    }

    /// <summary>A distance in metres; too far for a matrix stays too far.</summary>
    internal int Metres(double distance)
    {
        var scaled = distance * Scale;
        return scaled > int.MaxValue / 2
            ? int.MaxValue
            : (int)Math.Floor(Rounding == VrpRounding.Tenths ? scaled : scaled + 0.5);
    }
}
