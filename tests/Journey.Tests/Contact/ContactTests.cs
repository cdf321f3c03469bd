using Homeward.Journey.Branches;
using Homeward.Journey.Contact;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Contact;

public sealed class ContactTests
{
    private sealed record Tell(string What);

    private sealed record Given(Guid Branch, Guid Patient, Guid Visit);

    private static async Task<Given> Booked(
        World world,
        string language = "en",
        VisitState state = VisitState.Published,
        int daysAhead = 0
    )
    {
        var branch = new Branch
        {
            Id = world.NewId(),
            Code = "COL",
            Name = "Homeward Columbus",
            Phone = "+16145550100",
            TimeZone = "America/New_York",
        };
        var patient = new Patient
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Number = "P-1",
            FirstName = "Ada",
            LastName = "Quill",
            BirthDate = new(1940, 2, 3),
            Phone = "+16145550111",
            Language = language,
            AddressLine = "77 Elm St",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
        };
        var visit = new Visit
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            PatientId = patient.Id,
            Number = "V-1",
            State = state,
            Date = new(2026, 11, 10),
            BookedAt = world.Now,
            WindowFrom = world.Now.AddDays(daysAhead).AddHours(2),
            WindowTo = world.Now.AddDays(daysAhead).AddHours(4),
            DueAt = world.Now.AddHours(4),
        };
        await world.Given(branch);
        await world.Given(patient, visit);
        return new(branch.Id, patient.Id, visit.Id);
    }

    private static async Task Say<T>(World world, T fact)
        where T : IEvent
    {
        await world.Do<Desk, Outcome<Done>>(desk =>
            desk.Once<Done>(
                world.NewId(),
                new Tell(typeof(T).Name),
                () =>
                {
                    desk.Emit(fact);
                    return Task.FromResult<Outcome<Done>>(Done.It);
                },
                CancellationToken.None
            )
        );
        await world.DrainOutbox();
    }

    private static Task<List<Message>> Messages(World world) =>
        world.Look(db => db.Messages.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync());

    private static Task<Outcome<VisitFollowed>> Follow(World world, string token) =>
        world.Do<FollowVisit, Outcome<VisitFollowed>>(f => f.Run(token, CancellationToken.None), Actor.Nobody);

    private static async Task<string> Token(World world, Guid visit) =>
        (
            await world.Do<MakeLink, Outcome<LinkMade>>(m =>
                m.Run(new(world.NewId(), new(visit)), CancellationToken.None)
            )
        )
            .Must()
            .Token;

    [Theory, OnBothDatabases]
    public async Task A_booked_visit_is_told_once_in_the_patients_language_without_a_health_fact(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var given = await Booked(world, "es");
        await Say(world, new VisitBooked(given.Visit));
        var message = Assert.Single(await Messages(world));
        Assert.Equal(MessageState.Sent, message.State);
        Assert.Contains("su visita es el", message.Body, StringComparison.Ordinal);
        Assert.Contains("11:00", message.Body, StringComparison.Ordinal);
        foreach (var secret in new[] { "Ada", "Quill", "Elm", "43215", "oxygen", "1940" })
            Assert.DoesNotContain(secret, message.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnBothDatabases]
    public async Task A_booking_made_at_night_waits_for_eight_in_the_morning(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var given = await Booked(world, daysAhead: 1);
        world.Clock.SetUtcNow(new(2026, 11, 11, 2, 30, 0, TimeSpan.Zero)); // 21:30 in Columbus
        await Say(world, new VisitBooked(given.Visit));
        var message = Assert.Single(await Messages(world));
        Assert.Equal(MessageState.Queued, message.State);
        Assert.Equal(new DateTime(2026, 11, 11, 13, 0, 0, DateTimeKind.Utc), message.DueAt);
        world.Clock.SetUtcNow(new(2026, 11, 11, 13, 0, 0, TimeSpan.Zero));
        await world.DrainOutbox();
        Assert.Equal(MessageState.Sent, Assert.Single(await Messages(world)).State);
    }

    [Theory]
    [InlineData("2026-03-08T06:30:00Z", "2026-03-08T12:00:00Z")] // the night the clocks go forward
    [InlineData("2026-11-01T05:30:00Z", "2026-11-01T13:00:00Z")] // the night they go back
    [InlineData("2026-11-10T12:59:59Z", "2026-11-10T13:00:00Z")]
    [InlineData("2026-11-10T13:00:00Z", "2026-11-10T13:00:00Z")]
    [InlineData("2026-11-11T01:59:59Z", "2026-11-11T01:59:59Z")]
    [InlineData("2026-11-11T02:00:00Z", "2026-11-11T13:00:00Z")]
    public void Quiet_hours_end_at_eight_local_time_also_on_the_nights_of_a_clock_change(string from, string expected)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var utc = DateTime.Parse(from, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        Assert.Equal(
            DateTime.Parse(expected, null, System.Globalization.DateTimeStyles.AdjustToUniversal),
            QuietHours.NextAllowed(utc, zone)
        );
    }

    [Theory, OnBothDatabases]
    public async Task After_a_death_nothing_goes_out_not_even_what_was_queued_and_the_link_ends(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var given = await Booked(world, daysAhead: 1);
        world.Clock.SetUtcNow(new(2026, 11, 11, 2, 30, 0, TimeSpan.Zero));
        await Say(world, new VisitBooked(given.Visit));
        var token = await Token(world, given.Visit);
        await world.Look(async db =>
        {
            (await db.Patients.SingleAsync()).DiedOn = new(2026, 11, 10);
            return await db.SaveChangesAsync();
        });
        await Say(world, new PatientDied(given.Patient, new(2026, 11, 10)));
        world.Clock.SetUtcNow(new(2026, 11, 11, 15, 0, 0, TimeSpan.Zero));
        await Say(world, new VisitEnRoute(given.Visit, world.Now));
        Assert.All(await Messages(world), m => Assert.Equal(MessageState.Suppressed, m.State));
        Assert.Equal("CON-001", (await Follow(world, token)).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task Who_said_stop_gets_nothing_more(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var given = await Booked(world);
        (
            await world.Do<RevokeConsent, Outcome<ConsentView>>(r =>
                r.Run(new(world.NewId(), new(given.Patient, "sms", "replied STOP")), CancellationToken.None)
            )
        ).Must();
        await Say(world, new VisitBooked(given.Visit));
        Assert.Equal(
            (MessageState.Suppressed, "The patient asked for no messages."),
            Assert.Single(await Messages(world)) is var m ? (m.State, m.Why) : default
        );
    }

    [Theory, OnBothDatabases]
    public async Task A23_a_link_shows_its_own_visit_expires_and_is_not_stored(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var given = await Booked(world, state: VisitState.EnRoute);
        var other = new Visit
        {
            Id = world.NewId(),
            BranchId = given.Branch,
            PatientId = given.Patient,
            Number = "V-2",
            Date = new(2026, 11, 10),
            WindowFrom = world.Now,
            WindowTo = world.Now.AddHours(1),
            DueAt = world.Now,
        };
        await world.Given(other);
        var token = await Token(world, given.Visit);
        var seen = (await Follow(world, token)).Must();
        Assert.Equal(FollowStep.OnTheWay, seen.Step);
        Assert.NotEqual(token, await Token(world, other.Id));
        Assert.Equal(token, await Token(world, given.Visit));

        var stored =
            Json.Write(await world.Look(db => db.TrackingLinks.ToListAsync()))
            + Json.Write(await world.Look(db => db.Commands.ToListAsync()))
            + Json.Write(await world.Look(db => db.Audit.ToListAsync()));
        Assert.DoesNotContain(token, stored, StringComparison.Ordinal);
        var wrong = (token[0] == 'A' ? 'B' : 'A') + token[1..];
        Assert.Equal("CON-001", (await Follow(world, wrong)).Refusals.Single().Code);
        Assert.Equal("CON-001", (await Follow(world, "")).Refusals.Single().Code);
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("CON-001", (await Follow(world, token)).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task The_inbox_of_one_branch_does_not_show_anothers_messages(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var given = await Booked(world);
        await Say(world, new VisitBooked(given.Visit));
        var clerk = new Actor(ActorKind.Person, world.NewId(), "Clerk") { Branches = [given.Branch] };
        var stranger = clerk with { Branches = [world.NewId()] };
        Assert.Equal(
            1,
            (
                await world.Do<FindMessages, Page<MessageRow>>(
                    f => f.Run(new(Text: "quill"), new(), CancellationToken.None),
                    clerk
                )
            ).Total
        );
        Assert.Equal(
            0,
            (
                await world.Do<FindMessages, Page<MessageRow>>(
                    f => f.Run(new(), new(), CancellationToken.None),
                    stranger
                )
            ).Total
        );
    }
}
