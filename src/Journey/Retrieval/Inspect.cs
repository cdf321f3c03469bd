using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

public sealed record StartInspectionRequest(Guid UnitId);

public sealed class StartInspection(Desk desk, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<StartInspectionRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            () =>
                care.Advance(
                    desk,
                    command.Data.UnitId,
                    UnitTrigger.StartInspection,
                    null,
                    (_, _, _) => new CareAct("Inspection started"),
                    ct
                ),
            ct
        );
}

public sealed record RecordWipeRequest(Guid UnitId, string Method);

/// <summary>Patient data wiped from a device with memory: how, when and by whom.</summary>
public sealed class RecordWipe(Desk desk, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<RecordWipeRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            async () =>
            {
                var method = (command.Data.Method ?? "").Trim();
                if (method.Length is 0 or > 200)
                    return new InvalidField("method", "Say how it was wiped: 1 to 200 characters.");
                if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == command.Data.UnitId, ct) is not { } unit)
                    return new NoSuch("unit");
                if (await care.OpenReturn(unit.Id, ct) is not { } at)
                    return new NoSuch("open return of this unit");
                (at.WipedAt, at.WipedBy) = (desk.Now, desk.Actor.Name);
                care.Log(at, new("Data wiped", Note: method));
                return ReturnView.Of(at, unit);
            },
            ct
        );
}

public sealed record PassInspectionRequest(Guid UnitId, IReadOnlyList<string> Passed)
{
    /// <summary>The shelf; the branch's first clean bin when not given.</summary>
    public Guid? BinId { get; init; }
    public decimal? MeterHours { get; init; }
    public string? Note { get; init; }
}

/// <summary>Every function check passed, memory wiped: to the shelf, able to be lent again.</summary>
public sealed class PassInspection(Desk desk, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<PassInspectionRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (ask.MeterHours is < 0 or > 1_000_000)
                    return new InvalidField("meterHours", "Meter hours are from 0 to 1,000,000.");
                if (ask.Note is { Length: > 200 })
                    return new InvalidField("note", "The note is at most 200 characters.");
                var unit = await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == ask.UnitId, ct);
                // A pass goes to a shelf; the receiving area, where clean things may stand, is not one.
                if (unit is not null && await Shelf(unit, ask.BinId, ct) is { } refusal)
                    return refusal;
                var bin = ask.BinId ?? (unit is null ? null : await FirstShelf(unit.BranchId, ct));
                if (unit is not null && bin is null)
                    return new NoBinFor("clean");
                var outcome = await care.Advance(
                    desk,
                    ask.UnitId,
                    UnitTrigger.PassInspection,
                    bin,
                    (u, item, at) =>
                    {
                        var open = CarePoints.Function(item.Family).Except(ask.Passed ?? []).ToList();
                        if (open.Count > 0)
                            return new ChecksMissing("Inspection", open);
                        if (item.HasMemory && at?.WipedAt is null)
                            return new NotWiped(u.Serial);
                        return new CareAct(
                            "Inspection passed",
                            Findings: new { passed = ask.Passed, meterHours = ask.MeterHours },
                            Note: ask.Note
                        );
                    },
                    ct
                );
                if (!outcome.Ok)
                    return outcome;
                if (ask.MeterHours is { } hours)
                    unit!.MeterHours = hours;
                var done = await desk.Db.Returns.FindAsync([outcome.Value.Id], ct);
                done!.ShelvedAt = desk.Now;
                desk.Emit(new UnitShelved(ask.UnitId));
                return outcome;
            },
            ct
        );

    private async Task<Refusal?> Shelf(Unit unit, Guid? binId, CancellationToken ct)
    {
        var bin = binId is null ? null : await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == binId, ct);
        return bin is not null && !UnitLife.IsShelf(bin.Kind)
            ? new WrongBin($"Unit {unit.Serial}", "passed, so for a shelf", bin.Code, Words.Of(bin.Kind.ToString()))
            {
                Field = "binId",
            }
            : null;
    }

    private Task<Guid?> FirstShelf(Guid branchId, CancellationToken ct) =>
        desk
            .Db.Bins.Where(b => b.BranchId == branchId && b.Kind == BinKind.Clean)
            .OrderBy(b => b.Code)
            .Select(b => (Guid?)b.Id)
            .FirstOrDefaultAsync(ct);
}

/// <summary>What happens to a unit that did not pass.</summary>
public enum Disposition
{
    Quarantine,
    CleanAgain,
    Repair,
    Scrap,
}

public sealed record FailInspectionRequest(Guid UnitId, string Reason, Disposition Then)
{
    public IReadOnlyList<string> Failed { get; init; } = [];
}

/// <summary>It did not pass: set apart at once, then repaired, cleaned again or scrapped as decided.</summary>
public sealed class FailInspection(Desk desk, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<FailInspectionRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (string.IsNullOrWhiteSpace(ask.Reason) || ask.Reason.Length > 200)
                    return new WhyNeeded("A failed inspection") { Field = "reason" };
                var act = new CareAct(
                    "Inspection failed",
                    false,
                    new { failed = ask.Failed, then = ask.Then },
                    ask.Reason.Trim()
                );
                var failed = await care.Advance(
                    desk,
                    ask.UnitId,
                    UnitTrigger.FailInspection,
                    null,
                    (_, _, _) => act,
                    ct
                );
                if (!failed.Ok || ask.Then == Disposition.Quarantine)
                    return failed;
                var (trigger, said) = ask.Then switch
                {
                    Disposition.CleanAgain => (UnitTrigger.ClearQuarantine, "To be cleaned again"),
                    Disposition.Repair => (UnitTrigger.SendToRepair, "Sent to repair"),
                    _ => (UnitTrigger.Scrap, "Scrapped"),
                };
                return await care.SetAside(desk, ask.UnitId, trigger, null, new(said, Note: ask.Reason.Trim()), ct);
            },
            ct
        );
}
