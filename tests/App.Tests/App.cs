using System.Net.Http.Headers;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Homeward.App.Tests;

/// <summary>One test's whole application in memory, over a database of its own and a clock that stands still until it is moved.</summary>
public sealed class App : WebApplicationFactory<Front>
{
    private readonly Storage storage;

    private App(Storage storage) => this.storage = storage;

    public FakeTimeProvider Clock { get; } = new(World.Start);

    public static async Task<App> Open(StorageKind kind) => new(await Databases.Fresh(kind));

    /// <summary>The same, listening on a free port of 127.0.0.1, with its reference data: for a real browser.</summary>
    public static async Task<App> Live(StorageKind kind)
    {
        var app = await Open(kind);
        app.UseKestrel(0);
        app.StartServer();
        app.Address = app.CreateClient().BaseAddress!;
        return app;
    }

    /// <summary>Where a live application listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>A client with an API key that holds the roles' permissions at these branches (none given: all).</summary>
    public async Task<HttpClient> As(string role, params Guid[] branches)
    {
        var (prefix, secret) = ApiKeys.Make();
        await Given(
            new ApiKey
            {
                Id = NewId(),
                Name = $"test {role}",
                Prefix = prefix,
                SecretHash = ApiKeys.HashOf(secret),
                Permissions = [.. Roles.PermissionsOf([role])],
                Branches = [.. branches],
                CreatedAt = Clock.GetUtcNow().UtcDateTime,
            }
        );
        var client = CreateClient(new() { AllowAutoRedirect = false, BaseAddress = Address });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"hw_{prefix}_{secret}");
        return client;
    }

    public const string Password = "copper lantern quiet harbour";

    /// <summary>A person with this role at these branches (none given: all), without a second factor. They can sign in with <see cref="Password"/>.</summary>
    public async Task<Account> Person(string role, params Guid[] branches)
    {
        var id = NewId();
        var name = $"{role}-{id:N}"[..20] + id.ToString("N")[^8..];
        var account = new Account
        {
            Id = id,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = $"Test {role}",
            LockoutEnabled = true,
            SecurityStamp = NewId().ToString("N"),
            ReferralSourceId = role == Roles.Referral ? NewId() : null,
        };
        account.PasswordHash = Services.GetRequiredService<Passwords>().Hash(account, Password);
        var where = branches.Length == 0 ? [(Guid?)null] : branches.Select(b => (Guid?)b);
        await Given([
            account,
            .. where.Select(b => new RoleGrant
            {
                Id = NewId(),
                AccountId = id,
                Role = role,
                BranchId = b,
            }),
        ]);
        return account;
    }

    /// <summary>A browser without script: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false, BaseAddress = Address });

    /// <summary>A browser signed in through the sign-in page, as somebody with this role at these branches (none given: all).</summary>
    public async Task<HttpClient> SignIn(string role, params Guid[] branches)
    {
        var person = await Person(role, branches);
        var browser = Browser();
        var answer = await browser.SignIn(person.UserName!, Password);
        Assert.Equal("/", answer.LeadsTo());
        return browser;
    }

    public async Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act, Actor? actor = null)
        where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor ?? Actor.System with { Name = "Test" };
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public Task<TResult> Look<TResult>(Func<JourneyDb, Task<TResult>> look) => Do(look);

    public Task Given(params object[] things) =>
        Do<JourneyDb, int>(db =>
        {
            db.AddRange(things);
            return db.SaveChangesAsync();
        });

    public Task<int> DrainOutbox() => Services.GetRequiredService<OutboxPump>().Drain(CancellationToken.None);

    public Guid NewId() => Ids.New(Clock);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Homeward:Data", storage.DataFolder);
        builder.UseSetting("Homeward:Database", storage.ConnectionString);
        builder.UseSetting("Homeward:Workers", "false");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Homeward.FirstAdmin", "None");
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            // The real cost of a hash is for thieves; a thousand sign-ins of the tests need not pay it.
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Databases.Drop(storage);
    }
}
