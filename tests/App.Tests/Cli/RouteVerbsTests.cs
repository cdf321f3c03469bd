namespace Homeward.App.Tests.Cli;

/// <summary>The route verbs as a person types them: what is printed, and how they end.</summary>
public sealed class RouteVerbsTests : TypedRoutes
{
    private const string Instance = """
        NAME : small
        TYPE : VRPTW
        DIMENSION : 4
        VEHICLES : 2
        CAPACITY : 10
        EDGE_WEIGHT_TYPE : EUC_2D
        NODE_COORD_SECTION
        1 0 0
        2 3 4
        3 6 8
        4 0 5
        DEMAND_SECTION
        1 0
        2 4
        3 6
        4 3
        TIME_WINDOW_SECTION
        1 0 100
        2 0 100
        3 0 100
        4 0 5
        DEPOT_SECTION
        1
        -1
        EOF
        """;

    [Fact]
    public async Task An_instance_is_solved_and_its_solution_is_good()
    {
        var to = Path.Combine(Folder, "small.sol");
        var solved = await Type(
            "solve",
            File("small.vrp", Instance),
            "--iterations",
            "200",
            "--seed",
            "2",
            "--out",
            to
        );
        Assert.Equal((0, ""), (solved.Code, solved.Printed));
        Assert.StartsWith(
            "cost 30, 2 vehicles, 0 not visited that have to be, 200 rounds",
            solved.Said,
            StringComparison.Ordinal
        );
        var check = await Type("check", File("small.vrp", Instance), to);
        Assert.Equal((0, "cost 30\nnothing broken\n"), (check.Code, check.Printed));
    }

    [Fact]
    public async Task Without_a_file_the_solution_is_printed_the_same_each_time()
    {
        var one = await Type("solve", File("small.vrp", Instance), "--iterations", "50", "--threads", "2");
        Assert.Contains("Route #1: ", one.Printed, StringComparison.Ordinal);
        Assert.EndsWith("Cost 30\n", one.Printed, StringComparison.Ordinal);
        Assert.Equal(
            one.Printed,
            (await Type("solve", File("small.vrp", Instance), "--iterations", "50", "--threads", "2")).Printed
        );
    }

    [Fact]
    public async Task Seconds_of_the_processor_count_from_the_start_of_the_program()
    {
        // This test's process has used far more than a millisecond: nothing is left to search.
        var solved = await Type("solve", File("small.vrp", Instance), "--time", "0.001", "--cpu");
        Assert.Equal(0, solved.Code);
        Assert.Contains(" 0 rounds", solved.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_names_what_is_broken_and_what_is_not_visited()
    {
        var check = await Type("check", File("small.vrp", Instance), File("bad.sol", "Route #1: 1 3\nCost 31.5\n"));
        Assert.Equal(1, check.Code);
        Assert.Contains("Window: ", check.Printed, StringComparison.Ordinal);
        Assert.Contains("LeftOut: '2' has to be visited and is not.", check.Printed, StringComparison.Ordinal);
        Assert.EndsWith("cost 13.1, stated as 31.5\n2 broken\n", check.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_is_explained_and_placed()
    {
        var (instance, part) = (File("small.vrp", Instance), File("part.sol", "Route #1: 1 2\n"));
        var why = await Type("explain", instance, part);
        Assert.Equal((1, "3: "), (why.Code, why.Printed[..3]));
        var places = await Type("insert", instance, part, "3", "--most", "1");
        Assert.Equal((0, "route 2, stop 1, starts 5: cost 30\n"), (places.Code, places.Printed));
        var whole = await Type("explain", instance, File("whole.sol", "Route #1: 3\nRoute #2: 2 1\n"));
        Assert.Equal((0, "Nothing that has to be visited is left out.\n"), (whole.Code, whole.Printed));
    }

    [Fact]
    public async Task A_visit_that_fits_nowhere_is_said_to()
    {
        var small = File("one.vrp", Instance.Replace("VEHICLES : 2", "VEHICLES : 1", StringComparison.Ordinal));
        var places = await Type("insert", small, File("part.sol", "Route #1: 1 2\n"), "3");
        Assert.Equal((1, "'3' fits nowhere: homeward route explain says why.\n"), (places.Code, places.Printed));
        var solved = await Type("solve", small, "--iterations", "50");
        Assert.Equal(1, solved.Code);
        Assert.Contains("1 not visited that have to be", solved.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solomons_form_is_known_by_what_it_says()
    {
        var text =
            "S1\n\nVEHICLE\nNUMBER CAPACITY\n2 10\n\nCUSTOMER\nCUST NO. XCOORD. YCOORD.\n0 0 0 0 0 100 0\n1 3 4 2 0 100 0\n";
        var solved = await Type("solve", File("small.txt", text), "--iterations", "10");
        Assert.Equal("Route #1: 1\nCost 10\n", solved.Printed);
    }

    [Theory]
    [InlineData("RTE-001", "solve", "none.vrp")]
    [InlineData("RTE-003", "solve", "prose.txt")]
    [InlineData("RTE-004", "solve", "torn.vrp")]
    [InlineData("RTE-004", "solve", "small.vrp", "--format", "solomon")]
    [InlineData("RTE-001", "check", "small.vrp", "none.sol")]
    [InlineData("RTE-005", "check", "small.vrp", "wrong.sol")]
    [InlineData("RTE-006", "explain", "small.vrp", "part.sol", "--visit", "9")]
    [InlineData("RTE-006", "insert", "small.vrp", "part.sol", "9")]
    [InlineData("RTE-007", "solve", "small.vrp", "--iterations", "0", "--out", "no/such/folder")]
    public async Task What_cannot_run_ends_with_a_code_a_sentence_and_what_to_do(string code, params string[] words)
    {
        File("small.vrp", Instance);
        File("torn.vrp", Instance[..200]);
        File("prose.txt", "Dear Sir or Madam");
        File("part.sol", "Route #1: 1 2\n");
        File("wrong.sol", "Route #1: 1 17\n");
        var ended = await Type([
            .. words.Select(w =>
                w.Contains('.', StringComparison.Ordinal) || w.Contains('/', StringComparison.Ordinal)
                    ? Path.Combine(Folder, w)
                    : w
            ),
        ]);
        Assert.Equal((2, ""), (ended.Code, ended.Printed));
        Assert.StartsWith($"{code}: ", ended.Said, StringComparison.Ordinal);
        Assert.Single(ended.Said.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--time", "soon", "'soon' is not a number.")]
    [InlineData("--time", "-1", "--time -1 is not between 0 and 86400.")]
    [InlineData("--time", "NaN", "--time NaN is not between 0 and 86400.")]
    [InlineData("--threads", "0", "--threads 0 is not between 1 and 64.")]
    [InlineData("--iterations", "many", "Cannot parse argument 'many'")]
    [InlineData("--format", "zip", "Argument 'zip' not recognized.")]
    public async Task A_word_that_makes_no_sense_is_named(string option, string value, string sentence)
    {
        var ended = await Type("solve", File("small.vrp", Instance), option, value);
        Assert.NotEqual(0, ended.Code);
        Assert.StartsWith(sentence, ended.Said, StringComparison.Ordinal);
    }
}
