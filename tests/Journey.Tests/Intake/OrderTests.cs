using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Intake;

public sealed class OrderTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task An_order_is_taken_with_its_clock_and_says_what_is_missing(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var taken = await desk.Placed(desk.Whole(("CONC-5", 1)));
        Assert.Equal("O-100001", taken.Number);
        Assert.Equal(OrderState.New, taken.State);
        Assert.Equal(Urgency.Stat, taken.Urgency);
        Assert.Equal(desk.World.Now.AddHours(4), taken.DueAt);
        Assert.Contains(
            taken.Missing,
            m =>
                m.Document == DocumentKind.WrittenOrderPriorToDelivery
                && m.NeededBy == NeededBy.Dispatch
                && m.Source.Length > 0
        );
        var order = await desk.Order(taken.Id);
        // The cannula came along: the concentrator cannot be set up without it.
        Assert.Equal([await desk.ItemId("CONC-5"), await desk.ItemId("CANNULA")], order.Lines.Select(l => l.ItemId));
    }

    [Theory, OnBothDatabases]
    public async Task All_problems_come_together_each_with_its_field_and_nothing_is_saved(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var outcome = await desk.Place(
            desk.Whole() with
            {
                OrderedOn = new(2027, 1, 1),
                WantedOn = new(1990, 1, 1),
                WantedFrom = new(14, 0),
                WantedTo = new(9, 0),
                Diagnoses = ["nonsense"],
                Practitioner = new("1234567890", "Dr. Nobody"),
                CoverageId = Guid.CreateVersion7(),
                Notes = new string('x', 4_001),
                DeliveryNotes = "nul\0here",
                Lines =
                [
                    new() { Item = "NO-SUCH" },
                    new() { Item = "COMMODE", Quantity = 0 },
                    new()
                    {
                        Item = "BED-SEMI",
                        Kind = LineKind.Exchange,
                        ExchangeReason = "because",
                    },
                ],
            }
        );
        var fields = outcome.Refusals.Select(r => r.Field).ToList();
        foreach (
            var field in new[]
            {
                "orderedOn",
                "wantedOn",
                "wantedTo",
                "diagnoses[0]",
                "practitioner.npi",
                "coverageId",
                "notes",
                "deliveryNotes",
                "lines[0].item",
                "lines[1].quantity",
                "lines[2].exchangeReason",
            }
        )
            Assert.Contains(field, fields);
        Assert.Equal(0, await desk.Orders());
        Assert.Equal(0, await desk.World.Look(db => db.Practitioners.CountAsync()));
        Assert.Equal(0, await desk.World.Look(db => db.Numbers.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_external_number_from_the_same_branch_is_the_same_order(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var request = desk.Whole() with { ExternalId = "EPIC-7", Channel = OrderChannel.Api };
        var first = await desk.Placed(request);
        var again = await desk.Placed(request);
        Assert.False(first.Repeated);
        Assert.True(again.Repeated);
        Assert.Equal(first.Id, again.Id);
        var many = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => desk.Placed(request with { ExternalId = "EPIC-8" }))
        );
        Assert.Single(many.Select(m => m.Id).Distinct());
        Assert.Equal(2, await desk.Orders());
    }

    [Theory, OnBothDatabases]
    public async Task A_kit_becomes_its_items_and_a_hcpcs_code_of_several_items_asks_which(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var kit = await desk.World.Look(db => db.Kits.OrderBy(k => k.Code).FirstAsync());
        var taken = await desk.Placed(desk.Whole() with { Lines = [new() { Kit = kit.Code, Quantity = 2 }] });
        var order = await desk.Order(taken.Id);
        foreach (var part in kit.Lines)
            Assert.Contains(
                order.Lines,
                l => l.ItemId == part.ItemId && l.Quantity == part.Quantity * 2 && l.KitId == kit.Id
            );
        var doubtful = await desk.Place(desk.Whole(("E1390", 1)));
        Assert.Equal("INT-107", doubtful.Refusals.Single().Code);
        Assert.Contains("CONC-10", doubtful.Refusals.Single().Sentence, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Another_branchs_patient_is_not_found_and_a_clerk_sees_her_own_orders_only(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var day = await desk.AddBranch("DAY");
        var clerk = new Actor(ActorKind.Person, desk.World.NewId(), "Clerk")
        {
            Branches = [day],
            Permissions = May.All,
        };
        Assert.Equal("GEN-404", (await desk.Place(desk.Whole() with { BranchId = day }, clerk)).Refusals.Single().Code);
        Assert.Equal("GEN-404", (await desk.Place(desk.Whole(), clerk)).Refusals.Single().Code);
        var taken = await desk.Placed(desk.Whole());
        Assert.Null(await desk.World.Do((OrderDetail d) => d.Run(taken.Id, Ct), clerk));
        Assert.Equal(0, (await desk.World.Do((FindOrders f) => f.Run(new(), Ct), clerk)).Total);
        var cancel = await desk.World.Do(
            (CancelOrder c) => c.Run(new(desk.World.NewId(), new(taken.Id, taken.Version, "other")), Ct),
            clerk
        );
        Assert.Equal("GEN-404", cancel.Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_referral_partner_sees_what_it_referred_and_no_inner_history(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var (mine, other) = (desk.World.NewId(), desk.World.NewId());
        await desk.World.Given(
            new ReferralSource { Id = mine, Name = "Grant Medical" },
            new ReferralSource { Id = other, Name = "Riverside" }
        );
        var own = await desk.Placed(desk.Whole() with { ReferralSourceId = mine });
        var foreign = await desk.Placed(desk.Whole() with { ReferralSourceId = other, ExternalId = "X-1" });
        var nurse = new Actor(ActorKind.Person, desk.World.NewId(), "Nurse")
        {
            AllBranches = true,
            ReferralSourceId = mine,
        };
        Assert.Equal(
            [own.Id],
            (await desk.World.Do((FindOrders f) => f.Run(new(), Ct), nurse)).Items.Select(o => o.Id)
        );
        Assert.Null(await desk.World.Do((OrderDetail d) => d.Run(foreign.Id, Ct), nurse));
        Assert.Empty((await desk.World.Do((OrderDetail d) => d.Run(own.Id, Ct), nurse))!.History);
        Assert.Equal(
            "INT-128",
            (await desk.Place(desk.Whole() with { ExternalId = "X-1" }, nurse)).Refusals.Single().Code
        );
        var sent = (await desk.Place(desk.Whole() with { ReferralSourceId = other }, nurse)).Must();
        Assert.Equal(mine, (await desk.Order(sent.Id)).ReferralSourceId);
    }

    [Theory, OnBothDatabases]
    public async Task An_order_without_a_place_on_the_map_is_not_accepted_and_says_so(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var lost = await desk.AddPatient("Ned", "Lost", desk.Branch, p => p.Location = LocationGrade.None);
        var taken = await desk.Placed(desk.Whole() with { PatientId = lost, Accept = true });
        Assert.Equal(OrderState.New, taken.State);
        Assert.Contains(taken.Missing, m => m.Code == "MIS-102");
        var refused = await desk.Step<AcceptOrder>(taken.Id, (u, s) => u.Run(new(desk.World.NewId(), s), Ct));
        Assert.Equal("INT-115", refused.Refusals.Single().Code);
        Assert.Equal(OrderState.Accepted, (await desk.Placed(desk.Whole() with { Accept = true })).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_change_from_a_stale_version_is_refused_and_changes_of_lines_raise_the_version(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole(("COMMODE", 2), ("WALKER", 1)));
        var change = new OrderChange
        {
            OrderId = order.Id,
            Version = order.Version,
            ChangeLines = [new(order.Lines[0].Id, 3)],
        };
        var stands = (await desk.World.Do((ChangeOrder c) => c.Run(new(desk.World.NewId(), change), Ct))).Must();
        var now = await desk.Order(order.Id);
        Assert.Equal(3, now.Lines[0].Quantity);
        Assert.Equal(stands.Version, now.Version);
        var stale = await desk.World.Do(
            (ChangeOrder c) => c.Run(new(desk.World.NewId(), change with { Notes = "late" }), Ct)
        );
        Assert.Equal("GEN-409", stale.Refusals.Single().Code);
        Assert.Contains("OrderChanged", await desk.Facts());
    }

    [Theory, OnBothDatabases]
    public async Task The_last_open_line_is_not_cancelled_by_itself_and_half_a_change_is_none(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole(("COMMODE", 1), ("WALKER", 1)));
        var all = new OrderChange
        {
            OrderId = order.Id,
            Version = order.Version,
            Notes = "half",
            CancelLines = [.. order.Lines.Select(l => new LineCancel(l.Id, "patient-request"))],
        };
        Assert.Equal(
            "INT-121",
            (await desk.World.Do((ChangeOrder c) => c.Run(new(desk.World.NewId(), all), Ct))).Refusals.Single().Code
        );
        var now = await desk.Order(order.Id);
        Assert.Null(now.Notes);
        Assert.All(now.Lines, l => Assert.Equal(LineState.Open, l.State));
        var one = all with
        {
            CancelLines = [new(order.Lines[1].Id, "patient-request")],
            AddLines = [new() { Item = "CANE" }],
        };
        (await desk.World.Do((ChangeOrder c) => c.Run(new(desk.World.NewId(), one), Ct))).Must();
        now = await desk.Order(order.Id);
        Assert.Equal([LineState.Open, LineState.Cancelled, LineState.Open], now.Lines.Select(l => l.State));
    }

    [Theory, OnBothDatabases]
    public async Task Hold_and_release_return_to_where_the_order_stood(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole());
        Assert.Equal("INT-116", (await desk.Hold(order.Id, " ")).Refusals.Single().Code);
        Assert.Equal(OrderState.OnHold, (await desk.Hold(order.Id, "patient-request")).Must().State);
        Assert.Equal(OrderState.Accepted, (await desk.Release(order.Id)).Must().State);
        Assert.Equal("GEN-412", (await desk.Release(order.Id)).Refusals.Single().Code);
        Assert.Equal("INT-117", (await desk.Cancel(order.Id, "no such reason")).Refusals.Single().Code);
        Assert.Equal(OrderState.Cancelled, (await desk.Cancel(order.Id, "patient-request")).Must().State);
        Assert.Equal(["OrderAccepted", "OrderHeld", "OrderAccepted", "OrderCancelled"], await desk.Facts());
    }

    [Theory, OnBothDatabases]
    public async Task A_split_moves_lines_and_parts_of_lines_to_an_order_of_their_own(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole(("COMMODE", 4), ("WALKER", 1)));
        var all = new OrderSplit(order.Id, order.Version, [.. order.Lines.Select(l => new SplitLine(l.Id))]);
        Assert.Equal(
            "INT-130",
            (await desk.World.Do((SplitOrder s) => s.Run(new(desk.World.NewId(), all), Ct))).Refusals.Single().Code
        );
        var split = new OrderSplit(
            order.Id,
            order.Version,
            [new(order.Lines[0].Id, 3), new(order.Lines[1].Id)],
            new DateOnly(2026, 11, 20)
        );
        var made = (await desk.World.Do((SplitOrder s) => s.Run(new(desk.World.NewId(), split), Ct))).Must();
        var (old, fresh) = (await desk.Order(order.Id), await desk.Order(made.NewOrderId));
        Assert.Equal([1], old.Lines.Select(l => l.Quantity));
        Assert.Equal([3, 1], fresh.Lines.OrderByDescending(l => l.Quantity).Select(l => l.Quantity));
        Assert.Contains(fresh.Lines, l => l.Id == order.Lines[1].Id);
        Assert.Equal((OrderState.Accepted, order.Id), (fresh.State, fresh.SplitFrom));
        Assert.Equal(made.Order.Version, old.Version);
    }

    [Theory, OnBothDatabases]
    public async Task The_history_tells_who_did_what_from_the_trail(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var order = await desk.Accepted(desk.Whole());
        await desk.Hold(order.Id, "out-of-stock");
        var view = (await desk.World.Do((OrderDetail d) => d.Run(order.Id, Ct)))!;
        Assert.Equal(["Accepted → on hold", "New → accepted", "Order taken"], view.History.Select(h => h.What));
        Assert.Equal("out-of-stock", view.History[0].Detail);
        Assert.Equal(
            1,
            await desk.World.Look(db => db.Audit.CountAsync(a => a.Verb == "read" && a.PatientId == desk.Patient))
        );
    }

    [Theory, OnBothDatabases]
    public async Task Orders_are_found_by_name_number_state_and_what_they_lack(StorageKind kind)
    {
        await using var desk = await OrderDesk.Open(kind);
        var bare = await desk.Placed(desk.Whole(("CONC-5", 1)));
        await desk.Placed(desk.Whole() with { WantedOn = new(2026, 12, 1) });
        async Task<int> Count(OrderFilter filter) => (await desk.World.Do((FindOrders f) => f.Run(filter, Ct))).Total;
        Assert.Equal(2, await Count(new() { Text = "okafor ruth" }));
        Assert.Equal(1, await Count(new() { Text = bare.Number }));
        Assert.Equal(2, await Count(new() { Text = "555-0134" }));
        Assert.Equal(0, await Count(new() { Text = "nobody" }));
        Assert.Equal(1, await Count(new() { Stopped = true }));
        Assert.Equal(1, await Count(new() { Urgency = Urgency.Stat }));
        Assert.Equal(1, await Count(new() { BranchId = desk.Branch, DueBy = new(2026, 11, 10) }));
        await desk.Cancel(bare.Id, "duplicate");
        Assert.Equal(1, await Count(new()));
        Assert.Equal(2, await Count(new() { All = true }));
        desk.World.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(1, await Count(new() { Late = true }));
    }
}
