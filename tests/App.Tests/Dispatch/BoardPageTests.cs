using System.Globalization;
using Homeward.App.Tests.Browser;
using Homeward.App.Tests.Walk;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Dispatch;

/// <summary>The board as a dispatcher uses it: pointer, keys, two windows, a diff to accept or let go.</summary>
public sealed class BoardPageTests
{
    [Fact]
    public async Task A_visit_is_dragged_to_another_lane_after_its_verdict_was_shown_and_undone_by_keys()
    {
        await using var board = await Board.Open();
        var (visit, from) = await board.AVisit();
        var to = (from + 1) % 3;
        await board.Drag(board.Stop(visit), board.Track(to));
        await Assertions.Expect(board.Verdict).ToContainTextAsync("Fits");
        await Assertions.Expect(board.Verdict).ToContainTextAsync("drive");
        await board.Page.Mouse.UpAsync();
        await Assertions.Expect(board.Lane(to).Locator($"[data-visit='{visit}']")).ToBeVisibleAsync();
        Assert.Equal(board.Day.Vans[to], await board.VanOf(visit));

        await board.Stop(visit).FocusAsync();
        await board.Page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(board.Lane(from).Locator($"[data-visit='{visit}']")).ToBeVisibleAsync();
        Assert.Equal(board.Day.Vans[from], await board.VanOf(visit));
        await board.Page.Keyboard.PressAsync("Control+y");
        await Assertions.Expect(board.Lane(to).Locator($"[data-visit='{visit}']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_visit_dropped_on_the_list_is_off_the_plan_and_goes_back_by_its_button()
    {
        await using var board = await Board.Open();
        var (visit, _) = await board.AVisit();
        await board.Drag(board.Stop(visit), board.Page.Locator(".bd-list"));
        await Assertions.Expect(board.Verdict).ToContainTextAsync("Comes off the plan");
        await board.Page.Mouse.UpAsync();
        var row = board.Page.Locator($".bd-row[data-visit='{visit}']");
        await Assertions.Expect(row).ToBeVisibleAsync();
        Assert.Null(await board.VanOf(visit));
        await row.GetByText("Best place").ClickAsync();
        await Assertions.Expect(board.Stop(visit)).ToBeVisibleAsync();
        Assert.NotNull(await board.VanOf(visit));
    }

    [Fact]
    public async Task Everything_goes_by_keys_alone()
    {
        await using var board = await Board.Open();
        var (visit, from) = await board.AVisit();
        var keys = board.Page.Keyboard;
        await board.Stop(visit).FocusAsync();
        await keys.PressAsync("m");
        await keys.PressAsync(from == 2 ? "ArrowUp" : "ArrowDown");
        await Assertions.Expect(board.Verdict).ToContainTextAsync("Fits");
        await keys.PressAsync("Escape");
        Assert.Equal(board.Day.Vans[from], await board.VanOf(visit));
        await keys.PressAsync("m");
        await keys.PressAsync(from == 2 ? "ArrowUp" : "ArrowDown");
        await Assertions.Expect(board.Verdict).ToContainTextAsync("Fits");
        await keys.PressAsync("Enter");
        var to = from == 2 ? 1 : from + 1;
        await Assertions.Expect(board.Lane(to).Locator($"[data-visit='{visit}']")).ToBeFocusedAsync();

        await keys.PressAsync("l");
        await Assertions.Expect(board.Stop(visit)).ToHaveClassAsync(Having("is-locked"));
        await keys.PressAsync("m");
        await board.Office.See("is locked");
        await keys.PressAsync("l");
        await Assertions.Expect(board.Stop(visit)).Not.ToHaveClassAsync(Having("is-locked"));
        await board.Stop(visit).FocusAsync();
        await keys.PressAsync("u");
        await Assertions.Expect(board.Page.Locator($".bd-row[data-visit='{visit}']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_dispatchers_see_each_other_and_the_slower_one_loses_no_draft()
    {
        await using var board = await Board.Open();
        await using var other = await board.Beside();
        var (visit, from) = await board.AVisit();
        var second = await board.VisitOn(from, 1);
        await Assertions.Expect(other.Stop(visit)).ToBeVisibleAsync();

        // The other one has a visit of the same route in the hand while this one is quicker.
        var to = (from + 1) % 3;
        await other.Drag(other.Stop(second), other.Track(to));
        await Assertions.Expect(other.Verdict).ToContainTextAsync("Fits");
        await board.Drag(board.Stop(visit), board.Track(to));
        await Assertions.Expect(board.Verdict).ToContainTextAsync("Fits");
        await board.Page.Mouse.UpAsync();
        await Assertions.Expect(other.Lane(to).Locator($"[data-visit='{visit}']")).ToBeVisibleAsync();
        await other.Page.Mouse.UpAsync();

        // Whether the change was seen before the drop or not: one of the two ways it ends well, never a move on stale ground.
        await Assertions
            .Expect(
                other
                    .Page.Locator(".bd-draft:not([hidden])")
                    .Or(other.Lane(to).Locator($"[data-visit='{second}']"))
                    .First
            )
            .ToBeVisibleAsync();
        Assert.Equal(board.Day.Vans[to], await board.VanOf(visit));
    }

    [Fact]
    public async Task An_edit_of_a_route_that_somebody_changed_waits_as_a_draft()
    {
        await using var board = await Board.Open();
        var (visit, from) = await board.AVisit();
        var second = await board.VisitOn(from, 1);
        // In the hand since before somebody else's edit of the same route.
        var on = board.VersionNo;
        await board.Page.EvaluateAsync(
            "async ([id, lane]) => { const m = await import('/js/board/board.js'); m.aim([id], lane, 1); }",
            new object[] { second, board.Day.Vans[(from + 1) % 3].ToString() }
        );
        await Assertions.Expect(board.Verdict).ToBeVisibleAsync();
        await board.Elsewhere(visit, null);
        await board.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(board.Page.Locator(".bd-draft")).ToContainTextAsync("was quicker");
        Assert.Equal(board.Day.Vans[from], await board.VanOf(second));
        await board.Page.GetByText("Look at it again").ClickAsync();
        await Assertions.Expect(board.Verdict).ToContainTextAsync("Fits");
        await board.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(board.Lane((from + 1) % 3).Locator($"[data-visit='{second}']")).ToBeVisibleAsync();
        Assert.True(board.VersionNo > on);
    }

    [Fact]
    public async Task Filters_and_selection_are_in_the_address_and_come_back_with_it()
    {
        await using var board = await Board.Open();
        var (first, _) = await board.AVisit();
        await board.Elsewhere(first, null);
        await board.Page.Locator(".bd-find").FillAsync("V-");
        await board.Stop(await board.VisitOn(1, 0)).ClickAsync();
        await board.Page.WaitForFunctionAsync(
            "() => location.search.includes('q=V-') && location.search.includes('sel=')"
        );
        await board.Page.Locator(".bd-find").FillAsync("nobody of this name");
        await board.Page.WaitForFunctionAsync("() => location.search.includes('nobody')");
        await board.Page.ReloadAsync();
        await board.Ready();
        await Assertions.Expect(board.Page.Locator(".bd-find")).ToHaveValueAsync("nobody of this name");
        await Assertions.Expect(board.Page.GetByText("No visit matches")).ToBeVisibleAsync();
        await Assertions.Expect(board.Page.Locator(".bd-stop.is-selected")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_rubber_band_on_the_map_selects_in_every_pane_and_a_bulk_change_answers_per_row()
    {
        await using var board = await Board.Open();
        await board.Page.WaitForSelectorAsync(".bd-root[data-map='true']");
        var map = (await board.Page.Locator(".bd-map").BoundingBoxAsync())!;
        await board.Page.Keyboard.DownAsync("Shift");
        await board.Page.Mouse.MoveAsync(map.X + 60, map.Y + 30);
        await board.Page.Mouse.DownAsync();
        await board.Page.Mouse.MoveAsync(map.X + map.Width - 60, map.Y + map.Height - 10, new() { Steps = 4 });
        await board.Page.Mouse.UpAsync();
        await board.Page.Keyboard.UpAsync("Shift");
        var selected = board.Page.Locator(".bd-stop.is-selected");
        await Assertions.Expect(selected).ToHaveCountAsync(9);
        await Assertions.Expect(board.Page.Locator(".bd-bulk")).ToContainTextAsync("9 selected");
        await board.Page.Locator(".bd-bulk").GetByText("Unplan").ClickAsync();
        await Assertions.Expect(board.Page.Locator(".bd-row[data-visit]")).ToHaveCountAsync(9);
        Assert.All(await Task.WhenAll(board.Day.Visits.Select(v => board.VanOf(v.ToString()))), Assert.Null);
    }

    [Fact]
    public async Task What_optimising_would_change_is_shown_and_rejected_or_accepted()
    {
        await using var board = await Board.Open();
        var (visit, _) = await board.AVisit();
        await board.Elsewhere(visit, null);
        await Assertions.Expect(board.Page.Locator($".bd-row[data-visit='{visit}']")).ToBeVisibleAsync();
        foreach (var accept in new[] { false, true })
        {
            await board.Page.Locator(".bd-do summary").ClickAsync();
            await board.Page.GetByText("Place the unplanned only").ClickAsync();
            await board.Office.See("would change");
            await board.Office.Click(accept ? "Accept" : "Reject");
            await Assertions.Expect(board.Page.Locator(".bd-side")).ToHaveCountAsync(0);
            Assert.Equal(accept, await board.VanOf(visit) is not null);
        }
        await Assertions.Expect(board.Stop(visit)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Versions_are_compared_and_restored_beside_the_board()
    {
        await using var board = await Board.Open();
        var (visit, _) = await board.AVisit();
        await board.Elsewhere(visit, null);
        await Assertions.Expect(board.Page.Locator($".bd-row[data-visit='{visit}']")).ToBeVisibleAsync();
        await board.Page.Locator(".bd-version").ClickAsync();
        await board
            .Page.GetByRole(AriaRole.Button, new() { Name = $"Compare v{board.Start} with v{board.Start + 1}" })
            .ClickAsync();
        await board.Office.See($"From v{board.Start} to v{board.Start + 1}");
        await board.Page.Locator(".bd-side").GetByText("Versions", new() { Exact = true }).Last.ClickAsync();
        await board.Page.GetByRole(AriaRole.Button, new() { Name = $"Restore v{board.Start}" }).ClickAsync();
        await Assertions.Expect(board.Stop(visit)).ToBeVisibleAsync();
        Assert.Equal(board.Start + 2, board.VersionNo);
    }

    [Fact]
    public async Task Nothing_serious_is_found_on_the_board_in_light_and_dark()
    {
        await using var board = await Board.Open();
        var (visit, _) = await board.AVisit();
        await board.Elsewhere(visit, null);
        await board.Page.WaitForSelectorAsync(".bd-root[data-map]");
        await Assertions.Expect(board.Page.Locator($".bd-row[data-visit='{visit}']")).ToBeVisibleAsync();
        await board.Stop(await board.VisitOn(1, 0)).ClickAsync();
        var found = new List<string>();
        await AxeLook.At(board.Office, found);
        await board.Page.Locator(".bd-version").ClickAsync();
        await board.Office.See("Restore");
        await AxeLook.At(board.Office, found);
        await board.Office.Shot("board");
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task The_running_day_turns_a_stop_late_and_lists_who_would_be_harmed()
    {
        await using var board = await Board.Open();
        var (visit, van) = await board.AVisit();
        await Assertions.Expect(board.Stop(visit)).Not.ToHaveClassAsync(Having("is-late"));
        await board.Late(van, visit, 25);
        await Assertions.Expect(board.Stop(visit)).ToHaveClassAsync(Having("is-late"));
        await Assertions.Expect(board.Lane(van).Locator(".bd-van")).ToContainTextAsync("+25");
        await board.Page.GetByRole(AriaRole.Tab, new() { Name = "At risk" }).ClickAsync();
        await Assertions.Expect(board.Page.Locator(".bd-risk")).ToContainTextAsync("Life-sustaining");
        await Assertions.Expect(board.Page.Locator(".bd-risk")).ToContainTextAsync("25 min late");
        await board.Page.Locator(".bd-risk").ClickAsync();
        await Assertions.Expect(board.Stop(visit)).ToHaveClassAsync(Having("is-selected"));
    }

    [Fact]
    public async Task Somebody_who_may_only_look_changes_nothing()
    {
        await using var board = await Board.Open(Roles.Intake);
        var (visit, from) = await board.AVisit();
        await board.Drag(board.Stop(visit), board.Track((from + 1) % 3));
        await board.Page.Mouse.UpAsync();
        await board.Office.See("You may look at the plan and not change it.");
        Assert.Equal((board.Start, board.Day.Vans[from]), (board.VersionNo, await board.VanOf(visit)));
    }

    private static System.Text.RegularExpressions.Regex Having(string name) => new($@"\b{name}\b");
}
