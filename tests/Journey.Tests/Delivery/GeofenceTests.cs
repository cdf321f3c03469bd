using Homeward.Journey.Delivery;

namespace Homeward.Journey.Tests.Delivery;

public sealed class GeofenceTests
{
    private static readonly DateTime Start = World.Start.UtcDateTime;
    private static readonly Guid Visit = new("019a0000-0000-7000-8000-000000000001");

    // A thousandth of a degree of latitude is 111 m.
    private static LiveFix At(int second, double north, double? speed = 0, double accuracy = 5) =>
        new(Start.AddSeconds(second), 40 + north, -83, accuracy, speed);

    private static (List<(FenceWord Word, int Second)> Words, FenceState State) See(
        bool arrived,
        params LiveFix[] fixes
    )
    {
        var state = default(FenceState);
        LiveFix? before = null;
        var words = new List<(FenceWord, int)>();
        foreach (var fix in fixes)
        {
            var seen = Geofence.See(state, fix, before, [new(Visit, 40, -83, arrived)], new());
            (state, before) = (seen.State, fix);
            if (seen.Word != FenceWord.Nothing)
                words.Add((seen.Word, (int)(seen.At - Start).TotalSeconds));
        }
        return (words, state);
    }

    [Fact]
    public void Standing_at_the_door_for_long_enough_is_an_arrival_from_when_it_began() =>
        Assert.Equal(
            [(FenceWord.Arrived, 10)],
            See(false, At(0, 0.01, 12), At(10, 0.0005), At(30, 0.0004), At(55, 0.0003)).Words
        );

    [Fact]
    public void Driving_past_or_stopping_for_a_light_is_none() =>
        Assert.Empty(
            See(false, At(0, 0.0005), At(30, 0.0002), At(40, 0.0001, 9), At(60, 0.0005), At(90, 0.0009)).Words
        );

    [Fact]
    public void A_place_that_is_not_sharp_says_nothing_and_a_blurred_one_at_the_edge_is_given_the_doubt()
    {
        Assert.Empty(See(false, At(0, 0, accuracy: 400), At(100, 0, accuracy: 400)).Words);
        Assert.Single(See(false, At(0, 0.001, accuracy: 60), At(60, 0.001, accuracy: 60)).Words);
    }

    [Fact]
    public void Speed_that_is_not_told_is_taken_from_the_place_before() =>
        Assert.Empty(
            See(false, At(0, -0.02, null), At(60, 0.0008, null), At(61, 0.0001, null), At(62, -0.0008, null)).Words
        );

    [Fact]
    public void Leaving_an_open_visit_is_said_after_a_while_and_coming_back_takes_it_back()
    {
        Assert.Equal([(FenceWord.Left, 20)], See(true, At(0, 0), At(20, 0.01, 10), At(70, 0.03, 10)).Words);
        var (words, state) = See(true, At(0, 0), At(20, 0.01, 10), At(40, 0), At(80, 0));
        Assert.Empty(words);
        Assert.Null(state.Gone);
    }
}
