using Homeward.Routing.Formats;

namespace Homeward.Routing.Tests.Formats;

/// <summary>The benchmark instances beside the repository; a test without them says so and skips.</summary>
internal static class Benchmarks
{
    internal static IEnumerable<string> Files(string set, string ending) =>
        Directory.EnumerateFiles(Folder(set), "*" + ending).Order(StringComparer.Ordinal);

    internal static VrpInstance Instance(string file)
    {
        using var reader = File.OpenText(file);
        return VrpLib.Read(reader);
    }

    internal static string Folder(string set)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Homeward.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The repository was not found.");
        }

        var data =
            Environment.GetEnvironmentVariable("HOMEWARD_TEST_DATA") ?? Path.Combine(at.FullName, "../shared/data");
        var folder = Path.Combine(data, "vrp", set);
        if (!Directory.Exists(folder))
        {
            Assert.Skip($"LEFT OUT: the benchmark instances are not here ({folder}): nothing was read or compared.");
        }

        return folder;
    }
}
