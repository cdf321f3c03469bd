namespace Homeward.Routing.Tests.Formats;

/// <summary>Small instances in VRPLIB's form: three clients at 5, 10 and 5 from the depot, the first two on a line.</summary>
internal static class VrpTexts
{
    internal const string Coordinates = """
        NODE_COORD_SECTION
        1 0 0
        2 3 4
        3 6 8
        4 0 5
        """;

    internal const string Demands = """
        DEMAND_SECTION
        1 0
        2 4
        3 5
        4 3
        """;

    internal const string Depot = """
        DEPOT_SECTION
        1
        -1
        EOF
        """;

    internal static string Cvrp(params string[] more) => Of("CVRP", [Demands, .. more]);

    /// <summary>An instance of that type; later parts stand after the headers, before the depot.</summary>
    internal static string Of(string type, params string[] parts) =>
        string.Join('\n', [Head(type, parts), Coordinates, .. parts.Where(IsSection), Depot]);

    /// <summary>A section with a row for each node or vehicle, numbered from 1.</summary>
    internal static string Section(string name, params string[] rows) =>
        $"{name}_SECTION\n{string.Join('\n', rows.Select((row, i) => $"{i + 1} {row}"))}";

    private static string Head(string type, string[] parts) =>
        string.Join(
            '\n',
            [
                "NAME : small",
                $"TYPE : {type}",
                "DIMENSION : 4",
                "EDGE_WEIGHT_TYPE : EUC_2D",
                .. parts.Any(p => p.StartsWith("CAPACITY", StringComparison.Ordinal)) ? [] : new[] { "CAPACITY : 10" },
                .. parts.Where(p => !IsSection(p)),
            ]
        );

    private static bool IsSection(string part) => part.Contains("_SECTION", StringComparison.Ordinal);
}
