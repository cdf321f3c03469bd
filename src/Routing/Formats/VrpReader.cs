namespace Homeward.Routing.Formats;

/// <summary>Reads what a VRPLIB file says, and refuses what cannot be meant.</summary>
internal sealed class VrpReader(VrpText text)
{
    /// <summary>The most nodes: the matrix of more would not fit into the memory of the machines this is for.</summary>
    internal const int MostNodes = 10_000;

    internal const int MostVehicles = 100_000;

    private int nodes;
    private int depots;
    private int vehicles;

    internal VrpData Read()
    {
        nodes =
            text.WholeHeader("DIMENSION", 2, MostNodes)
            ?? throw new InstanceFormatException("DIMENSION is missing: it says how many nodes there are.");
        depots = Depots();
        vehicles = text.WholeHeader("VEHICLES", 1, MostVehicles) ?? 0;
        var drops = text.Has("DEMAND_SECTION") ? Amounts("DEMAND_SECTION") : Amounts("LINEHAUL_SECTION");
        var picksUp = Amounts("BACKHAUL_SECTION");
        var capacity = Each("CAPACITY");
        if (capacity is null && (drops ?? []).Concat(picksUp ?? []).Any(d => d > 0))
        {
            throw new InstanceFormatException("there are demands, and neither CAPACITY nor a CAPACITY_SECTION.");
        }

        return new VrpData
        {
            Name = text.Header("NAME") ?? "",
            Type = text.Header("TYPE") ?? "",
            Nodes = nodes,
            Depots = depots,
            Distances = Distances(),
            Vehicles = vehicles == 0 ? null : vehicles,
            Drops = drops,
            PicksUp = picksUp,
            Windows = Windows(),
            Service = Service(),
            Release = Times("RELEASE_TIME_SECTION"),
            Prize = Times("PRIZE_SECTION"),
            Capacity = capacity,
            FixedCost = Each("VEHICLES_FIXED_COST"),
            UnitCost = Each("VEHICLES_UNIT_DISTANCE_COST"),
            MaxDuration = Each("VEHICLES_MAX_DURATION") ?? Each("DISTANCE"),
            MaxDistance = Each("VEHICLES_MAX_DISTANCE"),
            MaxReloads = Each("VEHICLES_MAX_RELOADS"),
            VehicleDepot = Of("VEHICLES_DEPOT_SECTION"),
            ReloadDepot = Of("VEHICLES_RELOAD_DEPOT_SECTION"),
            Allowed = Allowed(),
        };
    }

    private int Depots()
    {
        var count = 0;
        foreach (var row in text.Section("DEPOT_SECTION") ?? [])
        {
            for (var i = 0; i < row.Fields.Length; i++)
            {
                if (row.Fields[i] == "-1")
                {
                    return Some(row.Line);
                }

                count++;
                if (row.Whole(i, 1, nodes, "depot") != count)
                {
                    throw new InstanceFormatException(
                        "depots are the first nodes, in order: node 1, then node 2 where there are two, and so on.",
                        row.Line
                    );
                }
            }
        }

        return text.Has("DEPOT_SECTION") ? Some(text.SectionLine("DEPOT_SECTION")) : 1;

        int Some(int line) =>
            count > 0 && count < nodes
                ? count
                : throw new InstanceFormatException($"{count} of {nodes} nodes are depots.", line);
    }

    private IVrpDistances Distances()
    {
        var type =
            text.Header("EDGE_WEIGHT_TYPE")
            ?? throw new InstanceFormatException("EDGE_WEIGHT_TYPE is missing: it says what a distance is.");
        return type switch
        {
            "EXPLICIT" => Table.Read(text, nodes),
            "EUC_2D" => Plane(null),
            "FLOOR_2D" => Plane(Math.Floor),
            "CEIL_2D" => Plane(Math.Ceiling),
            _ => throw new InstanceFormatException(
                $"EDGE_WEIGHT_TYPE '{VrpText.Short(type)}' is not understood; use EUC_2D, FLOOR_2D, CEIL_2D or EXPLICIT.",
                text.HeaderLine("EDGE_WEIGHT_TYPE")
            ),
        };
    }

    private Straight Plane(Func<double, double>? whole)
    {
        var (x, y) = (new double[nodes], new double[nodes]);
        foreach (
            var (node, row) in Rows("NODE_COORD_SECTION", nodes, "node", 2)
                ?? throw new InstanceFormatException("NODE_COORD_SECTION is missing: it says where the nodes are.")
        )
        {
            x[node] = row.Number(1, -1e7, 1e7, "coordinate");
            y[node] = row.Number(2, -1e7, 1e7, "coordinate");
        }

        return new Straight(x, y, whole);
    }

    private int[]? Amounts(string section)
    {
        if (Rows(section, nodes, "node", 1) is not { } rows)
        {
            return null;
        }

        var amounts = new int[nodes];
        foreach (var (node, row) in rows)
        {
            amounts[node] = row.Whole(1, 0, 100_000_000, "demand");
        }

        return amounts;
    }

    private double[]? Times(string section)
    {
        if (Rows(section, nodes, "node", 1) is not { } rows)
        {
            return null;
        }

        var times = new double[nodes];
        foreach (var (node, row) in rows)
        {
            times[node] = row.Number(1, 0, VrpText.Most, section == "PRIZE_SECTION" ? "prize" : "time");
        }

        return times;
    }

    private double[]? Service()
    {
        if (text.NumberHeader("SERVICE_TIME") is not { } same)
        {
            return Times("SERVICE_TIME_SECTION");
        }

        var service = new double[nodes];
        Array.Fill(service, same, depots, nodes - depots);
        return service;
    }

    private (double From, double To)[]? Windows()
    {
        if (Rows("TIME_WINDOW_SECTION", nodes, "node", 2) is not { } rows)
        {
            return null;
        }

        var windows = new (double From, double To)[nodes];
        foreach (var (node, row) in rows)
        {
            var from = row.Number(1, 0, VrpText.Most, "window's start");
            var to = row.Number(2, 0, VrpText.Most, "window's end");
            windows[node] =
                from <= to
                    ? (from, to)
                    : throw new InstanceFormatException("the window ends before it starts.", row.Line);
        }

        return windows;
    }

    /// <summary>A figure of vehicles: a header for all, or a section with a row for each.</summary>
    private PerVehicle? Each(string name)
    {
        if (text.NumberHeader(name) is { } same)
        {
            return new PerVehicle([same]);
        }

        if (VehicleRows($"{name}_SECTION", 1) is not { } rows)
        {
            return null;
        }

        var values = new double[vehicles];
        foreach (var (vehicle, row) in rows)
        {
            values[vehicle] = row.Number(1, 0, VrpText.Most, "figure");
        }

        return new PerVehicle(values);
    }

    private int[]? Of(string section)
    {
        if (VehicleRows(section, null) is not { } rows)
        {
            return null;
        }

        var places = new int[vehicles];
        foreach (var (vehicle, row) in rows)
        {
            places[vehicle] =
                row.Fields.Length <= 2
                    ? row.Whole(1, 1, depots, "depot") - 1
                    : throw new InstanceFormatException(
                        $"vehicle {vehicle + 1} has several depots; one is supported.",
                        row.Line
                    );
        }

        return places;
    }

    private int[][]? Allowed()
    {
        if (VehicleRows("VEHICLES_ALLOWED_CLIENTS_SECTION", null) is not { } rows)
        {
            return null;
        }

        var allowed = new int[vehicles][];
        foreach (var (vehicle, row) in rows)
        {
            allowed[vehicle] = new int[row.Fields.Length - 1];
            for (var i = 1; i < row.Fields.Length; i++)
            {
                allowed[vehicle][i - 1] = row.Whole(i, depots + 1, nodes, "client") - 1;
            }
        }

        return allowed;
    }

    private IEnumerable<(int Vehicle, VrpRow Row)>? VehicleRows(string section, int? columns)
    {
        if (vehicles == 0 && text.Has(section))
        {
            throw new InstanceFormatException(
                $"{section} describes each vehicle, and VEHICLES does not say how many there are.",
                text.SectionLine(section)
            );
        }

        return Rows(section, vehicles, "vehicle", columns);
    }

    /// <summary>The rows of a section that has one for each node or vehicle, in the order of the file.</summary>
    private List<(int Index, VrpRow Row)>? Rows(string section, int count, string what, int? columns)
    {
        if (text.Section(section) is not { } rows)
        {
            return null;
        }

        var seen = new bool[count];
        var found = new List<(int, VrpRow)>(rows.Count);
        foreach (var row in rows)
        {
            var index = row.Whole(0, 1, count, what) - 1;
            if (seen[index])
            {
                throw new InstanceFormatException($"{what} {index + 1} is there twice in {section}.", row.Line);
            }

            if (columns is { } c && row.Fields.Length != c + 1)
            {
                throw new InstanceFormatException(
                    $"{section} has {c + 1} numbers on a line, and here are {row.Fields.Length}.",
                    row.Line
                );
            }

            seen[index] = true;
            found.Add((index, row));
        }

        return found.Count == count
            ? found
            : throw new InstanceFormatException(
                $"{section} has {found.Count} of {count} {what}s; {what} {Array.IndexOf(seen, false) + 1} is missing.",
                text.SectionLine(section)
            );
    }
}
