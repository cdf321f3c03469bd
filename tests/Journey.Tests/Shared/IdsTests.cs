using Homeward.Journey.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Homeward.Journey.Tests.Shared;

public sealed class IdsTests
{
    [Fact]
    public void Ids_made_in_one_millisecond_rise_and_differ()
    {
        var clock = new FakeTimeProvider(World.Start);
        var ids = Enumerable.Range(0, 10_000).Select(_ => Ids.New(clock).ToString()).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(7, Guid.Parse(id).Version));
    }
}
