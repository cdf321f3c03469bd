using Homeward.Journey;
using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Homeward.TestKit;

/// <summary>
/// One test's world: a database, a clock that stands still until it is moved, and somebody to act. Each <see cref="Do"/> is a scope
/// of its own, as each request is.
/// </summary>
public sealed class World : IAsyncDisposable
{
    /// <summary>Tuesday, 10 November 2026, 09:00 in Columbus, Ohio.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 10, 14, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;

    private World(Storage storage, ServiceProvider services, FakeTimeProvider clock) =>
        (Storage, this.services, Clock) = (storage, services, clock);

    public Storage Storage { get; }
    public FakeTimeProvider Clock { get; }
    public Actor Actor { get; set; } = Actor.System with { Name = "Test" };
    public IServiceProvider Services => services;
    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public static async Task<World> Open(StorageKind kind, Action<IServiceCollection>? more = null)
    {
        var storage = await Databases.Fresh(kind);
        var clock = new FakeTimeProvider(Start);
        var collection = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddJourney(storage);
        more?.Invoke(collection);
        return new(storage, collection.BuildServiceProvider(validateScopes: true), clock);
    }

    /// <summary>Runs a use case in a scope of its own, as <see cref="Actor"/> or another.</summary>
    public async Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act, Actor? actor = null)
        where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor ?? Actor;
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>Looks into the database.</summary>
    public Task<TResult> Look<TResult>(Func<JourneyDb, Task<TResult>> look, Actor? actor = null) => Do(look, actor);

    /// <summary>Puts things into the database as they are, past every use case: for what a test takes as given.</summary>
    public Task Given(params object[] things) =>
        Do<JourneyDb, int>(async db =>
        {
            db.AddRange(things);
            return await db.SaveChangesAsync();
        });

    public Task<int> DrainOutbox() => services.GetRequiredService<OutboxPump>().Drain(CancellationToken.None);

    public Guid NewId() => Ids.New(Clock);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Databases.Drop(Storage);
    }
}
