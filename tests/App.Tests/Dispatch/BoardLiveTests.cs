using Homeward.Journey.Dispatch;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Dispatch;

/// <summary>A published day that does not go as planned, met from the board.</summary>
public sealed class BoardLiveTests
{
    [Fact]
    public async Task An_urgent_visit_brings_three_places_and_one_key_takes_the_first()
    {
        await using var board = await Board.Open();
        await board.Publish();
        var stat = await board.Urgent();
        // The row came into the database from outside: nobody told the page.
        await board.Page.ReloadAsync();
        await board.Ready();
        await board.Office.See("STAT STAT-1");
        await Assertions.Expect(board.Page.Locator(".bd-stat-option")).ToHaveCountAsync(3);
        await board.Office.See("STAT STAT-1");
        await board.Office.Shot("board-stat");
        await board.Page.Keyboard.PressAsync("1");
        await board.Office.See("is with the crews");
        await Assertions.Expect(board.Page.Locator(".bd-stat")).ToHaveCountAsync(0);
        Assert.Equal(VisitState.Published, await board.StateOf(stat));
        Assert.NotNull(await board.VanOf(stat.ToString()));
    }

    [Fact]
    public async Task A_driver_who_cannot_go_on_leaves_the_visits_to_the_others()
    {
        await using var board = await Board.Open();
        await board.Publish();
        var visit = await board.VisitOn(0, 0);
        await board.Lane(0).Locator("[data-lanehead]").ClickAsync();
        await board.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Driver calls out" }).ClickAsync();
        await board.Office.See("find another van");
        await board.Office.Shot("board-call-out");
        await board.Page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("Fell ill");
        await board.Office.Click("Give the visits to the others");
        await Assertions.Expect(board.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        var van = await board.VanOf(visit);
        Assert.NotNull(van);
        Assert.NotEqual(board.Day.Vans[0], van);
        Assert.Equal(VisitState.Published, await board.StateOf(Guid.Parse(visit)));
    }

    [Fact]
    public async Task The_rest_of_today_is_planned_beside_what_the_crews_have()
    {
        await using var board = await Board.Open();
        await board.Publish();
        var before = board.VersionNo;
        await board.Page.Locator(".bd-do summary").ClickAsync();
        await board.Page.GetByText("The rest of today, from where the vans are").ClickAsync();
        await board.Office.See($"v{before + 1}:");
        await board.Office.See("Versions");
        Assert.Equal(before + 1, board.VersionNo);
    }
}
