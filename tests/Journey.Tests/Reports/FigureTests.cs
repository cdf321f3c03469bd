using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Reports;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Tests.Reports;

public sealed class FigureTests
{
    private static readonly DateOnly Day = new(2026, 11, 10);

    private sealed record Scene(Guid Branch, Guid Ann, Guid Ben);

    /// <summary>Ann: on time, late by a minute, on the window's last second. Ben: refused by the patient, nobody home, a second attempt that worked.</summary>
    private static async Task<Scene> Play(World world)
    {
        var branch = new Branch
        {
            Id = world.NewId(),
            Code = "COL",
            Name = "Columbus",
        };
        var ann = new Person
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            FirstName = "Ann",
            LastName = "Reed",
        };
        var ben = new Person
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            FirstName = "Ben",
            LastName = "Shaw",
        };
        var patient = new Patient
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Number = "P-1",
            FirstName = "A",
            LastName = "B",
            BirthDate = new(1950, 1, 1),
        };
        var van = new Vehicle
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Name = "Van 1",
        };
        await world.Given(branch);
        await world.Given(ann, ben, patient, van);
        var number = 0;
        Visit Make(Guid person, int minutesAfterWindowStart, string? failure = null, int attempt = 1) =>
            new()
            {
                Id = world.NewId(),
                BranchId = branch.Id,
                PatientId = patient.Id,
                Number = $"V-{++number}",
                Date = Day,
                Attempt = attempt,
                PersonId = person,
                State = failure is null ? VisitState.Closed : VisitState.Failed,
                FailureCode = failure,
                WindowFrom = world.Now,
                WindowTo = world.Now.AddHours(2),
                DueAt = world.Now,
                ArrivedAt = world.Now.AddMinutes(minutesAfterWindowStart),
                EndedAt = world.Now.AddMinutes(minutesAfterWindowStart + 30),
            };
        await world.Given(
            Make(ann.Id, 30),
            Make(ann.Id, 121),
            Make(ann.Id, 120),
            Make(ben.Id, 10, "refused"),
            Make(ben.Id, 20, "not-home"),
            Make(ben.Id, 60, attempt: 2)
        );
        var plan = new Plan
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Date = Day,
            VersionNo = 1,
            State = PlanState.Published,
        };
        plan.Routes.Add(
            new PlanRoute
            {
                Id = world.NewId(),
                VehicleId = van.Id,
                PersonId = ann.Id,
                Cost = Money.FromDollars(150),
            }
        );
        plan.Routes.Add(
            new PlanRoute
            {
                Id = world.NewId(),
                VehicleId = van.Id,
                PersonId = ben.Id,
                Cost = Money.FromDollars(90),
            }
        );
        await world.Given(
            plan,
            new Plan
            {
                Id = world.NewId(),
                BranchId = branch.Id,
                Date = Day,
                VersionNo = 2,
                State = PlanState.Superseded,
                Routes =
                [
                    new()
                    {
                        Id = world.NewId(),
                        PersonId = ann.Id,
                        VehicleId = van.Id,
                        Cost = Money.FromDollars(999),
                    },
                ],
            }
        );
        return new(branch.Id, ann.Id, ben.Id);
    }

    private static async Task<FigureSheet> Figures(World world, Actor? actor = null) =>
        (
            await world.Do<ShowFigures, Outcome<FigureSheet>>(f => f.Run(new(Day, Day), CancellationToken.None), actor)
        ).Must();

    [Theory, OnBothDatabases]
    public async Task Rates_are_counted_as_their_formulas_say(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Play(world);
        var total = (await Figures(world)).Total;
        // Arrived in the window: 30 min, 120 min (its last second), "nobody home" at 20 min, the second attempt at 60 min; late: 121 min.
        Assert.Equal((5, 4, 1), (total.Arrived, total.OnTime, total.LeftOutOfOnTime));
        Assert.Equal(0.8, total.OnTimeRate);
        Assert.Equal(0.6, total.FirstAttemptRate);
        Assert.Equal(Money.FromDollars(60), total.CostPerVisit);
    }

    [Theory, OnBothDatabases]
    public async Task Each_drivers_line_counts_his_own_visits_and_routes(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var scene = await Play(world);
        var lines = (await Figures(world)).Drivers;
        Assert.Equal(["Ann Reed", "Ben Shaw"], lines.Select(l => l.Name));
        Assert.Equal((2 / 3d, Money.FromDollars(50)), (lines[0].OnTimeRate!.Value, lines[0].CostPerVisit!.Value));
        Assert.Equal(0, lines[1].FirstAttemptRate);
        Assert.Equal(scene.Ben, lines[1].PersonId);
    }

    [Theory, OnBothDatabases]
    public async Task The_visits_behind_a_figure_are_the_ones_it_counted(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var scene = await Play(world);
        var sheet = await Figures(world);
        async Task<int> Behind(FigurePart part, Guid? person = null) =>
            (
                await world.Do<BehindFigure, Outcome<IReadOnlyList<BehindRow>>>(b =>
                    b.Run(new(Day, Day), part, person, CancellationToken.None)
                )
            )
                .Must()
                .Count;
        Assert.Equal(sheet.Total.Ended, await Behind(FigurePart.Ended));
        Assert.Equal(sheet.Total.OnTime, await Behind(FigurePart.OnTime));
        Assert.Equal(sheet.Total.Arrived - sheet.Total.OnTime, await Behind(FigurePart.Late));
        Assert.Equal(sheet.Total.LeftOutOfOnTime, await Behind(FigurePart.LeftOutOfOnTime));
        Assert.Equal(sheet.Total.FirstCompleted, await Behind(FigurePart.FirstCompleted));
        Assert.Equal(3, await Behind(FigurePart.Ended, scene.Ann));
    }

    [Theory, OnBothDatabases]
    public async Task Another_branchs_manager_sees_nothing_and_an_empty_rate_is_not_zero(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Play(world);
        var stranger = new Actor(ActorKind.Person, world.NewId(), "Stranger") { Branches = [world.NewId()] };
        var sheet = await Figures(world, stranger);
        Assert.Equal(0, sheet.Total.Ended);
        Assert.Null(sheet.Total.OnTimeRate);
        Assert.Null(sheet.Total.CostPerVisit);
        Assert.Empty(sheet.Drivers);
    }

    [Theory, OnBothDatabases]
    public async Task A_span_that_ends_before_it_begins_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var outcome = await world.Do<ShowFigures, Outcome<FigureSheet>>(f =>
            f.Run(new(Day, Day.AddDays(-1)), CancellationToken.None)
        );
        Assert.Equal("to", outcome.Refusals.Single().Field);
    }
}
