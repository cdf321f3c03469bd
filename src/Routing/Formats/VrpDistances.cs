using System.Runtime.CompilerServices;

namespace Homeward.Routing.Formats;

/// <summary>Where an instance's distances come from.</summary>
internal interface IVrpDistances
{
    /// <summary>The distances from a node to every node, in the instance's units.</summary>
    void From(int node, Span<double> distances);
}

/// <summary>Straight lines on a plane.</summary>
/// <param name="X">Coordinates, by node.</param>
/// <param name="Y">Coordinates, by node.</param>
/// <param name="Whole">How each line is made whole before anything else: EUC_2D leaves it to the instance's convention.</param>
internal sealed record Straight(double[] X, double[] Y, Func<double, double>? Whole = null) : IVrpDistances
{
    // A thousand nodes have a million distances: worth compiling well at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void From(int node, Span<double> distances)
    {
        var (x, y) = (X[node], Y[node]);
        for (var i = 0; i < distances.Length; i++)
        {
            var (dx, dy) = (X[i] - x, Y[i] - y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            distances[i] = Whole is null ? length : Whole(length);
        }
    }
}

/// <summary>A table in the file.</summary>
/// <param name="Nodes">How many nodes it is for.</param>
/// <param name="Values">Row by row.</param>
internal sealed record Table(int Nodes, double[] Values) : IVrpDistances
{
    public void From(int node, Span<double> distances) => Values.AsSpan(node * Nodes, Nodes).CopyTo(distances);

    /// <summary>Reads an EDGE_WEIGHT_SECTION.</summary>
    internal static Table Read(VrpText text, int nodes)
    {
        var format = text.Header("EDGE_WEIGHT_FORMAT") ?? throw new InstanceFormatException(Missing);
        var rows =
            text.Section("EDGE_WEIGHT_SECTION")
            ?? throw new InstanceFormatException("EDGE_WEIGHT_TYPE is EXPLICIT, and there is no EDGE_WEIGHT_SECTION.");

        // Eilon's instances in CVRPLIB say LOWER_ROW and are written column by column; PyVRP's vrplib found out.
        if (format == "LOWER_ROW" && text.Header("COMMENT")?.Contains("Eilon", StringComparison.Ordinal) == true)
        {
            format = "LOWER_COL";
        }

        var (cells, count) = Cells(format, nodes, text.HeaderLine("EDGE_WEIGHT_FORMAT"));
        var given = rows.Sum(r => (long)r.Fields.Length);
        if (given != count)
        {
            throw new InstanceFormatException(
                $"EDGE_WEIGHT_SECTION has {given} numbers, and {format} of {nodes} nodes has {count}.",
                text.SectionLine("EDGE_WEIGHT_SECTION")
            );
        }

        var table = new double[nodes * nodes];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Fields.Length && cells.MoveNext(); i++)
            {
                var (from, to) = cells.Current;
                var weight = row.Number(i, 0, VrpText.Most, "edge weight");
                table[(from * nodes) + to] = weight;
                if (format != "FULL_MATRIX")
                {
                    table[(to * nodes) + from] = weight;
                }
            }
        }

        return new Table(nodes, table);
    }

    private const string Missing =
        "EDGE_WEIGHT_TYPE is EXPLICIT, and there is no EDGE_WEIGHT_FORMAT to say how the section is laid out.";

    /// <summary>The cells of a matrix in the order in which a format writes them, and how many.</summary>
    private static (IEnumerator<(int From, int To)> Cells, long Count) Cells(string format, int n, int line) =>
        format switch
        {
            "FULL_MATRIX" => (Walk(n, _ => (0, n)), (long)n * n),

            // A symmetric matrix: a triangle by columns is the other triangle by rows.
            "LOWER_ROW" or "UPPER_COL" => (Walk(n, i => (0, i)), (long)n * (n - 1) / 2),
            "LOWER_DIAG_ROW" or "UPPER_DIAG_COL" => (Walk(n, i => (0, i + 1)), (long)n * (n + 1) / 2),
            "UPPER_ROW" or "LOWER_COL" => (Walk(n, i => (i + 1, n)), (long)n * (n - 1) / 2),
            "UPPER_DIAG_ROW" or "LOWER_DIAG_COL" => (Walk(n, i => (i, n)), (long)n * (n + 1) / 2),
            _ => throw new InstanceFormatException(
                $"EDGE_WEIGHT_FORMAT '{VrpText.Short(format)}' is not understood; use FULL_MATRIX or a LOWER_ or UPPER_ triangle.",
                line
            ),
        };

    private static IEnumerator<(int From, int To)> Walk(int n, Func<int, (int First, int Last)> span)
    {
        for (var i = 0; i < n; i++)
        {
            var (first, end) = span(i);
            for (var j = first; j < end; j++)
            {
                yield return (i, j);
            }
        }
    }
}
