namespace Homeward.Routing.Formats;

/// <summary>
/// Benchmark instances and solutions in the VRPLIB format, in PyVRP's dialect: CVRP, VRPTW, several depots, mixed fleets,
/// site-dependent vehicles, trips with release times, backhauls, prizes.
/// </summary>
/// <remarks>
/// What a section says is planned, or the file is refused: a header or section that is not understood is never passed over,
/// because a dropped constraint makes a plan that looks good and is not. See <c>docs/vrplib.md</c> for the conventions.
/// </remarks>
public static class VrpLib
{
    /// <summary>Reads an instance.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="rounding">How distances become whole numbers; null: as usual for the instance's type.</param>
    /// <exception cref="InstanceFormatException">The text is not in the format; the message says where and what.</exception>
    public static VrpInstance Read(string text, VrpRounding? rounding = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(new StringReader(text), rounding);
    }

    /// <inheritdoc cref="Read(string, VrpRounding?)"/>
    /// <param name="reader">Reads the file's text; it is read to its end, and not closed.</param>
    /// <param name="rounding">How distances become whole numbers; null: as usual for the instance's type.</param>
    public static VrpInstance Read(TextReader reader, VrpRounding? rounding = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return VrpProblem.Build(new VrpReader(new VrpText(reader)).Read(), rounding);
    }

    /// <summary>
    /// Writes a plan as a solution file: <c>Route #1: 3 5 8</c> for each vehicle used, a 0 for a reload, and
    /// <c>Cost 827.3</c>. Where <see cref="VrpInstance.VehiclesDiffer"/> a route has its vehicle's number, and vehicles that
    /// are not used have empty routes.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The plan is not of this instance.</exception>
    public static string WriteSolution(VrpInstance instance, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(plan);
        return VrpSolutionText.Write(instance, plan);
    }

    /// <summary>Reads a solution file: routes and the cost it states.</summary>
    /// <exception cref="InstanceFormatException">A line is not understood, or names a client or vehicle that is not there, or one twice.</exception>
    public static VrpSolution ReadSolution(VrpInstance instance, string text)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(text);
        return VrpSolutionText.Read(instance, text);
    }
}
