namespace Homeward.Routing.Formats;

/// <summary>
/// Solomon's and Homberger's instances in their first form: a name, a VEHICLE table (number, capacity), and a CUSTOMER table
/// (number, x, y, demand, ready time, due date, service time), the depot first as customer 0.
/// </summary>
public static class SolomonText
{
    /// <summary>Reads an instance; solutions are those of <see cref="VrpLib"/>.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="rounding">How distances become whole numbers; null: cut off after one decimal, as for VRPTW.</param>
    /// <exception cref="InstanceFormatException">The text is not in the format; the message says where and what.</exception>
    public static VrpInstance Read(string text, VrpRounding? rounding = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(new StringReader(text), rounding);
    }

    /// <inheritdoc cref="Read(string, VrpRounding?)"/>
    /// <param name="reader">Reads the file's text; it is read to its end, and not closed.</param>
    /// <param name="rounding">How distances become whole numbers; null: cut off after one decimal, as for VRPTW.</param>
    public static VrpInstance Read(TextReader reader, VrpRounding? rounding = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (name, fleet, rows) = Tables(reader);
        if (fleet is not { } f)
        {
            throw new InstanceFormatException(
                "the VEHICLE table is missing: it has the number of vehicles and their capacity."
            );
        }

        if (rows.Count < 2)
        {
            throw new InstanceFormatException("the CUSTOMER table is missing, or has no customer after the depot.");
        }

        var n = rows.Count;
        var (x, y, demand) = (new double[n], new double[n], new int[n]);
        var (windows, service) = (new (double, double)[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var row = rows[i];
            if (row.Whole(0, 0, VrpReader.MostNodes, "customer") != i)
            {
                throw new InstanceFormatException(
                    $"customer {i} is missing: customers are numbered in order from 0.",
                    row.Line
                );
            }

            x[i] = row.Number(1, -1e7, 1e7, "coordinate");
            y[i] = row.Number(2, -1e7, 1e7, "coordinate");
            demand[i] = row.Whole(3, 0, 100_000_000, "demand");
            var from = row.Number(4, 0, VrpText.Most, "ready time");
            var to = row.Number(5, 0, VrpText.Most, "due date");
            windows[i] =
                from <= to
                    ? (from, to)
                    : throw new InstanceFormatException("the window ends before it starts.", row.Line);
            service[i] = row.Number(6, 0, VrpText.Most, "service time");
        }

        return VrpProblem.Build(
            new VrpData
            {
                Name = name,
                Type = "VRPTW",
                Nodes = n,
                Distances = new Straight(x, y),
                Vehicles = f.Whole(0, 1, VrpReader.MostVehicles, "number of vehicles"),
                Capacity = new PerVehicle([f.Whole(1, 0, 100_000_000, "capacity")]),
                Drops = demand,
                Windows = windows,
                Service = service,
            },
            rounding
        );
    }

    /// <summary>The first line that says something is the name; tables begin with their name; words are headings.</summary>
    private static (string Name, VrpRow? Fleet, List<VrpRow> Customers) Tables(TextReader reader)
    {
        string? name = null;
        var table = "";
        VrpRow? fleet = null;
        var customers = new List<VrpRow>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var row = new VrpRow(number, line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (row.Fields.Length == 0)
            {
                continue;
            }

            if (row.Fields[0] is "VEHICLE" or "CUSTOMER" && row.Fields.Length == 1)
            {
                table = row.Fields[0];
            }
            else if (name is null && table.Length == 0)
            {
                name = line.Trim();
            }
            else if (char.IsAsciiLetter(row.Fields[0][0]) && customers.Count == 0)
            {
                continue;
            }
            else if (table == "VEHICLE" && fleet is null)
            {
                fleet = row;
            }
            else if (table == "CUSTOMER" && row.Fields.Length == 7 && customers.Count < VrpReader.MostNodes)
            {
                customers.Add(row);
            }
            else
            {
                throw new InstanceFormatException(
                    table == "CUSTOMER"
                        ? $"a customer has 7 numbers, and here are {row.Fields.Length}; {VrpReader.MostNodes} customers are the most."
                        : $"'{VrpText.Short(line.Trim())}' stands outside the VEHICLE and CUSTOMER tables.",
                    number
                );
            }
        }

        return (name ?? "", fleet, customers);
    }
}
