using Homeward.Routing.Formats;
using static Homeward.Routing.Tests.Formats.VrpTexts;

namespace Homeward.Routing.Tests.Formats;

/// <summary>What is wrong with a file is said with its line; nothing is passed over.</summary>
public sealed class VrpLibFaults
{
    [Theory]
    [InlineData("DIMENSION : 4\n", "", null, "DIMENSION is missing")]
    [InlineData("EDGE_WEIGHT_TYPE : EUC_2D\n", "", null, "EDGE_WEIGHT_TYPE is missing")]
    [InlineData("CAPACITY : 10\n", "", null, "neither CAPACITY nor")]
    [InlineData(Coordinates, "", null, "NODE_COORD_SECTION is missing")]
    [InlineData("3 6 8\n", "", 6, "NODE_COORD_SECTION has 3 of 4 nodes; node 3 is missing")]
    [InlineData("3 6 8", "2 6 8", 9, "node 2 is there twice")]
    [InlineData("3 6 8", "5 6 8", 9, "node 5 is not between 1 and 4")]
    [InlineData("3 6 8", "3 6", 9, "3 numbers on a line, and here are 2")]
    [InlineData("3 6 8", "3 6 8 9", 9, "3 numbers on a line, and here are 4")]
    [InlineData("3 6 8", "3 six 8", 9, "coordinate 'six' is not a number")]
    [InlineData("3 6 8", "3 NaN 8", 9, "coordinate 'NaN' is not a number")]
    [InlineData("3 6 8", "NaN 6 8", 9, "node 'NaN' is not a number")]
    [InlineData("3 6 8", "3 1e300 8", 9, "coordinate 1e300 is not between")]
    [InlineData("3 6 8", "3 1e999 8", 9, "coordinate 1e999 is not between")]
    [InlineData("3 6 8", "1.5 6 8", 9, "node 1.5 is not a whole number")]
    [InlineData("3 5\n", "3 -5\n", 14, "demand -5 is not between 0")]
    [InlineData("3 5\n", "3 5.5\n", 14, "demand 5.5 is not a whole number")]
    [InlineData("3 5\n", "3 99999999999999999999\n", 14, "demand 99999999999999999999 is not between")]
    [InlineData("DIMENSION : 4", "DIMENSION : 999999999", 3, "DIMENSION 999999999 is not between 2 and 10000")]
    [InlineData("DIMENSION : 4", "DIMENSION : 10000", 11, "DEMAND_SECTION has 4 of 10000 nodes")]
    [InlineData("DIMENSION : 4", "DIMENSION : four", 3, "DIMENSION 'four' is not a number")]
    [InlineData("CAPACITY : 10", "CAPACITY : -1", 5, "CAPACITY -1 is not between 0")]
    [InlineData(
        "CAPACITY : 10",
        "CAPACITY : 10\nVEHICLES : 1000000000",
        6,
        "VEHICLES 1000000000 is not between 1 and 100000"
    )]
    [InlineData("CAPACITY : 10", "CAPACITY : 10\nCAPACITY : 11", 6, "CAPACITY is there twice")]
    [InlineData("CAPACITY : 10", "CAPACITY : 10\nTOLLS : 3", 6, "'TOLLS' is not understood")]
    [InlineData("NAME : small", "1 2 3", 1, "numbers stand before any section")]
    [InlineData("EUC_2D", "GEO", 4, "EDGE_WEIGHT_TYPE 'GEO' is not understood")]
    [InlineData("EUC_2D", "EXPLICIT", null, "there is no EDGE_WEIGHT_FORMAT")]
    [InlineData("EUC_2D", "EXPLICIT\nEDGE_WEIGHT_FORMAT : FULL_MATRIX", null, "there is no EDGE_WEIGHT_SECTION")]
    [InlineData("\n1\n-1", "\n2\n-1", 17, "depots are the first nodes")]
    [InlineData("\n1\n-1", "\n-1", 17, "0 of 4 nodes are depots")]
    [InlineData("\n1\n-1", "\n1\n2\n3\n4\n-1", 21, "4 of 4 nodes are depots")]
    [InlineData("DEPOT_SECTION", "DEMAND_SECTION\n1 0\nDEPOT_SECTION", 16, "DEMAND_SECTION is there twice")]
    public void A_fault_is_named_with_its_line(string was, string now, int? line, string sentence)
    {
        var text = Cvrp();
        Assert.Contains(was, text, StringComparison.Ordinal);
        Refused(text.Replace(was, now, StringComparison.Ordinal), line, sentence);
    }

    [Fact]
    public void Nodes_are_within_ten_thousand_kilometres() =>
        Refused(
            Cvrp().Replace("3 6 8", "3 90000 8", StringComparison.Ordinal),
            null,
            "nodes 1 and 3 are too far apart: 10000 is the most",
            VrpRounding.Thousandths
        );

    [Theory]
    [InlineData("PICKUP_AND_DELIVERY", "0", "'PICKUP_AND_DELIVERY_SECTION' is not understood")]
    [InlineData("MUTUALLY_EXCLUSIVE_GROUP", "2 3", "'MUTUALLY_EXCLUSIVE_GROUP_SECTION' is not understood")]
    [InlineData("VEHICLES_DEPOT", "2", "depot 2 is not between 1 and 1")]
    [InlineData("VEHICLES_RELOAD_DEPOT", "1 1", "several depots; one is supported")]
    [InlineData("VEHICLES_RELOAD_DEPOT", "", "depot is missing")]
    [InlineData("VEHICLES_ALLOWED_CLIENTS", "1 2", "client 1 is not between 2 and 4")]
    [InlineData("VEHICLES_MAX_DURATION", "-3", "figure -3 is not between 0")]
    [InlineData("VEHICLES_FIXED_COST", "900000000", "a fixed cost of 900000000 is more than can be counted")]
    [InlineData("VEHICLES_UNIT_DISTANCE_COST", "900000000", "a unit distance cost of 900000000 is too high")]
    [InlineData("VEHICLES_MAX_DURATION", "1000000", "a time of 1000000 is later than 345600")]
    public void What_a_vehicle_cannot_be_is_said(string section, string row, string sentence) =>
        Refused(Cvrp("VEHICLES : 1", Section(section, row)), null, sentence, anyLine: true);

    [Fact]
    public void Sections_of_vehicles_need_their_number()
    {
        Refused(Cvrp(Section("VEHICLES_FIXED_COST", "1")), null, "VEHICLES does not say how many", anyLine: true);
        Refused(Cvrp("VEHICLES : 2", Section("VEHICLES_FIXED_COST", "1")), null, "vehicle 2 is missing", anyLine: true);
    }

    [Theory]
    [InlineData("9 4", "the window ends before it starts")]
    [InlineData("-1 4", "window's start -1 is not between")]
    [InlineData("1 Infinity", "window's end Infinity is not between")]
    [InlineData("1 400000", "a time of 400000 is later than")]
    public void What_a_window_cannot_be_is_said(string window, string sentence) =>
        Refused(
            Of("VRPTW", Demands, Section("TIME_WINDOW", "0 100", "0 9", "0 9", window)),
            null,
            sentence,
            anyLine: true
        );

    [Theory]
    [InlineData("FULL_MATRIX", "1 2 3", "EDGE_WEIGHT_SECTION has 3 numbers, and FULL_MATRIX of 4 nodes has 16")]
    [InlineData("LOWER_ROW", "1 2 3 4 5 6 7", "has 7 numbers, and LOWER_ROW of 4 nodes has 6")]
    [InlineData("LOWER_ROW", "1 2 3 4 5 x", "edge weight 'x' is not a number")]
    [InlineData("LOWER_ROW", "1 2 3 4 5 -6", "edge weight -6 is not between 0")]
    [InlineData("FUNCTION", "1", "EDGE_WEIGHT_FORMAT 'FUNCTION' is not understood")]
    public void What_a_table_cannot_be_is_said(string format, string numbers, string sentence) =>
        Refused(
            Cvrp($"EDGE_WEIGHT_FORMAT : {format}", $"EDGE_WEIGHT_SECTION\n{numbers}")
                .Replace("EUC_2D", "EXPLICIT", StringComparison.Ordinal),
            null,
            sentence,
            anyLine: true
        );

    [Theory]
    [InlineData("Route #1: 1 4", 1, "client 4 is not between 0 and 3")]
    [InlineData("Route #1: 1 x", 1, "client 'x' is not a number")]
    [InlineData("Route #1: 1 2\nRoute #2: 2", 2, "client 2 is visited twice")]
    [InlineData("Route #1: 1 0 2", 1, "vehicle 1 cannot reload at depot 0")]
    [InlineData("Route #1: 1\nRoute #2: 2\nRoute #3: 3", 3, "this is route 3, and there are 2 vehicles")]
    [InlineData("Route #1 1 2", 1, "a route is 'Route #1: 3 5 8'")]
    [InlineData("1 2", 1, "'1 2' is neither a route nor a cost")]
    [InlineData("Cost: much", 1, "cost 'much' is not a number")]
    public void What_a_solution_cannot_be_is_said(string text, int line, string sentence)
    {
        var instance = VrpLib.Read(Cvrp("VEHICLES : 2"));
        var fault = Assert.Throws<InstanceFormatException>(() => VrpLib.ReadSolution(instance, text));
        Assert.Equal(line, fault.Line);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_of_a_mixed_fleet_is_its_vehicles()
    {
        var instance = VrpLib.Read(Cvrp("VEHICLES : 2", Section("CAPACITY", "5", "12")));
        var again = Assert.Throws<InstanceFormatException>(() =>
            VrpLib.ReadSolution(instance, "Route #2: 1\nRoute #2: 2")
        );
        Assert.Equal("Line 2: route 2 is there twice.", again.Message);
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_never_crashes()
    {
        string[] words =
        [
            "-1",
            "0",
            "",
            "NaN",
            "1e308",
            "99999999999",
            "1.5",
            "x",
            "EOF",
            "DEPOT_SECTION",
            "VRPB",
            ":",
        ];
        var whole = Of(
            "MTVRPTWR",
            "VEHICLES : 2",
            Demands,
            Section("TIME_WINDOW", "0 100", "5 20", "0 90", "7 8"),
            Section("SERVICE_TIME", "0", "2", "3", "1"),
            Section("RELEASE_TIME", "0", "2", "3", "1"),
            Section("PRIZE", "0", "2", "3", "1"),
            Section("BACKHAUL", "0", "2", "0", "0"),
            Section("VEHICLES_RELOAD_DEPOT", "1", "1"),
            Section("VEHICLES_ALLOWED_CLIENTS", "2 3", "3 4"),
            Section("VEHICLES_MAX_DURATION", "50", "60")
        );
        Assert.Equal(3, VrpLib.Read(whole).Problem.Visits.Length);
        var dice = new Random(7);
        var refused = 0;
        for (var i = 0; i < 4000; i++)
        {
            var lines = whole.Split('\n').Select(l => l.Split(' ')).ToList();
            for (var changes = 1 + dice.Next(2); changes > 0; changes--)
            {
                var at = dice.Next(lines.Count);
                lines[at][dice.Next(lines[at].Length)] = words[dice.Next(words.Length)];
                if (dice.Next(4) == 0)
                {
                    lines.RemoveAt(dice.Next(lines.Count));
                }
            }

            try
            {
                VrpLib.Read(string.Join('\n', lines.Select(l => string.Join(' ', l))));
            }
            catch (InstanceFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 2000, 3999);
    }

    private static void Refused(
        string text,
        int? line,
        string sentence,
        VrpRounding? rounding = null,
        bool anyLine = false
    )
    {
        var fault = Assert.Throws<InstanceFormatException>(() => VrpLib.Read(text, rounding));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        if (!anyLine)
        {
            Assert.Equal(line, fault.Line);
        }
    }
}
