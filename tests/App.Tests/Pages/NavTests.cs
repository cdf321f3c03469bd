using Homeward.App.Tests.Browser;
using Homeward.App.Tests.Walk;
using Homeward.Journey.Shared;
using Homeward.Web.Layouts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Pages;

public sealed class NavTests
{
    [Fact]
    public void Each_place_of_the_navigation_asks_for_what_its_page_asks_for()
    {
        var pages = typeof(NavMap)
            .Assembly.GetTypes()
            .SelectMany(t =>
                t.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>().Select(r => (r.Template, t))
            )
            .ToDictionary(p => p.Template, p => p.t);
        foreach (var place in NavMap.All)
        {
            var policy = pages[place.Href]
                .GetCustomAttributes(typeof(AuthorizeAttribute), true)
                .Cast<AuthorizeAttribute>()
                .Single()
                .Policy;
            Assert.True(policy == place.Needs, $"{place.Href} asks for {policy}; the navigation thinks {place.Needs}.");
        }
    }

    [Theory, OnBothDatabases]
    public async Task Each_role_is_shown_its_own_places_and_the_search_finds_a_unit(StorageKind kind)
    {
        await using var app = await App.Live(kind);
        var story = await Story.Begin(app);
        await using var office = await Office.Open(app, Roles.Warehouse, story.Branch);
        await office.Go("/", "Today");
        var nav = office.Page.Locator("#office-nav");
        await Assertions.Expect(nav.GetByText("Units")).ToBeVisibleAsync();
        await Assertions.Expect(nav.GetByText("New order")).ToHaveCountAsync(0);
        await Assertions.Expect(nav.GetByText("Biller's queue")).ToHaveCountAsync(0);
        await office.Page.Keyboard.PressAsync("/");
        await office.Page.Keyboard.TypeAsync("bed-00");
        await office.Page.Keyboard.PressAsync("Enter");
        // One unit only: the search goes straight to it.
        await office.Page.WaitForURLAsync("**/stock/units/*-*");
        await office.See(Story.Serial);
        await office.Go("/search?q=nothing-like-it", "Nothing found");
    }
}
