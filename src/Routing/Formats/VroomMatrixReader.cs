using System.Text.Json;

namespace Homeward.Routing.Formats;

/// <summary>Reads <c>matrices</c>, and the old <c>matrix</c>: durations for the profile <c>car</c>.</summary>
internal static class VroomMatrixReader
{
    internal static Dictionary<string, VroomMatrices> Read(VroomNode root)
    {
        var all = new Dictionary<string, VroomMatrices>(StringComparer.Ordinal);
        if (root.Get("matrices") is { } matrices)
        {
            foreach (var profile in matrices.Object("matrices").Value.EnumerateObject())
            {
                var node = new VroomNode(profile.Value, $"{matrices.Path}.{profile.Name}");
                if (node.IsObject)
                {
                    all[profile.Name] = new VroomMatrices(
                        Matrix(node.Get("durations")),
                        Matrix(node.Get("distances")),
                        Matrix(node.Get("costs"))
                    );
                }
            }
        }
        else if (root.Get("matrix") is { } old)
        {
            all["car"] = new VroomMatrices(Matrix(old), null, null);
        }

        return all;
    }

    private static VroomMatrix? Matrix(VroomNode? given)
    {
        if (given is not { } node)
        {
            return null;
        }

        var rows = node.Array("A matrix");
        var size = rows.GetArrayLength();
        if (size == 0)
        {
            throw node.Fault("The matrix is empty.");
        }

        // Each row is measured before room is made: a row is as long as there are rows, and both were in the JSON.
        var i = 0;
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != size)
            {
                throw new VroomFormatException(
                    $"{node.Path}[{i}]",
                    $"A row must be an array of {size}, as the rows are."
                );
            }

            i++;
        }

        var values = new uint[size * size];
        var at = 0;
        foreach (var row in rows.EnumerateArray())
        {
            foreach (var cell in row.EnumerateArray())
            {
                if (cell.ValueKind != JsonValueKind.Number || !cell.TryGetUInt32(out values[at]))
                {
                    throw new VroomNode(cell, $"{node.Path}[{at / size}][{at % size}]").Fault(
                        "A matrix holds whole numbers from 0 to 4294967295."
                    );
                }

                at++;
            }
        }

        return new VroomMatrix(size, values, node.Path);
    }
}
