using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;

namespace Homeward.Journey.Tests.Delivery;

public sealed class EtaRuleTests
{
    [Fact]
    public void Drives_and_work_add_up_and_doubt_grows_with_every_stop()
    {
        var times = EtaRule.Of([new(600, 1_200), new(300, 600), new(900, 0)]);
        Assert.Equal([600, 2_100, 3_600], times.Select(t => t.Arrive));
        Assert.Equal(times.Select(t => t.Spread).Order(), times.Select(t => t.Spread));
        Assert.All(times, t => Assert.InRange(t.Arrive, t.Early, t.Late));
        Assert.Equal(600 * EtaRule.DriveSpread, times[0].Spread, 6);
    }

    [Fact]
    public void Nobody_works_before_the_window_and_waiting_takes_up_what_came_early()
    {
        var waiting = EtaRule.Of([new(600, 600, Opens: 7_200), new(600, 0)]);
        Assert.Equal(600, waiting[0].Arrive);
        Assert.InRange(waiting[0].Start, 7_200, 7_205);
        // All doubt of the first drive went into the wait: of the second arrival only work and drive are in doubt.
        Assert.InRange(waiting[1].Spread, 0, 300);
        Assert.InRange(waiting[1].Arrive, 8_400, 8_410);
    }

    [Fact]
    public void The_chance_of_being_late_is_a_half_at_the_windows_end_and_small_well_before_it()
    {
        var times = EtaRule.Of([new(1_000, 0, Closes: 1_000)]);
        Assert.Equal(0.5, times[0].LateProbability, 6);
        Assert.InRange(EtaRule.Of([new(1_000, 0, Closes: 1_600)])[0].LateProbability, 0, 0.001);
        Assert.InRange(EtaRule.Of([new(1_000, 0, Closes: 500)])[0].LateProbability, 0.99, 1);
    }

    [Fact]
    public void A_rest_that_is_due_on_the_way_delays_what_comes_after_and_one_that_is_over_does_not()
    {
        EtaStop[] stops = [new(600, 600), new(600, 600), new(600, 0)];
        var rest = EtaRule.Of(stops, rest: new(1_500, 5_000, 1_800));
        Assert.Equal([600, 3_600, 4_800], rest.Select(t => t.Arrive));
        Assert.Equal(
            EtaRule.Of(stops).Select(t => t.Arrive),
            EtaRule.Of(stops, rest: new(-7_000, -3_500, 1_800)).Select(t => t.Arrive)
        );
    }

    [Fact]
    public void Work_that_overruns_is_expected_to_take_a_little_longer_still()
    {
        Assert.Equal(600, EtaRule.Left(1_200, 600));
        Assert.Equal(180, EtaRule.Left(1_200, 1_190), 6);
        Assert.Equal(180, EtaRule.Left(1_200, 9_000), 6);
    }

    [Theory]
    [InlineData(1_000, 200, 900)]
    [InlineData(1_000, 200, 1_000)]
    [InlineData(1_000, 200, 1_500)]
    [InlineData(5_000, 900, 3_000)]
    public void The_later_of_two_times_is_what_a_hundred_thousand_dice_say(double mean, double sd, double opens)
    {
        var dice = new Random(20261110);
        double sum = 0,
            squares = 0;
        const int throws = 100_000;
        for (var i = 0; i < throws; i++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
            var x = Math.Max(opens, mean + sd * normal);
            (sum, squares) = (sum + x, squares + x * x);
        }
        var (m, v) = OnTimeChance.NotBefore(mean, sd * sd, opens);
        Assert.Equal(sum / throws, m, sd * 0.02);
        Assert.Equal(Math.Sqrt(squares / throws - sum / throws * (sum / throws)), Math.Sqrt(v), sd * 0.02);
    }

    [Fact]
    public void Nine_in_ten_arrivals_come_before_the_late_time_that_is_said()
    {
        var dice = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
        EtaStop[] stops = [new(700, 1_500), new(900, 1_200, Opens: 3_900), new(400, 1_800), new(1_200, 0)];
        var said = EtaRule.Of(stops)[^1];
        var (early, late) = (0, 0);
        const int throws = 20_000;
        for (var i = 0; i < throws; i++)
        {
            var t = 0.0;
            var arrive = 0.0;
            foreach (var s in stops)
            {
                arrive = t + s.Drive + Normal() * Math.Max(EtaRule.LeastDriveSpread, s.Drive * EtaRule.DriveSpread);
                t = Math.Max(arrive, s.Opens ?? 0) + s.Service * (1 + EtaRule.ServiceSpread * Normal());
            }
            if (arrive < said.Early)
                early++;
            if (arrive > said.Late)
                late++;
        }
        Assert.InRange(late / (double)throws, 0.07, 0.13);
        Assert.InRange(early / (double)throws, 0.07, 0.13);
    }
}
