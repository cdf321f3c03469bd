using System.Reflection;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Tests.House;

public sealed class HouseTests
{
    [Fact]
    public void No_stage_uses_a_later_one()
    {
        var breaches = StageRule.Breaches(typeof(JourneyDb).Assembly.Location, "Homeward.Journey");
        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
    }

    [Fact]
    public void The_stage_rule_finds_a_breach_that_hides_in_a_method_body()
    {
        var breaches = StageRule.Breaches(typeof(HouseTests).Assembly.Location, "Homeward.BadHouse");
        Assert.Equal(["Intake: Looks_innocent_from_outside uses Dispatch: Visits"], breaches);
    }

    [Theory]
    [InlineData("Homeward.Routing")]
    [InlineData("Homeward.Roads")]
    [InlineData("Homeward.Field")]
    public void A_library_references_nothing_of_ours_and_no_package(string library)
    {
        var references = Assembly.Load(library).GetReferencedAssemblies().Select(a => a.Name!);
        Assert.All(references, name => Assert.StartsWith("System", name, StringComparison.Ordinal));
    }

    [Fact]
    public void No_file_grows_past_eight_hundred_lines()
    {
        string[] kinds = [".cs", ".razor", ".js", ".css", ".mjs"];
        string[] rooms = ["src", "tests", "bench", "build"];
        string[] passed = ["bin", "obj", "Migrations", "lib", "node_modules", "TestResults"];
        var root = Repository.Root;
        var long_ = rooms
            .Select(room => Path.Combine(root, room))
            .Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, "*", SearchOption.AllDirectories))
            .Where(file => kinds.Contains(Path.GetExtension(file)))
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Intersect(passed).Any())
            .Select(file => (File: Path.GetRelativePath(root, file), Lines: File.ReadLines(file).Count()))
            .ToList();
        Assert.True(long_.Count > 100, "The walk found too few files to mean anything.");
        Assert.DoesNotContain(long_, f => f.Lines > 800);
    }
}
