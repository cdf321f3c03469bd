using Homeward.Field.Proof;
using Homeward.Field.Visit;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Demo;

/// <summary>
/// The simulated crew: each second of life it looks at every driver's day and does what is due by the demonstration's clock - load,
/// depart, arrive, ask, hand over, sign, close - through the same use cases the phone calls. One in twenty finds nobody at home.
/// </summary>
public sealed partial class DemoCrew(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DemoCrew> log)
    : BackgroundService
{
    private readonly HashSet<Guid> stuck = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The day is driven in life's seconds: the clock shown runs faster, the ticks do not.
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var person in await Drivers(stoppingToken))
                    await Work(person, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTrouble(log, e);
            }
        }
    }

    /// <summary>Those who have a route on a published plan, each acting for themself.</summary>
    private Task<List<Actor>> Drivers(CancellationToken ct) =>
        In(
            DemoSeed.Actor,
            async (JourneyDb db) =>
            {
                var plans = db.Plans;
                var routes = db.PlanRoutes;
                var people = db.People;
                var rows = await (
                    from plan in plans
                    where plan.State == PlanState.Published
                    join route in routes on plan.Id equals route.PlanId
                    join person in people on route.PersonId equals person.Id
                    select new
                    {
                        person.Id,
                        person.BranchId,
                        Name = person.FirstName + " " + person.LastName,
                    }
                )
                    .Distinct()
                    .ToListAsync(ct);
                return rows.Select(p => new Actor(ActorKind.Person, p.Id, p.Name)
                    {
                        PersonId = p.Id,
                        Branches = [p.BranchId],
                        Roles = new HashSet<string> { Roles.Driver },
                        Permissions = Roles.PermissionsOf([Roles.Driver]),
                        From = "demonstration",
                    })
                    .ToList();
            }
        );

    private async Task Work(Actor driver, CancellationToken ct)
    {
        var day = await In(driver, (DriversDay d) => d.Run(null, null, ct));
        if (!day.Ok || day.Value.Next is not { } stop || stuck.Contains(stop.VisitId))
            return;
        var now = Now;
        switch (stop.State)
        {
            case VisitState.Published
                when now >= (stop.PlannedArrival ?? now) - TimeSpan.FromMinutes(25) || day.Value.Done > 0:
                await Load(driver, day.Value, ct);
                await Do(driver, (Depart u) => u.Run(new(Id(), new(stop.VisitId, At(stop, near: false))), ct));
                break;
            case VisitState.EnRoute when now >= (stop.Eta ?? now):
                await Do(driver, (Arrive u) => u.Run(new(Id(), new(stop.VisitId, At(stop, near: true))), ct));
                break;
            case VisitState.EnRoute:
                await Drive(driver, day.Value, stop, ct);
                break;
            case VisitState.Arrived when now >= stop.ArrivedAt + TimeSpan.FromMinutes(12):
                await Finish(driver, stop, ct);
                break;
        }
    }

    /// <summary>What is not on the van yet goes onto it, by serial or by count; what cannot is told when the stop is reached.</summary>
    private async Task Load(Actor driver, DayView day, CancellationToken ct)
    {
        foreach (var line in day.Load.Where(l => !l.Ready))
            await In(
                driver,
                (LoadRoute u) =>
                    u.Run(
                        new(
                            Id(),
                            new(
                                day.Date,
                                line.Serial,
                                line.Serial is null ? line.LineId : null,
                                line.Serial is null ? line.Quantity - line.Aboard : null,
                                new(Now)
                            )
                        ),
                        ct
                    )
            );
    }

    /// <summary>A place on the straight line to the stop, as far along as the time is.</summary>
    private async Task Drive(Actor driver, DayView day, StopSheet stop, CancellationToken ct)
    {
        if (
            stop is not { DepartedAt: { } left, Eta: { } eta, Patient: { Latitude: { } lat, Longitude: { } lon } }
            || eta <= left
        )
            return;
        var before = day.Stops.LastOrDefault(s => s.EndedAt is not null)?.Patient;
        var (fromLat, fromLon) = (before?.Latitude ?? 39.9735, before?.Longitude ?? -83.0395);
        var share = Math.Clamp((Now - left) / (eta - left), 0, 1);
        await In(
            driver,
            (ReceivePositions u) =>
                u.Run(
                    new(
                        Id(),
                        new(
                            day.VehicleId,
                            [new(Now, fromLat + (lat - fromLat) * share, fromLon + (lon - fromLon) * share, 8)]
                        )
                    ),
                    ct
                )
        );
    }

    private async Task Finish(Actor driver, StopSheet stop, CancellationToken ct)
    {
        var at = At(stop, near: true);
        // Which one is not at home follows from the visit's number, so that a seed always tells the same story.
        if (Number(stop.Number) % 20 == 7)
        {
            await Evidence(
                driver,
                stop,
                EvidenceKinds.Photo,
                new PhotoData("Closed door"),
                DemoPictures.Door(stop.Number),
                ct
            );
            await Do(
                driver,
                (FailVisit u) =>
                    u.Run(new(Id(), new(stop.VisitId, "not-home", "Rang twice and called; nobody came.", at)), ct),
                stop
            );
            return;
        }
        var answers = stop.Checklist.Where(q => q.Answer is null).Select(q => new Answer(q.Code, AnswerOf(q))).ToList();
        if (answers.Count > 0)
            await Do(driver, (AnswerChecklist u) => u.Run(new(Id(), new(stop.VisitId, answers, at)), ct));
        foreach (var line in stop.Lines.Where(l => l.Done < l.Quantity))
            await HandOver(driver, stop, line, at, ct);
        await Evidence(
            driver,
            stop,
            EvidenceKinds.Instruction,
            new InstructionData("Safe use, cleaning, whom to call", true),
            null,
            ct
        );
        var self = Number(stop.Number) % 3 != 0;
        await Evidence(
            driver,
            stop,
            EvidenceKinds.Signature,
            new SignatureData(
                self ? SignerRole.Beneficiary : SignerRole.Designee,
                self ? stop.Patient.Name : "Casey Morgan",
                self ? null : "daughter",
                true,
                true,
                DateOnly.FromDateTime(
                    TimeZoneInfo.ConvertTimeFromUtc(Now, TimeZoneInfo.FindSystemTimeZoneById(stop.TimeZone))
                ),
                stop.Text.Id,
                stop.Text.Version,
                stop.Text.Language
            ),
            DemoPictures.Signature(stop.Number),
            ct
        );
        await Do(
            driver,
            (CloseVisit u) => u.Run(new(Id(), new(stop.VisitId, at) { PartialReason = "Not on the van today." }), ct),
            stop
        );
    }

    private async Task HandOver(Actor driver, StopSheet stop, LineView line, Capture at, CancellationToken ct)
    {
        if (line.Direction == Direction.Drop)
            await In(
                driver,
                (RecordHandover u) =>
                    u.Run(
                        new(
                            Id(),
                            new(stop.VisitId, line.Id, at) { Scan = line.Serial, Quantity = line.Quantity - line.Done }
                        ),
                        ct
                    )
            );
        else if (line.Direction == Direction.Fetch)
            await In(
                driver,
                (RecordFetch u) => u.Run(new(Id(), new(stop.VisitId, line.Id, "used", at) { Scan = line.Serial }), ct)
            );
    }

    private async Task Evidence<T>(
        Actor driver,
        StopSheet stop,
        string kind,
        T data,
        byte[]? file,
        CancellationToken ct
    ) =>
        await Do(
            driver,
            (CaptureEvidence u) =>
                u.Run(new(Id(), new(stop.VisitId, kind, Json.Write(data), At(stop, near: true))), file, ct)
        );

    private static string AnswerOf(QuestionView question) =>
        question.Kind switch
        {
            AnswerKind.YesNo => question.Code.Contains("smok", StringComparison.Ordinal)
            && !question.Code.Contains("detector", StringComparison.Ordinal)
                ? "no"
                : "yes",
            AnswerKind.Number => question.Unit is "L/min" ? "2" : "94",
            AnswerKind.Done or AnswerKind.Photo => "done",
            _ => "As ordered",
        };

    private static int Number(string number) =>
        int.Parse(new string([.. number.Where(char.IsAsciiDigit)]), System.Globalization.CultureInfo.InvariantCulture);

    private Capture At(StopSheet stop, bool near) =>
        near ? new(Now, stop.Patient.Latitude, stop.Patient.Longitude, 9) : new(Now);

    private DateTime Now
    {
        get
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    private Guid Id() => Ids.New(clock);

    /// <summary>Does it, or says why not and leaves the stop to a person.</summary>
    private async Task Do<TUseCase, T>(Actor driver, Func<TUseCase, Task<Outcome<T>>> act, StopSheet? ends = null)
        where TUseCase : notnull
    {
        var outcome = await In(driver, act);
        if (outcome.Ok)
            return;
        LogRefused(
            log,
            typeof(TUseCase).Name,
            string.Join(" ", outcome.Refusals.Select(r => $"{r.Code}: {r.Sentence}"))
        );
        if (ends is not null)
            stuck.Add(ends.VisitId);
    }

    private async Task<T> In<TService, T>(Actor actor, Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor;
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: {UseCase} was refused: {Why}")]
    private static partial void LogRefused(ILogger log, string useCase, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demonstration: the crew stumbled and goes on")]
    private static partial void LogTrouble(ILogger log, Exception error);
}
