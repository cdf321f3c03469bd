using System.Net;
using System.Text.RegularExpressions;
using Homeward.App.Tests.Walk;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests.Contact;

public sealed class FollowPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A23_a_link_shows_its_own_visit_only_and_ends(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var story = await Story.Begin(app);
        var mine = await Book(app, story, "Kowalski", "614-221-0199", "es");
        var other = await Book(app, story, "Brandt", "614-221-0177", "en");
        Assert.NotEqual(mine, other);
        var stranger = app.Browser();
        var page = WebUtility.HtmlDecode(await stranger.GetStringAsync($"/t/{mine}", Ct));
        Assert.Contains("Su visita está fijada", page, StringComparison.Ordinal);
        Assert.Contains("(614) 221-0100", page, StringComparison.Ordinal);
        foreach (var secret in new[] { "Kowalski", "Brandt", "Mary", "3rd St", "39.95", "walker", "Walker", "P-1000" })
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.Contains(
            "Your visit is set",
            await stranger.GetStringAsync($"/t/{mine}?lang=en", Ct),
            StringComparison.Ordinal
        );

        // A link that never was, one cut short, and one that has ended all look the same.
        var gone = new List<string>();
        foreach (var token in new[] { new string('a', 43), mine[..20], mine[..42] + (mine[42] == 'A' ? 'B' : 'A') })
        {
            var answer = await stranger.GetAsync($"/t/{token}?lang=en", Ct);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            gone.Add(Said(await answer.Content.ReadAsStringAsync(Ct)));
        }
        app.Clock.Advance(TimeSpan.FromDays(9));
        var late = await stranger.GetAsync($"/t/{mine}?lang=en", Ct);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        gone.Add(Said(await late.Content.ReadAsStringAsync(Ct)));
        Assert.Single(gone.Distinct());
        Assert.Contains("This link has expired", gone[0], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_said_after_a_death_and_the_link_is_dead(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var story = await Story.Begin(app);
        var token = await Book(app, story, "Kowalski", "614-221-0199", "en");
        var intake = await app.As(Roles.Intake, story.Branch);
        var patient = await app.Look(db => db.Visits.Select(v => v.PatientId).SingleAsync(Ct));
        await Story.Post(intake, $"patients/{patient}/death", new { on = Story.Today });
        await app.DrainOutbox();
        Assert.Equal(HttpStatusCode.Gone, (await app.Browser().GetAsync($"/t/{token}", Ct)).StatusCode);
        // What was written when the visit was taken back is kept, and was never sent.
        var states = (await Story.Get(intake, "messages"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(m => $"{m.GetProperty("kind").GetString()} {m.GetProperty("state").GetString()}");
        Assert.Equal(["booked Sent", "cancelled Suppressed"], states.Order(StringComparer.Ordinal));
    }

    private static string Said(string html) =>
        Regex.Replace(html[html.IndexOf("<main", StringComparison.Ordinal)..], "<[^>]*>", " ");

    /// <summary>Orders a walker, books its window, and gives the token of the link the message carries.</summary>
    private static async Task<string> Book(App app, Story story, string last, string phone, string language)
    {
        var intake = await app.As(Roles.Intake, story.Branch);
        var order = await Story.Post(
            intake,
            "orders",
            new
            {
                branchId = story.Branch,
                patient = new
                {
                    branchId = story.Branch,
                    firstName = "Mary",
                    lastName = last,
                    birthDate = "1941-05-07",
                    phone,
                    language,
                    addressLine = "581 S 3rd St",
                    city = "Columbus",
                    state = "OH",
                    zip = "43215",
                    latitude = 39.951,
                    longitude = -82.998,
                    confirmNotDuplicateOf = await app.Look(db =>
                        db.Set<Homeward.Journey.Intake.Patient>().Select(p => p.Id).ToListAsync(Ct)
                    ),
                },
                lines = new[] { new { item = "WALKER" } },
                accept = true,
            }
        );
        await app.DrainOutbox();
        var id = order.GetProperty("id").GetGuid();
        var visit = await app.Look(db => db.Visits.SingleAsync(v => v.OrderId == id, Ct));
        await Story.Post(
            await app.As(Roles.Dispatcher, story.Branch),
            $"visits/{visit.Id}/book",
            new
            {
                version = visit.Version,
                date = "2026-11-11",
                from = "10:00",
                to = "14:00",
            }
        );
        await app.DrainOutbox();
        var link = await Story.Post(await app.As(Roles.Manager), $"visits/{visit.Id}/link", new { });
        return link.GetProperty("token").GetString()!;
    }
}
