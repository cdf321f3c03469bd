using System.Text.Json;

namespace Homeward.Bench.Routing;

/// <summary>An instance of a set.</summary>
/// <param name="Name">What <see cref="Instance.Open"/> takes.</param>
/// <param name="Row">The line of the table it counts in.</param>
internal sealed record Listed(string Name, string Row);

/// <summary>The sets of published instances, where they are on this machine.</summary>
internal static class InstanceSet
{
    public static readonly string[] Names = ["solomon", "h200", "h400", "h600", "h1000", "x", "rich", HomeCare, "hme"];

    /// <summary>The set of pairs of visits; nobody's best is known, and OR-Tools is not told of teams.</summary>
    public const string HomeCare = "homecare";

    private static readonly string Folder = FindFolder();
    private static readonly Lazy<Dictionary<string, double>> Best = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(
            File.ReadAllText(Path.Combine(Folder, "best-known.json"))
        )!
    );

    public static double? BestKnown(string instance) => Best.Value.TryGetValue(instance, out var cost) ? cost : null;

    /// <summary>The instances of a set of files, by name; empty, and said so, where they are not here.</summary>
    public static List<Listed> Of(string set)
    {
        var found = set switch
        {
            "solomon" => Files("solomon", "*.vrp", _ => "Solomon 100"),
            "x" => Files("x", "*.vrp", _ => "X"),
            HomeCare => Files(Path.Combine(HomeCare, "extended", "small"), "*.json", Day),
            "rich" => Files("rich", "*.vrp", Kind),
            _ => Files("homberger", $"*_{set[1..^2]}_*.vrp", _ => $"Homberger {set[1..]}"),
        };
        if (found.Count == 0)
            Console.Error.WriteLine(
                $"!! {set}: its instances are not on this machine ({Folder}). NOTHING of it was measured."
            );
        return found;
    }

    private static List<Listed> Files(string folder, string pattern, Func<string, string> row)
    {
        var at = Path.Combine(Folder, folder);
        return Directory.Exists(at)
            ?
            [
                .. Directory
                    .EnumerateFiles(at, pattern, SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(f => new Listed(f, row(f))),
            ]
            : [];
    }

    /// <summary>A day's number and town: what comes before its count of patients.</summary>
    private static string Day(string file)
    {
        var words = Path.GetFileName(file).Split('-');
        return string.Join('-', words.TakeWhile(w => w is not ['p', >= '0' and <= '9', ..]));
    }

    /// <summary>The kind of problem and whether it is one of the sizes that the issue sets a mark for.</summary>
    private static string Kind(string file)
    {
        var nodes = File.ReadLines(file).First(l => l.StartsWith("DIMENSION", StringComparison.Ordinal)).Split(':')[1];
        var large = int.Parse(nodes, System.Globalization.CultureInfo.InvariantCulture) > 251;
        return $"{Path.GetFileName(Path.GetDirectoryName(file))} {(large ? "beyond 250" : "to 250")}";
    }

    private static string FindFolder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Homeward.slnx")))
            at = at.Parent;
        return Path.GetFullPath(Path.Combine(at?.FullName ?? ".", "..", "shared", "data", "vrp"));
    }
}
