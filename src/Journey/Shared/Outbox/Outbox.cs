namespace Homeward.Journey.Shared;

/// <summary>Marks a fact one stage tells the others. Facts are stored with the change they tell of and handled soon after, exactly once.</summary>
public interface IEvent;

/// <summary>A stored fact, waiting for its handlers.</summary>
public sealed class OutboxMessage
{
    public const int GiveUpAfter = 10;

    public Guid Id { get; internal set; }
    public string Kind { get; internal set; } = "";
    public string Payload { get; internal set; } = "";
    public DateTime CreatedAt { get; internal set; }
    public DateTime DueAt { get; internal set; }
    public DateTime? DoneAt { get; internal set; }
    public int Attempts { get; internal set; }

    /// <summary>The last failure: the exception's type and message, never the payload.</summary>
    public string? LastError { get; internal set; }
}

/// <summary>What a stage does when it hears of <typeparamref name="TEvent"/>. Its changes are saved together with the mark that it was done.</summary>
public interface IHandle<in TEvent>
    where TEvent : IEvent
{
    Task Handle(TEvent fact, CancellationToken ct);
}

/// <summary>Wakes the worker as soon as something was saved, so that nobody waits for the next tick.</summary>
public sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken ct) => bell.WaitAsync(atMost, ct);

    public void Dispose() => bell.Dispose();
}
