using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Tests.Branches;

public sealed class BranchTimeTests
{
    private static readonly DateOnly Spring = new(2026, 3, 8);
    private static readonly DateOnly Autumn = new(2026, 11, 1);

    private static BranchClock Clock(params CalendarDay[] days) =>
        new(
            new Branch
            {
                OpenDays =
                [
                    DayOfWeek.Monday,
                    DayOfWeek.Tuesday,
                    DayOfWeek.Wednesday,
                    DayOfWeek.Thursday,
                    DayOfWeek.Friday,
                ],
            },
            days
        );

    private static DateTime Utc(int month, int day, int hour, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, DateTimeKind.Utc);

    [Fact]
    public void The_days_of_the_clock_change_are_23_and_25_hours_long()
    {
        var clock = Clock();
        var (from, to) = clock.UtcDay(Spring);
        Assert.Equal((Utc(3, 8, 5), Utc(3, 9, 4)), (from, to));
        (from, to) = clock.UtcDay(Autumn);
        Assert.Equal((Utc(11, 1, 4), Utc(11, 2, 5)), (from, to));
    }

    [Fact]
    public void A_time_the_spring_change_skips_moves_forward_by_the_gap()
    {
        var clock = Clock();
        Assert.False(clock.Exists(Spring, new(2, 30)));
        Assert.True(clock.Exists(Spring, new(3, 0)));
        Assert.Equal((Spring, new TimeOnly(3, 30)), clock.ToLocal(clock.ToUtc(Spring, new(2, 30))));
        Assert.Equal(Utc(3, 8, 6, 59), clock.ToUtc(Spring, new(1, 59)));
        Assert.Equal(Utc(3, 8, 7), clock.ToUtc(Spring, new(3, 0)));
    }

    [Fact]
    public void Of_a_time_the_autumn_change_shows_twice_the_first_is_meant()
    {
        var clock = Clock();
        Assert.True(clock.HappensTwice(Autumn, new(1, 30)));
        Assert.False(clock.HappensTwice(Autumn, new(2, 0)));
        Assert.Equal(Utc(11, 1, 5, 30), clock.ToUtc(Autumn, new(1, 30)));
        Assert.Equal(Utc(11, 1, 7), clock.ToUtc(Autumn, new(2, 0)));
        Assert.Equal(clock.ToLocal(Utc(11, 1, 5, 30)), clock.ToLocal(Utc(11, 1, 6, 30)));
    }

    [Fact]
    public void A_night_shift_over_a_clock_change_is_as_long_as_it_really_is()
    {
        var clock = Clock();
        var (from, to) = clock.UtcSpan(Spring.AddDays(-1), new(22, 0), new(6, 0));
        Assert.Equal(TimeSpan.FromHours(7), to - from);
        (from, to) = clock.UtcSpan(Autumn.AddDays(-1), new(22, 0), new(6, 0));
        Assert.Equal(TimeSpan.FromHours(9), to - from);
        (from, to) = clock.UtcSpan(new(2026, 6, 1), new(8, 0), new(17, 0));
        Assert.Equal(TimeSpan.FromHours(9), to - from);
    }

    [Fact]
    public void Every_hour_of_the_year_comes_back_as_it_went()
    {
        var clock = Clock();
        for (var at = Utc(1, 1, 0); at.Year == 2026; at = at.AddMinutes(30))
        {
            var (date, time) = clock.ToLocal(at);
            var back = clock.ToUtc(date, time);
            Assert.True(back == at || clock.HappensTwice(date, time) && at - back == TimeSpan.FromHours(1), $"{at:O}");
        }
    }

    [Fact]
    public void A_holiday_closes_a_special_day_opens_and_the_next_opening_skips_both_ways()
    {
        var clock = Clock(
            new CalendarDay { Date = new(2026, 11, 26), Name = "Thanksgiving" },
            new CalendarDay
            {
                Date = new(2026, 11, 28),
                Name = "Stock day",
                OpensAt = new(9, 0),
                ClosesAt = new(12, 0),
            }
        );
        Assert.Null(clock.On(new(2026, 11, 26)));
        Assert.Equal("Thanksgiving", clock.SpecialDay(new(2026, 11, 26)));
        Assert.Equal(new OpenHours(new(9, 0), new(12, 0), "Stock day"), clock.On(new(2026, 11, 28)));
        Assert.True(clock.IsOpen(Utc(11, 25, 21, 59)));
        Assert.False(clock.IsOpen(Utc(11, 25, 22)));
        Assert.False(clock.IsOpen(Utc(11, 26, 15)));
        Assert.True(clock.IsOpen(Utc(11, 28, 14)));
        Assert.Equal(Utc(11, 27, 13), clock.NextOpening(Utc(11, 25, 22)));
        Assert.Equal(Utc(11, 25, 14), clock.NextOpening(Utc(11, 25, 14)));
        Assert.Equal(new DateOnly(2026, 11, 30), clock.OpenDayOnOrAfter(new(2026, 11, 29)));
        Assert.Contains(new DateOnly(2026, 11, 26), clock.Business.Holidays);
    }

    [Fact]
    public void A_branch_that_never_opens_has_no_next_opening()
    {
        var clock = new BranchClock(new Branch { OpenDays = [] }, []);
        Assert.Null(clock.NextOpening(Utc(1, 1, 0)));
        Assert.Null(clock.OpenDayOnOrAfter(new(2026, 1, 1)));
    }

    [Theory, OnBothDatabases]
    public async Task The_clock_of_a_branch_that_is_not_yours_is_not_found(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var branch = new Branch
        {
            Id = world.NewId(),
            Code = "CHI",
            Name = "Chicago",
            TimeZone = "America/Chicago",
        };
        await world.Given(branch);
        var stranger = new Actor(ActorKind.Person, world.NewId(), "Stranger") { Branches = [world.NewId()] };
        Assert.Null(await world.Do((BranchTime t) => t.Of(branch.Id, CancellationToken.None), stranger));
        Assert.Null(await world.Do((BranchTime t) => t.Of(world.NewId(), CancellationToken.None)));
        var clock = await world.Do((BranchTime t) => t.Of(branch.Id, CancellationToken.None));
        Assert.Equal(Utc(6, 1, 13), clock!.ToUtc(new(2026, 6, 1), new(8, 0)));
    }
}
