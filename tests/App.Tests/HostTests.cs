using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests;

public sealed class HostTests
{
    [Theory, OnBothDatabases]
    public async Task The_host_starts_and_says_it_is_well(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        Assert.Equal("ok", await app.CreateClient().GetStringAsync("/health", TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task An_unknown_api_address_is_a_problem_with_a_code(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var client = await app.As(Roles.Manager);
        var answer = await client.GetAsync("/api/v1/nothing-here", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("GEN-404", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_method_or_content_type_nobody_reads_is_told_so()
    {
        await using var app = await App.Open(StorageKind.Sqlite);
        var client = await app.As(Roles.Manager);
        var method = await client.DeleteAsync("/api/v1/orders", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
        using var text = new StringContent("an order, please");
        var content = await client.PostAsync("/api/v1/orders", text, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, content.StatusCode);
        foreach (var answer in new[] { method, content })
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal("GEN-400", problem.GetProperty("code").GetString());
        }
    }
}
