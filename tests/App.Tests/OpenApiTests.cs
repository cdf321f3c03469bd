using System.Text.Json;
using System.Text.Json.Nodes;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests;

/// <summary>The API's description is a file that a reviewer sees change: docs/openapi.json. HOMEWARD_WRITE=1 writes it anew.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
    };

    [Fact]
    public async Task The_committed_description_is_what_the_host_says_of_itself()
    {
        await using var app = await App.Open(StorageKind.Sqlite);
        var said = JsonNode.Parse(
            await app.Browser().GetStringAsync("/api/v1/openapi.json", TestContext.Current.CancellationToken)
        )!;
        // Where it happens to listen is not part of what it offers.
        said.AsObject().Remove("servers");
        var text = said.ToJsonString(Indented) + "\n";
        var path = Path.Combine(Repository.Root, "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("HOMEWARD_WRITE") == "1")
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var committed = File.Exists(path)
            ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)
            : "";
        Assert.True(
            committed.ReplaceLineEndings("\n") == text,
            "docs/openapi.json is not what the host says. Run this test with HOMEWARD_WRITE=1 and commit the file."
        );
        foreach (var path_ in said["paths"]!.AsObject())
        foreach (var operation in path_.Value!.AsObject())
            Assert.False(
                string.IsNullOrWhiteSpace(operation.Value?["summary"]?.GetValue<string>()),
                $"{operation.Key} {path_.Key} says not what it does."
            );
    }
}
