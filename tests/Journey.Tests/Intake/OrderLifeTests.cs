using CsCheck;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Intake;

public sealed class OrderLifeTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task A_delivery_of_some_makes_it_partial_of_all_fulfilled_and_never_more_than_ordered(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole(("COMMODE", 2), ("WALKER", 1)));
        await desk.Deliver(order, (0, 1));
        var now = await desk.Order(order.Id);
        Assert.Equal((OrderState.Partial, 1), (now.State, now.Lines[0].DeliveredQuantity));
        await desk.Deliver(order, (0, 99), (1, 1));
        now = await desk.Order(order.Id);
        Assert.Equal((OrderState.Fulfilled, 2), (now.State, now.Lines[0].DeliveredQuantity));
        Assert.All(now.Lines, l => Assert.Equal(LineState.Delivered, l.State));
        Assert.Equal("INT-127", (
                await desk.World.Do(
                    (ChangeOrder c) =>
                        c.Run(
                            new(
                                desk.World.NewId(),
                                new()
                                {
                                    OrderId = order.Id,
                                    Version = now.Version,
                                    Notes = "x",
                                }
                            ),
                            Ct
                        )
                )
            ).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_fact_told_twice_counts_once(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole(("COMMODE", 3)));
        var fact = new VisitClosed(desk.World.NewId(), order.Id, null, [new(order.Lines[0].Id, 1)], []);
        await desk.Tell(fact);
        await desk.Tell(fact);
        Assert.Equal(1, (await desk.Order(order.Id)).Lines[0].DeliveredQuantity);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_delivered_while_the_office_cancelled_is_still_delivered(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole(("COMMODE", 1), ("WALKER", 1)));
        (await desk.Cancel(order.Id, "patient-request")).Must();
        await desk.Deliver(order, (0, 1));
        var now = await desk.Order(order.Id);
        Assert.Equal(OrderState.Fulfilled, now.State);
        Assert.Equal([LineState.Delivered, LineState.Cancelled], now.Lines.Select(l => l.State));
    }

    [Theory, OnBothDatabases]
    public async Task The_failed_visits_reason_decides_and_the_same_order_gets_a_second_attempt(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole());
        await desk.Tell(new VisitFailed(desk.World.NewId(), order.Id, "not-home", "Retry"));
        Assert.Equal(OrderState.Accepted, (await desk.Order(order.Id)).State);
        await desk.Tell(new VisitFailed(desk.World.NewId(), order.Id, "wrong-address", "Hold"));
        Assert.Equal(
            (OrderState.OnHold, "A visit failed: wrong address"),
            ((await desk.Order(order.Id)).State, (await desk.Order(order.Id)).HoldReason)
        );
        (await desk.Release(order.Id)).Must();
        await desk.Deliver(order, (0, 1));
        var view = (await desk.World.Do((OrderDetail d) => d.Run(order.Id, Ct)))!;
        Assert.Equal(OrderState.Fulfilled, view.State);
        Assert.Equal(3, view.Visits.Count);
        var second = await desk.Accepted(desk.Whole());
        await desk.Tell(new VisitFailed(desk.World.NewId(), second.Id, "deceased", "Cancel"));
        Assert.Equal(OrderState.Cancelled, (await desk.Order(second.Id)).State);
    }

    [Theory, OnBothDatabases]
    public async Task Delivery_consumes_the_authorisations_units_and_the_rest_is_counted_at_dispatch(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var cover = desk.World.NewId();
        var who = await desk.AddPatient("Al", "Dunn", desk.Branch);
        var rule = new DocumentRule
        {
            Id = desk.World.NewId(),
            Hcpcs = "E0163",
            Payer = "medicare",
            Document = DocumentKind.PriorAuthorisation,
            NeededBy = NeededBy.Dispatch,
            From = new(2020, 1, 1),
            Source = "test",
        };
        var paper = new Authorisation
        {
            Id = desk.World.NewId(),
            PatientId = who,
            CoverageId = cover,
            Number = "PA-1",
            Hcpcs = "E0163",
            UnitsApproved = 3,
            From = new(2026, 1, 1),
            To = new(2026, 12, 31),
            State = AuthorisationState.Approved,
        };
        await desk.World.Given(
            new Coverage
            {
                Id = cover,
                PatientId = who,
                Payer = "medicare",
                MemberId = "x",
                From = new(2020, 1, 1),
                Eligibility = Eligibility.Active,
            },
            rule,
            paper
        );
        var request = desk.Whole(("COMMODE", 2)) with { PatientId = who };
        var order = await desk.Accepted(request);
        Assert.DoesNotContain((await desk.Missing(order.Id)).Stops, m => m.Fix == "authorisation");
        await desk.Deliver(order, (0, 2));
        Assert.Equal(
            2,
            await desk.World.Look(db =>
                db.Authorisations.Where(a => a.Id == paper.Id).Select(a => a.UnitsUsed).SingleAsync()
            )
        );
        var next = await desk.Placed(request);
        Assert.Contains(next.Missing, m => m.Code == "MIS-133");
        desk.World.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Contains((await desk.Missing(next.Id)).Missing, m => m.Code == "MIS-132");
    }

    [Theory, OnBothDatabases]
    public async Task Dispatch_stops_until_a_named_clinician_releases_it_and_then_it_is_not_billed(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole(("CONC-5", 1)));
        Assert.NotEmpty((await desk.Missing(order.Id)).Stops);
        var clerk = new Actor(ActorKind.Person, desk.World.NewId(), "Clerk")
        {
            AllBranches = true,
            Permissions = Roles.PermissionsOf([Roles.Intake]),
        };
        var rt = clerk with { Name = "Jo RT", Permissions = Roles.PermissionsOf([Roles.Rt]) };
        Assert.Equal(
            "GEN-403",
            (await desk.ReleaseClinically(order.Id, "out of oxygen", clerk)).Refusals.Single().Code
        );
        Assert.Equal("INT-116", (await desk.ReleaseClinically(order.Id, "", rt)).Refusals.Single().Code);
        (await desk.ReleaseClinically(order.Id, "Saturation 82 %, cylinder runs out at noon", rt)).Must();
        Assert.Equal("INT-131", (await desk.ReleaseClinically(order.Id, "again", rt)).Refusals.Single().Code);
        var list = await desk.Missing(order.Id);
        Assert.Empty(list.Stops);
        Assert.NotEmpty(list.Missing);
        var now = await desk.Order(order.Id);
        Assert.Equal((true, "Jo RT"), (now.NotBillable, now.ReleasedByName));
        Assert.Contains(
            await desk.World.Look(db => db.Audit.Where(a => a.SubjectId == order.Id).ToListAsync()),
            a => a.ActorName == "Jo RT" && a.Changes.Contains("Saturation", StringComparison.Ordinal)
        );
        // New lines are not what was released.
        (
            await desk.World.Do(
                (ChangeOrder c) =>
                    c.Run(
                        new(
                            desk.World.NewId(),
                            new()
                            {
                                OrderId = order.Id,
                                Version = now.Version,
                                AddLines = [new() { Item = "CANE" }],
                            }
                        ),
                        Ct
                    )
            )
        ).Must();
        Assert.NotEmpty((await desk.Missing(order.Id)).Stops);
    }

    [Theory, OnBothDatabases]
    public async Task A_supply_that_was_delivered_is_offered_again_in_time_and_only_after_a_yes(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var item = await desk.World.Look(db =>
            db.Items.Where(i => i.SupplyDays == 90).OrderBy(i => i.Code).FirstAsync()
        );
        var order = await desk.Accepted(desk.Whole((item.Code, 1)));
        await desk.Deliver(order, (0, 1));
        async Task<IReadOnlyList<RefillRow>> Due() => (await desk.World.Do((PlanRefills p) => p.Run(new(), Ct))).Items;
        Assert.Empty(await Due());
        var early = (await desk.World.Do((PlanRefills p) => p.Run(new(Due: false), Ct))).Items.Single();
        Assert.Equal(new DateOnly(2026, 11, 10).AddDays(90), early.RunsOutOn);
        async Task<Outcome<RefillConfirmed>> Answer(RefillRow row, bool yes) =>
            await desk.World.Do(
                (ConfirmRefill c) =>
                    c.Run(new(desk.World.NewId(), new(row.Id, row.Version, yes, "Ruth Okafor", "phone")), Ct)
            );
        Assert.Equal("INT-123", (await Answer(early, true)).Refusals[0].Code);
        desk.World.Clock.Advance(TimeSpan.FromDays(61));
        var row = (await Due()).Single();
        Assert.Equal("INT-103", (await Dead(desk, row)).Refusals.Single().Code);
        var made = (await Answer(row, true)).Must().Order!;
        var refill = await desk.Order(made.Id);
        Assert.Equal(
            (OrderChannel.Recurring, OrderState.Accepted, row.EarliestDelivery),
            (refill.Channel, refill.State, refill.NotBefore!.Value)
        );
        Assert.True(refill.WantedOn >= row.EarliestDelivery);
        var again = (await Due()).Single();
        Assert.Equal(("Ruth Okafor", "phone"), (again.ConfirmedBy, again.ConfirmedHow));
        Assert.Equal("INT-124", (await Answer(again, true)).Refusals.Single().Code);
        var sooner = new OrderChange
        {
            OrderId = refill.Id,
            Version = refill.Version,
            WantedOn = row.EarliestDelivery.AddDays(-1),
        };
        Assert.Equal(
            "INT-122",
            (await desk.World.Do((ChangeOrder c) => c.Run(new(desk.World.NewId(), sooner), Ct))).Refusals.Single().Code
        );
        await desk.Deliver(refill, (0, 1));
        var next = (await desk.World.Do((PlanRefills p) => p.Run(new(Due: false), Ct))).Items.Single();
        Assert.Equal(row.RunsOutOn.AddDays(90), next.RunsOutOn);
        Assert.Null(next.ConfirmedBy);
    }

    private static async Task<Outcome<RefillConfirmed>> Dead(OrderDesk desk, RefillRow row)
    {
        async Task Set(DateOnly? day) =>
            await desk.World.Look(db =>
                db.Patients.Where(p => p.Id == desk.Patient).ExecuteUpdateAsync(s => s.SetProperty(p => p.DiedOn, day))
            );
        await Set(new(2026, 12, 1));
        var outcome = await desk.World.Do(
            (ConfirmRefill c) =>
                c.Run(new(desk.World.NewId(), new(row.Id, row.Version, true, "Ruth Okafor", "phone")), Ct)
        );
        await Set(null);
        return outcome;
    }

    [Theory, OnBothDatabases]
    public async Task After_a_death_supplies_end_deliveries_are_cancelled_and_pickups_stay(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var item = await desk.World.Look(db =>
            db.Items.Where(i => i.SupplyDays == 90).OrderBy(i => i.Code).FirstAsync()
        );
        var first = await desk.Accepted(desk.Whole((item.Code, 1)));
        await desk.Deliver(first, (0, 1));
        var open = await desk.Accepted(desk.Whole());
        var mixed = await desk.Accepted(
            desk.Whole() with
            {
                Lines = [new() { Item = "CANE" }, new() { Item = "WALKER", Kind = LineKind.Pickup }],
            }
        );
        await desk.Tell(new PatientDied(desk.Patient, new(2026, 11, 10)));
        Assert.Equal(OrderState.Cancelled, (await desk.Order(open.Id)).State);
        Assert.Equal([LineState.Cancelled, LineState.Open], (await desk.Order(mixed.Id)).Lines.Select(l => l.State));
        Assert.Equal(
            RecurringState.Ended,
            await desk.World.Look(db => db.RecurringSupplies.Select(r => r.State).SingleAsync())
        );
    }

    private enum Act
    {
        Accept,
        Hold,
        Release,
        Cancel,
        DeliverOne,
        DeliverAll,
        FailHold,
    }

    /// <summary>Whatever is done in whatever order: each step happens as the table says or is refused with a sentence and nothing is saved.</summary>
    [Theory, OnBothDatabases]
    public async Task No_order_of_steps_reaches_a_state_the_table_does_not_know(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var runs = new List<Act[]>();
        Gen.Enum<Act>().Array[4, 9].Sample(runs.Add, iter: 12, threads: 1);
        foreach (var run in runs)
        {
            var id = (await desk.Placed(desk.Whole(("COMMODE", 2), ("CANE", 1)))).Id;
            foreach (var act in run)
            {
                var before = await desk.Order(id);
                var outcome = act switch
                {
                    Act.Accept => await desk.Step<AcceptOrder>(id, (u, s) => u.Run(new(desk.World.NewId(), s), Ct)),
                    Act.Hold => await desk.Hold(id, "other"),
                    Act.Release => await desk.Release(id),
                    Act.Cancel => await desk.Cancel(id, "other"),
                    _ => null,
                };
                if (act == Act.DeliverOne)
                    await desk.Deliver(before, (0, 1));
                if (act == Act.DeliverAll)
                    await desk.Deliver(before, (0, 2), (1, 1));
                if (act == Act.FailHold)
                    await desk.Tell(new VisitFailed(desk.World.NewId(), id, "refused", "Hold"));
                var after = await desk.Order(id);
                var said = $"{before.State} {act} -> {after.State} in {string.Join(",", run)}";
                Assert.True(Enum.IsDefined(after.State), said);
                if (after.State != before.State)
                    Assert.True(OrderStates.Table.Rows.Any(r => r.From == before.State && r.To == after.State), said);
                if (outcome is { Ok: false })
                {
                    Assert.Equal((before.State, before.Version), (after.State, after.Version));
                    Assert.All(outcome.Refusals, r => Assert.EndsWith(".", r.Sentence, StringComparison.Ordinal));
                }
                Assert.True((after.State == OrderState.OnHold) == (after.HeldFrom is not null), said);
                Assert.All(after.Lines, l => Assert.InRange(l.DeliveredQuantity, 0, l.Quantity));
                if (after.State == OrderState.Fulfilled)
                    Assert.True(
                        after.Lines.All(l => l.State != LineState.Open)
                            && after.Lines.Any(l => l.DeliveredQuantity > 0),
                        said
                    );
                if (after.State == OrderState.Cancelled)
                    Assert.True(after.Lines.All(l => l.State == LineState.Cancelled && l.DeliveredQuantity == 0), said);
            }
        }
    }
}
