using System.IO.Compression;
using System.Text.Json;
using CsCheck;
using Homeward.Roads;

namespace Homeward.Field.Tests;

public sealed class RoadsTests
{
    private static readonly Gen<Place> Places = Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180])
        .Select((a, b) => new Place(a, b));
    private static readonly Gen<Place> Town = Gen.Select(Gen.Double[39.8, 40.2], Gen.Double[-83.2, -82.8])
        .Select((a, b) => new Place(a, b));

    private static TravelMatrix Matrix(params Place[] places) =>
        new GreatCircleTravel().Estimate(TravelRequest.Between(places));

    [Fact]
    public void Travel_is_symmetric_keeps_the_triangle_and_is_zero_on_the_diagonal() =>
        Gen.OneOf(Town, Places)
            .Array[3]
            .Sample(p =>
            {
                var m = Matrix(p);
                for (var i = 0; i < 3; i++)
                {
                    Assert.True(m.TryGet(i, i, out var s, out var d) && s == 0 && d == 0);
                    for (var j = 0; j < 3; j++)
                    {
                        m.TryGet(i, j, out var there, out var far);
                        m.TryGet(j, i, out var back, out var farBack);
                        Assert.Equal((there, far), (back, farBack));
                        var k = 3 - i - j;
                        if (k is >= 0 and < 3 && k != i && k != j && i != j)
                        {
                            m.TryGet(i, k, out var first, out _);
                            m.TryGet(k, j, out var second, out _);
                            Assert.True(there <= first + second);
                        }
                    }
                }
            });

    [Fact]
    public void Two_places_a_step_apart_are_never_zero_apart()
    {
        Assert.True(Matrix(new(40, -83), new(40, -83.00001)).TryGet(0, 1, out var seconds, out var metres));
        Assert.True(seconds >= 1 && metres >= 1);
    }

    [Fact]
    public void Straight_lines_match_the_haversine_everywhere() =>
        Gen.Select(Places, Places)
            .Sample(
                (a, b) =>
                {
                    var reference = new GeoPoint(a.Latitude, a.Longitude).MetresTo(new(b.Latitude, b.Longitude));
                    Assert.True(Math.Abs(reference - GreatCircleTravel.StraightMetres(a, b)) < 1 + reference * 1e-6);
                }
            );

    [Fact]
    public void A_rectangle_gives_the_same_cells_as_the_square()
    {
        Place[] a = [new(40, -83), new(40.1, -83)];
        Place[] b = [new(40.05, -82.9), new(39.9, -83.1), new(40, -83)];
        var square = Matrix([.. a, .. b]);
        var part = new GreatCircleTravel().Estimate(new(a, b));
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                square.TryGet(i, j + 2, out var s, out var d);
                Assert.True(part.TryGet(i, j, out var s2, out var d2));
                Assert.Equal((s, d), (s2, d2));
            }
        }
        Assert.True(part.Provenance.IsEstimate);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(91, 0)]
    [InlineData(0, -181)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_place_off_the_earth_is_refused_by_index(double latitude, double longitude)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            TravelRequest.Between([new(0, 0), new(latitude, longitude)])
        );
        Assert.Contains("sources[1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreachable_cell_never_reads_as_zero()
    {
        var m = new TravelMatrix(
            1,
            3,
            [5, 0, 0],
            [9, 0, 0],
            [CellStatus.Reached, CellStatus.Unreachable, CellStatus.Unknown],
            new("test", "1", false)
        );
        Assert.False(m.TryGet(0, 1, out var seconds, out var metres));
        Assert.Equal((-1, -1, 2), (seconds, metres, m.Unreached));
        Assert.Equal(CellStatus.Unknown, m.Status(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => m.Status(0, 3));
        Assert.Throws<ArgumentException>(() =>
            new TravelMatrix(1, 1, [-5], [1], [CellStatus.Reached], new("test", "1", false))
        );
    }

    [Fact]
    public void Bands_that_fall_or_end_early_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new GreatCircleOptions(1.3, []));
        Assert.Throws<ArgumentException>(() => new GreatCircleOptions(1.3, [new(1000, 50)]));
        Assert.Throws<ArgumentException>(() =>
            new GreatCircleOptions(1.3, [new(1000, 50), new(double.PositiveInfinity, 40)])
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new GreatCircleOptions(double.NaN, GreatCircleOptions.Default.Bands)
        );
    }

    [Fact]
    public void Two_thousand_places_take_seconds_at_most()
    {
        var random = new Random(7);
        var places = Enumerable
            .Range(0, 2000)
            .Select(_ => new Place(39 + random.NextDouble(), -83 + random.NextDouble()))
            .ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var m = Matrix(places);
        TestContext.Current.SendDiagnosticMessage($"2000 x 2000 in {clock.ElapsedMilliseconds} ms");
        Assert.Equal((4_000_000, 0), (m.AllSeconds.Length, m.Unreached));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void The_estimate_lies_near_the_recorded_road_table()
    {
        var folder = Golden();
        if (folder is null)
        {
            Assert.Skip(
                "The recorded road table (shared/data/golden beside the repository) is not here: the estimate was NOT compared."
            );
        }
        var places = File.ReadAllLines(Path.Combine(folder, "columbus-200.pts.csv"))
            .Where(l => l.Length > 0)
            .Select(l =>
                l.Split(',').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray()
            )
            .Select(v => new Place(v[0], v[1]))
            .ToArray();
        using var file = new GZipStream(
            File.OpenRead(Path.Combine(folder, "osrm6-columbus-200.json.gz")),
            CompressionMode.Decompress
        );
        using var table = JsonDocument.Parse(file);
        var mine = Matrix(places);
        var time = Ratios(mine, table.RootElement.GetProperty("durations_s"), true);
        var way = Ratios(mine, table.RootElement.GetProperty("distances_m"), false);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"estimate / road: time median {time[time.Count / 2]:0.000}, 10-90 % {time[time.Count / 10]:0.00}-{time[time.Count * 9 / 10]:0.00}; "
                + $"distance median {way[way.Count / 2]:0.000}, 10-90 % {way[way.Count / 10]:0.00}-{way[way.Count * 9 / 10]:0.00}; {time.Count} pairs"
        );
        Assert.InRange(time[time.Count / 2], 0.8, 1.25);
        Assert.InRange(way[way.Count / 2], 0.8, 1.25);
    }

    private static List<double> Ratios(TravelMatrix mine, JsonElement table, bool time)
    {
        var ratios = new List<double>();
        for (var i = 0; i < mine.SourceCount; i++)
        {
            for (var j = 0; j < mine.TargetCount; j++)
            {
                if (i != j && table[i][j].ValueKind == JsonValueKind.Number && table[i][j].GetDouble() > 0)
                {
                    Assert.True(mine.TryGet(i, j, out var seconds, out var metres));
                    ratios.Add((time ? seconds : metres) / table[i][j].GetDouble());
                }
            }
        }
        ratios.Sort();
        return ratios;
    }

    private static string? Golden()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Homeward.slnx")))
            {
                var beside =
                    Environment.GetEnvironmentVariable("HOMEWARD_TEST_DATA")
                    ?? Path.Combine(at.FullName, "..", "shared", "data");
                var golden = Path.Combine(beside, "golden");
                return File.Exists(Path.Combine(golden, "osrm6-columbus-200.json.gz")) ? golden : null;
            }
        }
        return null;
    }
}
