using Homeward.App.Tests.Browser;
using Homeward.App.Tests.Crash;
using Homeward.Journey;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Dispatch;

/// <summary>The host is killed under an open board and started again.</summary>
public sealed class BoardRestartTests
{
    [Fact]
    public async Task The_board_comes_back_as_it_was_after_the_server_was_killed_and_started_again()
    {
        var ct = TestContext.Current.CancellationToken;
        var storage = await Databases.Fresh(StorageKind.Sqlite);
        try
        {
            var (day, account) = await Fill(storage, ct);
            var host = await HostProcess.Start(storage, ct);
            var address = host.Address;
            await using var office = await Office.Enter(address, account);
            await office.Go($"/dispatch/board?branch={day.Branch}&date={day.Date:yyyy-MM-dd}");
            var stops = office.Page.Locator(".bd-stop");
            await Assertions.Expect(stops).ToHaveCountAsync(6);
            var chosen = await stops.First.GetAttributeAsync("data-visit");
            await stops.First.ClickAsync();
            await office.Page.WaitForFunctionAsync("() => location.search.includes('sel=')");

            await host.Kill(ct);
            host.Dispose();
            await Assertions.Expect(office.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
            using var again = await HostProcess.Start(storage, ct, address);
            await Assertions.Expect(office.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
            await Assertions.Expect(stops).ToHaveCountAsync(6);
            await Assertions
                .Expect(office.Page.Locator(".bd-stop.is-selected"))
                .ToHaveAttributeAsync("data-visit", chosen!);
            await office.Page.Locator(".bd-stop.is-selected").FocusAsync();
            await office.Page.Keyboard.PressAsync("u");
            await Assertions.Expect(office.Page.Locator($".bd-row[data-visit='{chosen}']")).ToBeVisibleAsync();
        }
        finally
        {
            await Databases.Drop(storage);
        }
    }

    private static async Task<(BoardDay Day, string Account)> Fill(Storage storage, CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();
        async Task<T> Do<TUse, T>(Func<TUse, Task<T>> act)
            where TUse : notnull
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System with { Name = "Test" };
            return await act(scope.ServiceProvider.GetRequiredService<TUse>());
        }
        Task Given(object[] rows) =>
            Do<JourneyDb, int>(db =>
            {
                db.AddRange(rows);
                return db.SaveChangesAsync(ct);
            });
        static Guid Id() => Ids.New(TimeProvider.System);
        // The host's clock is the real one: tomorrow is always still to come.
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
        var day = await BoardDay.Make(Given, Id, vans: 2, visits: 6, date);
        var account = new Account
        {
            Id = Id(),
            UserName = "board",
            NormalizedUserName = "BOARD",
            DisplayName = "Board",
            SecurityStamp = Id().ToString("N"),
        };
        account.PasswordHash = services.GetRequiredService<Passwords>().Hash(account, App.Password);
        await Given([account]);
        await Given([
            new RoleGrant
            {
                Id = Id(),
                AccountId = account.Id,
                Role = Roles.Dispatcher,
            },
        ]);
        (await Do((PlanDay p) => p.Run(new(Id(), new(day.Branch, date, 0, new() { Iterations = 5 })), ct))).Must();
        return (day, account.UserName);
    }
}
