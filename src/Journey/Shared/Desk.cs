using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>
/// The desk a use case works at: the database, the clock, who acts, and the one way to change anything. Scoped: one desk a scope.
/// </summary>
public sealed class Desk(
    JourneyDb db,
    CurrentActor actor,
    TimeProvider clock,
    WriteGate gate,
    OutboxBell bell,
    Pulse pulse
)
{
    private const int Attempts = 8;
    private bool working;
    private IDisposable? numbering;
    private long numbersBefore;

    public JourneyDb Db => db;

    public Actor Actor => actor.Value;

    public TimeProvider Clock => clock;

    /// <summary>Now, in UTC, in whole microseconds: what both databases can keep.</summary>
    public DateTime Now
    {
        get
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public Guid NewId() => Ids.New(clock);

    /// <summary>Tells the other stages; stored by the same save as the change it tells of.</summary>
    public void Emit<TEvent>(TEvent fact, DateTime? due = null)
        where TEvent : IEvent
    {
        var now = Now;
        db.Outbox.Add(
            new OutboxMessage
            {
                Id = NewId(),
                Kind = typeof(TEvent).Name,
                Payload = Json.Write(fact),
                CreatedAt = now,
                DueAt = due ?? now,
            }
        );
    }

    /// <summary>Writes into the trail that a patient's record was read. Saved at once: a read that cannot be recorded is not shown.</summary>
    public async Task RecordRead(Guid patientId, string what, CancellationToken ct)
    {
        var record = AuditCapture.Record(Actor, clock, Now, "read", what, patientId);
        record.PatientId = patientId;
        using var pass = working ? null : await gate.Enter(ct);
        db.Audit.Add(record);
        if (!working)
            await db.SaveChangesAsync(ct);
    }

    /// <summary>The next number of a series, such as "order"; unique and rising, with gaps where a change was refused.</summary>
    public async Task<long> NextNumber(string series, long first, CancellationToken ct)
    {
        // Within somebody's transaction there is no turn to wait for: its row locks outlast this change, and a turn held by one who
        // waits for such a lock would never come.
        if (working && numbering is null && db.Database.CurrentTransaction is null)
        {
            numbering = await gate.EnterNumbers(ct);
            // What was looked up while waiting (is there such a patient, was this unit asked for?) may have been answered since.
            if (gate.NumbersPassed != numbersBefore)
                throw new StartAgain();
        }
        var row = await db.Numbers.FindAsync([series], ct);
        if (row is null)
            db.Numbers.Add(row = new NumberSeries { Name = series, Last = first - 1 });
        return ++row.Last;
    }

    /// <summary>
    /// Runs a change exactly once. Effect, result, trail and outbox are saved in one transaction; a repeat of the id returns the
    /// stored result; a refusal saves nothing. <paramref name="work"/> may run again when another change got in between, so it
    /// reads what it needs inside and holds no state outside. A use case called by another joins its transaction.
    /// </summary>
    public async Task<Outcome<T>> Once<T>(Guid id, object request, Func<Task<Outcome<T>>> work, CancellationToken ct)
    {
        if (working)
            return await work();
        if (id == Guid.Empty)
            return new InvalidField(
                "commandId",
                "A change needs a command id.",
                "Send a fresh UUID (version 7 preferred) with each request."
            );
        var name = request.GetType().Name;
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(request, request.GetType())))
        );
        using var pass = await gate.Enter(ct);
        try
        {
            return await Try(id, name, hash, work, ct);
        }
        finally
        {
            numbering?.Dispose();
            numbering = null;
        }
    }

    private async Task<Outcome<T>> Try<T>(
        Guid id,
        string name,
        string hash,
        Func<Task<Outcome<T>>> work,
        CancellationToken ct
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            numbersBefore = gate.NumbersPassed;
            var stored = await db.Commands.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
            if (stored is not null)
                return stored.Name == name && stored.RequestHash == hash && stored.ActorId == Actor.Id
                    ? Json.Read<T>(stored.Result)!
                    : new CommandReused(id);
            try
            {
                working = true;
                var outcome = await work();
                if (!outcome.Ok)
                {
                    db.ChangeTracker.Clear();
                    return outcome;
                }
                db.Commands.Add(
                    new CommandRecord
                    {
                        Id = id,
                        Name = name,
                        RequestHash = hash,
                        ActorId = Actor.Id,
                        At = Now,
                        Result = Json.Write(outcome.Value),
                    }
                );
                var touched = pulse.Touched(db);
                await db.SaveChangesAsync(ct);
                bell.Ring();
                pulse.Beat(touched);
                return outcome;
            }
            catch (Exception e) when (Race.Lost(e))
            {
                // Somebody else's change came first (or the same command, twice at once): look again and decide afresh.
                db.ChangeTracker.Clear();
                if (attempt == Attempts)
                    return new Busy();
            }
            finally
            {
                working = false;
            }
            // Nodes that met once must not go on meeting in step.
            if (numbering is null)
                await Task.Delay(TimeSpan.FromMilliseconds(attempt * (2 + id.ToByteArray()[^1] % 8)), ct);
        }
    }
}

/// <summary>A row that a change touched: what it is, such as "Order", which one, and of which branch where it is of one.</summary>
public sealed record Touch(string What, Guid? Id, Guid? BranchId);

/// <summary>Tells open pages that something they may show has changed. Topics are the names of the entities, such as "Order".</summary>
public sealed class Pulse
{
    public event Action<IReadOnlySet<string>>? Changed;

    /// <summary>The same, row by row.</summary>
    public event Action<IReadOnlyList<Touch>>? Touches;

    internal IReadOnlyList<Touch> Touched(JourneyDb db) =>
        Changed is null && Touches is null
            ? []
            :
            [
                .. db
                    .ChangeTracker.Entries()
                    .Where(e => e.State != EntityState.Unchanged)
                    .Select(e => new Touch(
                        e.Metadata.ClrType.Name,
                        (e.Entity as IAudited)?.Id,
                        (e.Entity as IBranchScoped)?.BranchId
                    )),
            ];

    internal void Beat(IReadOnlyList<Touch> touched)
    {
        if (touched.Count == 0)
            return;
        Changed?.Invoke(touched.Select(t => t.What).ToHashSet());
        Touches?.Invoke(touched);
    }
}
