namespace Homeward.Web.Live;

/// <inheritdoc cref="IPlanGrain"/>
public sealed class PlanGrain(Office office) : Grain, IPlanGrain
{
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(30);
    private RunHeld? held;

    private DateTime Now => office.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    public Task<RunHeld?> Begin(Guid runId, string by)
    {
        if (Alive() is { } other && other.RunId != runId)
            return Task.FromResult<RunHeld?>(other);
        held = new(runId, by, Now, Now, false);
        return Task.FromResult<RunHeld?>(null);
    }

    public Task<bool> Beat(Guid runId)
    {
        // The grain may have moved here without its memory: whoever still runs has the day.
        held ??= new(runId, "", Now, Now, false);
        if (held.RunId != runId)
            return Task.FromResult(false);
        held = held with { Heard = Now };
        return Task.FromResult(!held.Cancelled);
    }

    public Task Cancel(Guid runId)
    {
        if (held?.RunId == runId)
            held = held with { Cancelled = true };
        return Task.CompletedTask;
    }

    public Task End(Guid runId)
    {
        if (held?.RunId == runId)
            held = null;
        return Task.CompletedTask;
    }

    public Task<RunHeld?> Current() => Task.FromResult(Alive());

    private RunHeld? Alive() => held is not null && Now - held.Heard < Lost ? held : null;
}
