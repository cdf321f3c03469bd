using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Shared;

/// <summary>
/// Takes one stored fact at a time, lets its handlers work, and saves their effect and the mark "done" in one transaction.
/// On PostgreSQL the row is claimed with SKIP LOCKED, so that nodes share the work; on SQLite the writer gate does the same.
/// </summary>
public sealed partial class OutboxPump(
    IServiceScopeFactory scopes,
    WriteGate gate,
    TimeProvider clock,
    ILogger<OutboxPump> log
)
{
    private static readonly FrozenDictionary<string, Type> Kinds = typeof(IEvent)
        .Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IEvent)))
        .ToFrozenDictionary(t => t.Name);

    /// <summary>Handles everything that is due; returns how many facts were done.</summary>
    public async Task<int> Drain(CancellationToken ct)
    {
        var done = 0;
        while (await One(ct) is { } worked)
            done += worked ? 1 : 0;
        return done;
    }

    private const int MostRaces = 10;
    private int races;

    /// <summary>Null: nothing is due. True: done. False: failed, tried again later.</summary>
    private async Task<bool?> One(CancellationToken ct)
    {
        using var pass = await gate.Enter(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        var actor = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        actor.Value = Actor.System;
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var message = await Claim(db, now, ct);
        if (message is null)
            return null;
        actor.Value = Actor.System with { Why = message.Kind };
        try
        {
            await Handle(scope.ServiceProvider, message, ct);
            message.DoneAt = now;
            message.Attempts++;
            message.LastError = null;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            races = 0;
            return true;
        }
        catch (Exception e) when (Race.Lost(e) && Interlocked.Increment(ref races) <= MostRaces)
        {
            // Somebody's change came first: nothing is wrong with the fact, and it is due again at once.
            await transaction.RollbackAsync(CancellationToken.None);
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            await PutOff(message, e, now, ct);
            return false;
        }
    }

    private static async Task<OutboxMessage?> Claim(JourneyDb db, DateTime now, CancellationToken ct)
    {
        var due = db.Database.IsNpgsql()
            ? db.Outbox.FromSql(
                $"""SELECT * FROM "Outbox" WHERE "DoneAt" IS NULL AND "DueAt" <= {now} AND "Attempts" < {OutboxMessage.GiveUpAfter} ORDER BY "Id" LIMIT 1 FOR UPDATE SKIP LOCKED"""
            )
            : db
                .Outbox.Where(m => m.DoneAt == null && m.DueAt <= now && m.Attempts < OutboxMessage.GiveUpAfter)
                .OrderBy(m => m.Id)
                .Take(1);
        return (await due.ToListAsync(ct)).FirstOrDefault();
    }

    private static async Task Handle(IServiceProvider services, OutboxMessage message, CancellationToken ct)
    {
        if (!Kinds.TryGetValue(message.Kind, out var kind))
            throw new InvalidOperationException($"No fact is called {message.Kind} in this version.");
        var fact = System.Text.Json.JsonSerializer.Deserialize(message.Payload, kind, Json.Options)!;
        var contract = typeof(IHandle<>).MakeGenericType(kind);
        var method = contract.GetMethod(nameof(IHandle<>.Handle))!;
        foreach (var handler in services.GetServices(contract))
            await (Task)method.Invoke(handler, [fact, ct])!;
    }

    private async Task PutOff(OutboxMessage failed, Exception error, DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        var attempts = failed.Attempts + 1;
        var again = now.AddSeconds(Math.Min(3600, Math.Pow(2, attempts)));
        var why = $"{error.GetType().Name}: {error.Message}";
        await db
            .Outbox.Where(m => m.Id == failed.Id)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(m => m.Attempts, attempts)
                        .SetProperty(m => m.DueAt, again)
                        .SetProperty(m => m.LastError, why),
                ct
            );
        LogFailed(log, failed.Kind, failed.Id, attempts, error);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox: {Kind} {Id} failed (attempt {Attempt})")]
    private static partial void LogFailed(ILogger log, string kind, Guid id, int attempt, Exception error);
}
