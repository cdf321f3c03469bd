using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Access;

public sealed class DocumentTests
{
    [Fact]
    public void The_roles_in_the_document_are_the_roles_in_the_code()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "access.md"));
        var table = text.Split("<!-- roles -->")[1].Split("<!-- /roles -->")[0];
        var written = table
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries));
        Assert.Equal(
            Roles.Table.Select(r =>
                $"{r.Key}: {string.Join(", ", r.Value.Where(p => p != May.SignIn).Order(StringComparer.Ordinal))}"
            ),
            written.Select(c => $"{c[1]}: {c[2]}")
        );
    }
}
