using System.Net;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests.Access;

public sealed class SignInTests
{
    private static async Task<string> Text(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static async Task<bool> IsIn(HttpClient browser) =>
        (await browser.GetAsync("/account")).StatusCode == HttpStatusCode.OK;

    [Theory, OnBothDatabases]
    public async Task The_right_password_opens_the_office_and_signing_out_closes_it(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var person = await app.Person(Roles.Intake);
        var browser = app.Browser();
        Assert.False(await IsIn(browser));
        var answer = await browser.SignIn(
            person.UserName!.ToUpperInvariant(),
            App.Password,
            "/sign-in?returnUrl=%2Faccount"
        );
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/account", answer.LeadsTo());
        Assert.True(await IsIn(browser));
        var left = await browser.Submit("/account", "everywhere");
        Assert.Equal("/sign-in?left=true", left.LeadsTo());
        Assert.False(await IsIn(browser));
        var verbs = await app.Look(db =>
            db.Audit.Where(a => a.ActorId == person.Id && a.SubjectId == person.Id).Select(a => a.Verb).ToListAsync()
        );
        Assert.Contains("signed-in", verbs);
    }

    [Theory, OnBothDatabases]
    public async Task Five_wrong_passwords_rest_the_account_and_nothing_tells_whether_it_exists(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var person = await app.Person(Roles.Intake);
        var browser = app.Browser();
        var known = await Text(await browser.SignIn(person.UserName!, "wrong password here"));
        var unknown = await Text(await browser.SignIn("nobody-at-all", "wrong password here"));
        Assert.Contains("ACC-001", known);
        Assert.Contains("15 minutes", known);
        Assert.Contains("ACC-001", unknown);
        for (var i = 0; i < 4; i++)
            await browser.SignIn(person.UserName!, "wrong password here");
        var resting = await Text(await browser.SignIn(person.UserName!, App.Password));
        Assert.Contains("ACC-001", resting);
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Found, (await browser.SignIn(person.UserName!, App.Password)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_one_time_password_is_replaced_before_anything_else(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var made = (
            await app.Do(
                (OpenAccount u) =>
                    u.Run(
                        new(app.NewId(), new("ida", "Ida Moss", "ida@example.org", [new(Roles.Intake, null)])),
                        default
                    )
            )
        ).Must();
        var browser = app.Browser();
        var answer = await browser.SignIn("ida@example.org", made.Secret.Reveal());
        Assert.Equal("/sign-in/new-password", answer.LeadsTo());
        Assert.False(await IsIn(browser));
        var weak = await browser.Submit(
            "/sign-in/new-password",
            "new-password",
            ("Form.Next", "short"),
            ("Form.Again", "short")
        );
        Assert.Contains("ACC-004", await Text(weak));
        var same = await browser.Submit(
            "/sign-in/new-password",
            "new-password",
            ("Form.Next", made.Secret.Reveal()),
            ("Form.Again", made.Secret.Reveal())
        );
        Assert.Contains("ACC-004", await Text(same));
        Assert.False(await IsIn(browser));
        var done = await browser.Submit(
            "/sign-in/new-password",
            "new-password",
            ("Form.Next", App.Password),
            ("Form.Again", App.Password)
        );
        Assert.Equal("/", done.LeadsTo());
        Assert.True(await IsIn(browser));
        Assert.Contains("ACC-001", await Text(await app.Browser().SignIn("ida", made.Secret.Reveal())));
        // The page is nobody's without the password that leads to it.
        Assert.Equal("/sign-in", (await app.Browser().GetAsync("/sign-in/new-password")).LeadsTo());
    }

    [Theory, OnBothDatabases]
    public async Task The_authenticator_is_turned_on_asked_for_and_each_code_works_once(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var person = await app.Person(Roles.Intake);
        var browser = app.Browser();
        await browser.SignIn(person.UserName!, App.Password);
        var started = await Text(await browser.Submit("/account/authenticator", "start"));
        Assert.Contains("<svg", started);
        var secret = string.Concat(
            System
                .Text.RegularExpressions.Regex.Match(started, "mono\">((?:[A-Z2-7]{4} ?){8})<")
                .Groups[1]
                .Value.Split(' ')
        );
        string Code() => Totp.Code(secret, Totp.StepAt(app.Clock.GetUtcNow().UtcDateTime));
        var on = await Text(await browser.Submit("/account/authenticator", "confirm", ("ConfirmForm.Code", Code())));
        var recovery = System
            .Text.RegularExpressions.Regex.Matches(on, "<li>([a-z2-9]{6}-[a-z2-9]{6})</li>")
            .Select(m => m.Groups[1].Value)
            .ToList();
        Assert.Equal(10, recovery.Count);
        Assert.True(await IsIn(browser));

        var other = app.Browser();
        var asked = await other.SignIn(person.UserName!, App.Password, "/sign-in?returnUrl=%2Faccount");
        Assert.Equal("/sign-in/code", asked.LeadsTo());
        Assert.False(await IsIn(other));
        // The code that turned it on was used; the next one is not.
        Assert.Contains("ACC-002", await Text(await other.Submit("/sign-in/code", "code", ("Form.Code", Code()))));
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var passed = await other.Submit("/sign-in/code", "code", ("Form.Code", Code()));
        Assert.Equal("/account", passed.LeadsTo());
        Assert.True(await IsIn(other));

        var third = app.Browser();
        await third.SignIn(person.UserName!, App.Password);
        Assert.Equal("/", (await third.Submit("/sign-in/code", "code", ("Form.Code", recovery[0]))).LeadsTo());
        var again = app.Browser();
        await again.SignIn(person.UserName!, App.Password);
        Assert.Contains("ACC-002", await Text(await again.Submit("/sign-in/code", "code", ("Form.Code", recovery[0]))));
        // Neither secret nor code lies about in clear.
        var stored = await app.Look(db => db.UserTokens.Select(t => t.Value).ToListAsync());
        Assert.DoesNotContain(stored, v => v is not null && (v.Contains(secret) || recovery.Any(v.Contains)));
    }

    [Theory, OnBothDatabases]
    public async Task A_known_password_does_not_buy_endless_tries_at_the_code(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var person = await app.Person(Roles.Intake);
        var me = new Actor(ActorKind.Person, person.Id, "x");
        var secret = (await app.Do((SecondFactor u) => u.Start(default), me)).Must();
        string Code() => Totp.Code(secret, Totp.StepAt(app.Clock.GetUtcNow().UtcDateTime));
        (await app.Do((SecondFactor u) => u.Confirm(Code(), default), me)).Must();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 5; i++)
        {
            var browser = app.Browser();
            await browser.SignIn(person.UserName!, App.Password);
            await browser.Submit("/sign-in/code", "code", ("Form.Code", "000000"));
        }
        Assert.Contains("ACC-001", await Text(await app.Browser().SignIn(person.UserName!, App.Password)));
    }

    [Theory, OnBothDatabases]
    public async Task A_disabled_account_and_a_changed_role_end_the_session_at_the_next_request(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var person = await app.Person(Roles.Intake);
        var browser = app.Browser();
        await browser.SignIn(person.UserName!, App.Password);
        Assert.True(await IsIn(browser));
        (await app.Do((GrantRole u) => u.Run(new(app.NewId(), new(person.Id, Roles.Biller, null)), default))).Must();
        Assert.False(await IsIn(browser));
        await browser.SignIn(person.UserName!, App.Password);
        Assert.True(await IsIn(browser));
        (await app.Do((DisableAccount u) => u.Run(new(app.NewId(), new(person.Id, true)), default))).Must();
        Assert.False(await IsIn(browser));
        Assert.Contains("ACC-001", await Text(await browser.SignIn(person.UserName!, App.Password)));
    }

    [Theory, OnBothDatabases]
    public async Task A_quiet_session_ends_after_the_set_minutes_and_a_busy_one_goes_on(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        (await app.Do((LogoffRule u) => u.Set(new(app.NewId(), new(10)), default))).Must();
        var browser = await app.SignIn(Roles.Intake);
        for (var i = 0; i < 4; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(9));
            Assert.Equal(HttpStatusCode.NoContent, (await browser.GetAsync("/session/keep")).StatusCode);
        }
        Assert.Contains("data-idle-minutes=\"10\"", await browser.GetStringAsync("/account"));
        app.Clock.Advance(TimeSpan.FromMinutes(10.5));
        Assert.False(await IsIn(browser));
    }

    [Theory, OnBothDatabases]
    public async Task A_driver_is_still_signed_in_after_the_drive_to_the_next_door(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var driver = await app.SignIn(Roles.Driver);
        app.Clock.Advance(TimeSpan.FromMinutes(90));
        Assert.True(await IsIn(driver));
        app.Clock.Advance(TimeSpan.FromMinutes(LogoffRule.OnTheRoad + 1));
        Assert.False(await IsIn(driver));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task The_door_leads_nowhere_but_into_our_own_house(string returnUrl)
    {
        await using var app = await App.Open(StorageKind.Sqlite);
        var person = await app.Person(Roles.Intake);
        var answer = await app.Browser()
            .SignIn(person.UserName!, App.Password, "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        Assert.Equal("/", answer.LeadsTo());
    }

    [Fact]
    public async Task A_form_without_its_token_and_a_change_from_a_foreign_page_are_refused()
    {
        await using var app = await App.Open(StorageKind.Sqlite);
        var person = await app.Person(Roles.Intake);
        var form = new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["Form.Name"] = person.UserName!,
            ["Form.Password"] = App.Password,
        };
        var forged = await app.Browser().PostAsync("/sign-in", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        var browser = await app.SignIn(Roles.Manager);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-out", null)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/api/v1/audit/verify");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(foreign)).StatusCode);
        using var ours = new HttpRequestMessage(HttpMethod.Post, "/api/v1/audit/verify");
        ours.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(ours)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task The_first_start_makes_one_administrator_with_a_password_to_replace(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        app.Browser();
        var admin = await app.Look(db => db.Users.SingleAsync());
        Assert.Equal("admin", admin.UserName);
        Assert.True(admin.MustChangePassword);
        Assert.Null(await app.Do((MakeFirstAdmin u) => u.Run("second", default)));
    }
}
