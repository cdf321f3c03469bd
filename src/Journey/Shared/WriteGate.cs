namespace Homeward.Journey.Shared;

/// <summary>
/// SQLite has one writer. Queueing for it here is fair and quick; queueing in the database is a busy-wait that times out
/// (one node only: a second process on the same file still meets the busy timeout). PostgreSQL passes freely.
/// </summary>
public sealed class WriteGate(Storage storage) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim numbers = new(1, 1);
    private long passed;

    public async Task<IDisposable> Enter(CancellationToken ct)
    {
        if (storage.Kind != StorageKind.Sqlite)
            return Pass.Free;
        await gate.WaitAsync(ct);
        return new Pass(gate);
    }

    /// <summary>
    /// PostgreSQL's number series are rows that every order raises: those of this node queue here for them until they have saved,
    /// so that only another node's are met by the version check. Under SQLite the writer's own turn is enough.
    /// </summary>
    internal async Task<IDisposable> EnterNumbers(CancellationToken ct)
    {
        if (storage.Kind == StorageKind.Sqlite)
            return Pass.Free;
        await numbers.WaitAsync(ct);
        return new Pass(numbers, () => Interlocked.Increment(ref passed));
    }

    /// <summary>How many have passed the numbers: who waited and finds it moved has read a world that is gone.</summary>
    internal long NumbersPassed => Interlocked.Read(ref passed);

    public void Dispose()
    {
        gate.Dispose();
        numbers.Dispose();
    }

    private sealed class Pass(SemaphoreSlim? held, Action? leaving = null) : IDisposable
    {
        public static readonly Pass Free = new(null);
        private SemaphoreSlim? held = held;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, null) is not { } gate)
                return;
            leaving?.Invoke();
            gate.Release();
        }
    }
}
