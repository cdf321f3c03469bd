using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Crew;

/// <summary>A person's work on one day, in the branch's local time; an end before the start runs past midnight.</summary>
public sealed record ShiftToAdd(
    Guid BranchId,
    Guid PersonId,
    Guid? VehicleId,
    bool Second,
    DateOnly Date,
    TimeOnly Start,
    TimeOnly End,
    TimeOnly? BreakFrom,
    int BreakMinutes,
    bool OnCall
);

public sealed record ShiftToRemove(Guid Id, int Version);

/// <summary>Copies the week before the one that begins on this Monday. Shifts that clash stay out and are told.</summary>
public sealed record WeekToCopy(Guid BranchId, DateOnly Monday);

public sealed record WeekCopied(int Copied, List<string> LeftOut);

public sealed record ShiftRow(
    Guid Id,
    Guid BranchId,
    Guid PersonId,
    string Person,
    Guid? VehicleId,
    string? Vehicle,
    bool Second,
    DateOnly Date,
    TimeOnly Start,
    TimeOnly End,
    TimeOnly? BreakFrom,
    int BreakMinutes,
    bool OnCall,
    int Version
);

/// <summary>Keeps the schedule: nobody works twice at once, no van drives twice at once, a second person rides with a first.</summary>
public sealed class KeepShifts(Desk desk, BranchTime time)
{
    public async Task<IReadOnlyList<ShiftRow>> Find(Guid branchId, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (people, vans) = (desk.Db.People, desk.Db.Vehicles);
        return await desk
            .Db.Shifts.AsNoTracking()
            .Where(s => s.BranchId == branchId && s.Date >= from && s.Date <= to)
            .OrderBy(s => s.Date)
            .ThenBy(s => s.Start)
            .ThenBy(s => s.Id)
            .Take(5_000)
            .Select(s => new ShiftRow(
                s.Id,
                s.BranchId,
                s.PersonId,
                people.Where(p => p.Id == s.PersonId).Select(p => p.FirstName + " " + p.LastName).FirstOrDefault()
                    ?? "",
                s.VehicleId,
                vans.Where(v => v.Id == s.VehicleId).Select(v => v.Name).FirstOrDefault(),
                s.Second,
                s.Date,
                s.Start,
                s.End,
                s.BreakFrom,
                s.BreakMinutes,
                s.OnCall,
                s.Version
            ))
            .ToListAsync(ct);
    }

    public Task<Outcome<ShiftRow>> Add(Command<ShiftToAdd> command, CancellationToken ct) =>
        desk.Once<ShiftRow>(
            command.Id,
            command.Data,
            async () =>
            {
                if (!desk.Actor.Can(May.WriteCrew))
                    return new NotAllowed("change the schedule");
                if (await time.Of(command.Data.BranchId, ct) is not { } clock)
                    return new NoSuch("branch");
                var (row, refusals) = await Place(command.Data, clock, [], ct);
                return row is null ? refusals : row;
            },
            ct
        );

    public Task<Outcome<Done>> Remove(Command<ShiftToRemove> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                if (!desk.Actor.Can(May.WriteCrew))
                    return new NotAllowed("change the schedule");
                if (await desk.Db.Shifts.FirstOrDefaultAsync(s => s.Id == command.Data.Id, ct) is not { } shift)
                    return new NoSuch("shift");
                if (shift.Version != command.Data.Version)
                    return new StaleVersion("shift");
                desk.Db.Remove(shift);
                return Done.It;
            },
            ct
        );

    public Task<Outcome<WeekCopied>> CopyWeek(Command<WeekToCopy> command, CancellationToken ct) =>
        desk.Once<WeekCopied>(
            command.Id,
            command.Data,
            async () =>
            {
                var (branchId, monday) = command.Data;
                if (!desk.Actor.Can(May.WriteCrew))
                    return new NotAllowed("change the schedule");
                if (await time.Of(branchId, ct) is not { } clock)
                    return new NoSuch("branch");
                if (monday.DayOfWeek != DayOfWeek.Monday || monday.Year is < 2000 or > 2100)
                    return new InvalidField("monday", "A week begins on a Monday.");
                var before = await Find(branchId, monday.AddDays(-7), monday.AddDays(-1), ct);
                if (before.Count == 0)
                    return new NothingToCopy();
                var placed = new List<Shift>();
                var left = new List<string>();
                // First drivers first, so that seconds find them.
                foreach (var s in before.OrderBy(s => s.Second).ThenBy(s => s.Date))
                {
                    var wish = new ShiftToAdd(
                        branchId,
                        s.PersonId,
                        s.VehicleId,
                        s.Second,
                        s.Date.AddDays(7),
                        s.Start,
                        s.End,
                        s.BreakFrom,
                        s.BreakMinutes,
                        s.OnCall
                    );
                    if (clock.On(wish.Date) is null && clock.SpecialDay(wish.Date) is { } holiday && !s.OnCall)
                    {
                        left.Add($"{s.Person}, {KeepCredentials.Say(wish.Date)}: closed, {holiday}.");
                        continue;
                    }
                    var (row, refusals) = await Place(wish, clock, placed, ct);
                    if (row is null)
                        left.Add($"{s.Person}, {KeepCredentials.Say(wish.Date)}: {refusals[0].Sentence}");
                }
                return new WeekCopied(placed.Count, left);
            },
            ct
        );

    /// <summary>Checks a shift against what stands and what this command placed before it, and puts it in.</summary>
    private async Task<(ShiftRow? Row, List<Refusal> Refusals)> Place(
        ShiftToAdd wish,
        BranchClock clock,
        List<Shift> placed,
        CancellationToken ct
    )
    {
        var faults = new Faults();
        var person = await desk.Db.People.FirstOrDefaultAsync(p => p.Id == wish.PersonId, ct);
        var van = wish.VehicleId is { } v
            ? await desk.Db.Vehicles.FirstOrDefaultAsync(x => x.Id == v && x.BranchId == wish.BranchId, ct)
            : null;
        if (person is null)
            faults.Say(new NoSuch("person") { Field = "personId" });
        if (wish.VehicleId is not null && van is null)
            faults.Say(new NoSuch("vehicle") { Field = "vehicleId" });
        if (wish.Date.Year is < 2000 or > 2100)
            faults.Say("date", "That is not a date we can plan.");
        if (wish.Start == wish.End)
            faults.Say("end", "The shift begins and ends at the same time.");
        if (wish.Second && wish.VehicleId is null)
            faults.Say("vehicleId", "A second person needs a van to ride in.");
        faults.Range("breakMinutes", wish.BreakMinutes, 0, 180, "minutes");
        if (faults.Any)
            return (null, faults.All);
        var (from, to) = clock.UtcSpan(wish.Date, wish.Start, wish.End);
        if (to - from > TimeSpan.FromHours(wish.OnCall ? 24 : 16))
            faults.Say("end", "The shift is longer than sixteen hours.", "Split it; on call may last a day.");
        if (wish.BreakFrom is { } b)
        {
            var at = clock.ToUtc(b >= wish.Start ? wish.Date : wish.Date.AddDays(1), b);
            if (at < from || at.AddMinutes(wish.BreakMinutes) > to)
                faults.Say("breakFrom", "The break is not within the shift.");
        }
        if (wish.Date < person!.HiredOn || wish.Date > (person.LeftOn ?? DateOnly.MaxValue))
            faults.Say(new NotEmployed(person.Name, KeepCredentials.Say(wish.Date)) { Field = "personId" });
        if (van is not null && !van.FitOn(wish.Date))
            faults.Say(
                new VanNotFit(
                    van.Name,
                    van.InService
                        ? $"its inspection was due on {KeepCredentials.Say(van.InspectionDue!.Value)}"
                        : "it is out of service"
                )
                {
                    Field = "vehicleId",
                }
            );
        var near = await Near(wish, placed, ct);
        bool Meets(Shift s) => clock.UtcSpan(s.Date, s.Start, s.End) is var (f, t) && f < to && from < t;
        if (near.FirstOrDefault(s => s.PersonId == person.Id && Meets(s)) is { } own)
            faults.Say(
                new ShiftOverlaps(person.Name, $"{KeepCredentials.Say(own.Date)} {own.Start:HH:mm} to {own.End:HH:mm}")
                {
                    Field = "start",
                }
            );
        if (van is not null)
        {
            var aboard = near.Where(s => s.VehicleId == van.Id && s.PersonId != person.Id && Meets(s)).ToList();
            if (wish.Second && aboard.All(s => s.Second))
                faults.Say(new NoFirstDriver(van.Name) { Field = "vehicleId" });
            else if (aboard.FirstOrDefault(s => s.Second == wish.Second) is { } other)
            {
                var who = await desk
                    .Db.People.Where(p => p.Id == other.PersonId)
                    .Select(p => p.FirstName + " " + p.LastName)
                    .FirstOrDefaultAsync(ct);
                faults.Say(new VanTaken(van.Name, who ?? "somebody else") { Field = "vehicleId" });
            }
        }
        if (faults.Any)
            return (null, faults.All);
        var shift = new Shift
        {
            Id = desk.NewId(),
            BranchId = wish.BranchId,
            PersonId = wish.PersonId,
            VehicleId = wish.VehicleId,
            Second = wish.Second,
            Date = wish.Date,
            Start = wish.Start,
            End = wish.End,
            BreakFrom = wish.BreakFrom,
            BreakMinutes = wish.BreakMinutes,
            OnCall = wish.OnCall,
        };
        desk.Db.Add(shift);
        placed.Add(shift);
        return (
            new(
                shift.Id,
                shift.BranchId,
                person.Id,
                person.Name,
                van?.Id,
                van?.Name,
                shift.Second,
                shift.Date,
                shift.Start,
                shift.End,
                shift.BreakFrom,
                shift.BreakMinutes,
                shift.OnCall,
                0
            ),
            []
        );
    }

    private async Task<List<Shift>> Near(ShiftToAdd wish, List<Shift> placed, CancellationToken ct)
    {
        var (first, last) = (wish.Date.AddDays(-1), wish.Date.AddDays(1));
        // A person lent to another branch is still one person: their shifts everywhere count, whoever asks.
        var stored = await desk
            .Db.Shifts.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .Where(s =>
                s.Date >= first
                && s.Date <= last
                && (s.PersonId == wish.PersonId || s.VehicleId != null && s.VehicleId == wish.VehicleId)
            )
            .ToListAsync(ct);
        return [.. stored.Union(placed)];
    }
}
