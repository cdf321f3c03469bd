using Homeward.Routing.Formats;

namespace Homeward.Routing.Tests.Formats;

public sealed class SolomonTextTests
{
    private const string Small = """
        C101

        VEHICLE
        NUMBER     CAPACITY
          3         200

        CUSTOMER
        CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

            0      40         50          0          0       1236          0
            1      45         68         10        912        967         90
            2      45         70         30        825        870         90
        """;

    [Fact]
    public void The_first_form_reads_as_the_same_instance()
    {
        var instance = SolomonText.Read(Small);
        Assert.Equal(
            ("C101", "VRPTW", 10, 3),
            (instance.Name, instance.Type, instance.Units, instance.Problem.Vehicles.Length)
        );
        Assert.Equal(["1", "2"], instance.Problem.Visits.Select(v => v.Id));
        Assert.Equal(200, instance.Problem.Vehicles[0].Capacity["load"]);
        Assert.Equal(new TimeWindow(new(8250), new(8700)), instance.Problem.Visits[1].Windows[0]);
        Assert.Equal(
            (30, new Seconds(900)),
            (instance.Problem.Visits[1].Drops["load"], instance.Problem.Visits[1].Service)
        );
        Assert.Equal(new Metres(186), instance.Problem.Travel.Distance(0, 1)); // 18.68
        var plan = RoutePlanner.Solve(instance.Problem, new SolveOptions { Iterations = 100 });
        Assert.Equal("Route #1: 2 1\nCost 41.2\n", VrpLib.WriteSolution(instance, plan));
    }

    [Fact]
    public void Both_forms_of_an_instance_are_one()
    {
        var file = Path.Combine(Benchmarks.Folder("solomon"), "R101.vrp");
        var one = Benchmarks.Instance(file).Problem;
        var rows = one
            .Visits.Select(v => (v.Place, v.Drops.GetValueOrDefault("load"), v.Windows[0], v.Service))
            .ToList();
        var two = SolomonText.Read(Rewritten(File.ReadAllLines(file))).Problem;
        Assert.Equal(
            rows,
            two.Visits.Select(v => (v.Place, v.Drops.GetValueOrDefault("load"), v.Windows[0], v.Service))
        );
        Assert.All(
            Enumerable.Range(0, one.Travel.Places),
            i => Assert.Equal(one.Travel.Distance(7, i), two.Travel.Distance(7, i))
        );
        Assert.Equal(one.Vehicles.Length, two.Vehicles.Length);
    }

    [Theory]
    [InlineData("  3         200", "", null, "the VEHICLE table is missing")]
    [InlineData("  3         200", "  0         200", 5, "number of vehicles 0 is not between 1")]
    [InlineData("  3         200", "  3", 5, "capacity is missing")]
    [InlineData(
        "    1      45         68         10        912        967         90\n",
        "",
        11,
        "customer 1 is missing"
    )]
    [InlineData("45         70         30", "45         70", 12, "a customer has 7 numbers, and here are 6")]
    [InlineData("    2      45", "    1      45", 12, "customer 2 is missing")]
    [InlineData("825        870", "870        825", 12, "the window ends before it starts")]
    [InlineData("825        870", "825        NaN", 12, "due date 'NaN' is not a number")]
    [InlineData("0       1236", "0       999999999", null, "a time of 999999999 is later than")]
    [InlineData("CUSTOMER\n", "", 9, "stands outside the VEHICLE and CUSTOMER tables")]
    public void A_fault_is_named_with_its_line(string was, string now, int? line, string sentence)
    {
        Assert.Contains(was, Small, StringComparison.Ordinal);
        var fault = Assert.Throws<InstanceFormatException>(() =>
            SolomonText.Read(Small.Replace(was, now, StringComparison.Ordinal))
        );
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Assert.Equal(line, fault.Line);
    }

    [Fact]
    public void A_text_without_customers_is_refused()
    {
        var text = Small[..Small.IndexOf("CUSTOMER\n", StringComparison.Ordinal)];
        var fault = Assert.Throws<InstanceFormatException>(() => SolomonText.Read(text));
        Assert.StartsWith("the CUSTOMER table is missing", fault.Message, StringComparison.Ordinal);
    }

    private static string Rewritten(string[] vrplib)
    {
        string[] Rows(string section) =>
            [.. vrplib.SkipWhile(l => l.Trim() != section).Skip(1).Take(101).Select(l => l.Trim().Split(' ', 2)[1])];
        var (at, demand) = (Rows("NODE_COORD_SECTION"), Rows("DEMAND_SECTION"));
        var (window, service) = (Rows("TIME_WINDOW_SECTION"), Rows("SERVICE_TIME_SECTION"));
        return "R101\n\nVEHICLE\nNUMBER CAPACITY\n25 200\n\nCUSTOMER\nCUST NO. XCOORD. YCOORD.\n"
            + string.Join('\n', at.Select((xy, i) => $"{i} {xy} {demand[i]} {window[i]} {service[i]}"));
    }
}
