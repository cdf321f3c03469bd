using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Demo;

/// <summary>What all simulated people share: each act is a scope of its own, done as its person, and a refusal is told.</summary>
public abstract partial class DemoPeople(IServiceScopeFactory scopes, TimeProvider clock, ILogger log)
{
    protected DateTime Now
    {
        get
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    protected Guid Id() => Ids.New(clock);

    /// <summary>Does it, or says why not.</summary>
    protected async Task<bool> Do<TUseCase, T>(Actor actor, Func<TUseCase, Task<Outcome<T>>> act)
        where TUseCase : notnull
    {
        var outcome = await In(actor, act);
        if (!outcome.Ok)
            LogRefused(
                log,
                typeof(TUseCase).Name,
                string.Join(" ", outcome.Refusals.Select(r => $"{r.Code}: {r.Sentence}"))
            );
        return outcome.Ok;
    }

    protected Task<T> In<TService, T>(Actor actor, Func<TService, Task<T>> act)
        where TService : notnull => scopes.As(actor, act);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: {UseCase} was refused: {Why}")]
    private static partial void LogRefused(ILogger log, string useCase, string why);
}
