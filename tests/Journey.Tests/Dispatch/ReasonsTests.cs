using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Routing;

namespace Homeward.Journey.Tests.Dispatch;

/// <summary>The dispatcher is told in words of the trade, whatever rule it is.</summary>
public sealed class ReasonsTests
{
    /// <summary>What the planner says itself, which is not for a dispatcher's eyes.</summary>
    private const string Raw = "Raw 'words' of the planner.";

    private static readonly DayModel Day = Made();

    public static TheoryData<Constraint> Rules => [.. Enum.GetValues<Constraint>()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_that_a_plan_breaks_has_words_of_its_own(Constraint rule)
    {
        var said = Reasons.Of(Day, new Violation(rule, "Van 1", "V-1", DayModel.Hazmat, 600, Raw));
        Assert.NotEqual(Raw.Replace("'", "", StringComparison.Ordinal), said);
        AssertSentence(said);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_that_can_be_let_go_has_words_of_its_own(Constraint rule)
    {
        // A break may move either way or go, a team may come apart either way; all else is let go by so much more.
        int[] amounts = rule is Constraint.Break or Constraint.Team ? [600, 0, -600] : [600, 1];
        foreach (var amount in amounts)
        {
            var relaxed = new Relaxation(rule, "V-1", "Van 1", DayModel.Hazmat, amount, Seconds.At(10), Raw);
            if (!CanBeLetGo(relaxed))
            {
                return;
            }

            var remedy = new Remedy([relaxed], "Van 1", Seconds.At(10), default, Raw);
            var said = Reasons.Of(Day, new Explanation("V-1", [remedy], Raw) { Binding = [rule] });
            Assert.Equal(rule.ToString(), said.Code);
            Assert.DoesNotContain(" binds", said.Sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("raw", said.ToDo, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("-", said.ToDo.Replace("V-", "", StringComparison.Ordinal), StringComparison.Ordinal);
            AssertSentence(said.Sentence);
            AssertSentence(said.ToDo);
        }
    }

    [Theory]
    [InlineData(Constraint.Reach)]
    [InlineData(Constraint.Locked)]
    public void A_visit_that_nothing_helps_has_a_reason_where_there_is_one(Constraint rule)
    {
        var said = Reasons.Of(Day, new Explanation("V-1", [], Raw) { Binding = [rule] });
        Assert.Equal(rule.ToString(), said.Code);
        Assert.NotEqual(Reasons.Of(Day, new Explanation("V-1", [], Raw)).Sentence, said.Sentence);
    }

    [Fact]
    public void A_pair_of_crews_is_told_who_is_to_come_later()
    {
        var relaxed = new Relaxation(Constraint.Team, "V-1", "Van 1", null, 900, Seconds.At(10), Raw);
        var said = Reasons.Of(
            Day,
            new Explanation("V-1", [new Remedy([relaxed], "Van 1", Seconds.At(10), default, Raw)], Raw)
        );
        Assert.Equal("No two crews can make V-1 and V-2 at the times agreed.", said.Sentence);
        Assert.StartsWith("Agree that V-2 starts 15 min later after V-1", said.ToDo, StringComparison.Ordinal);
    }

    /// <summary>Some rules nobody can let go: a plan that breaks them is wrong.</summary>
    private static bool CanBeLetGo(Relaxation relaxed)
    {
        try
        {
            relaxed.ApplyTo(Day.Problem);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (InvalidProblemException)
        {
            return true;
        }
    }

    private static void AssertSentence(string said)
    {
        Assert.EndsWith(".", said, StringComparison.Ordinal);
        Assert.True(char.IsUpper(said[0]) || char.IsDigit(said[0]), said);
        Assert.DoesNotContain("'", said, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", said, StringComparison.Ordinal);
    }

    private static DayModel Made()
    {
        Routing.Visit Visit(string number) =>
            new()
            {
                Id = number,
                Place = 0,
                Windows = [TimeWindow.Hours(9, 11)],
                Skills = ["oxygen-tech"],
                Crew = 2,
                Promise = new Promise(Seconds.At(10), Seconds.FromMinutes(30)),
            };
        var van = new Routing.Vehicle
        {
            Id = "Van 1",
            Start = 0,
            Shift = TimeWindow.Hours(8, 16),
            Breaks = [new Break(TimeWindow.Hours(11, 13), Seconds.FromMinutes(30))],
            MaxStops = 5,
            MaxDuration = Seconds.FromHours(8),
            MaxDistance = new Metres(100_000),
            MaxDrive = Seconds.FromHours(4),
        };
        return new DayModel
        {
            BranchId = Guid.Empty,
            Date = Depot.Day,
            Clock = new BranchClock(new Branch(), []),
            Origin = new DateTime(2026, 11, 11, 5, 0, 0, DateTimeKind.Utc),
            Problem = new Problem(
                [TravelMatrix.Straight([(0, 0)])],
                [van],
                [Visit("V-1"), Visit("V-2")],
                DayModel.Dimensions,
                [new TeamVisit("V-1", "V-2")],
                null
            ),
            Vans = new Dictionary<string, DayVan>(),
            Visits = new Dictionary<string, DayVisit>(),
            NotTried = [],
            TravelSource = "straight",
            LatestVersion = 0,
        };
    }
}
