using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Walk;

/// <summary>
/// A branch with one van, one technician and one bed on the shelf, set up over the API by those whose work it is. It is Tuesday,
/// 9:00 in Columbus; the technician works until five, today and tomorrow.
/// </summary>
public sealed class Story
{
    public static readonly DateOnly Today = new(2026, 11, 10);
    public const string Serial = "BED-0042";

    private Story(App app) => App = app;

    public App App { get; }
    public Guid Branch { get; private set; }
    public Guid Van { get; private set; }
    public Guid Technician { get; private set; }
    public Dictionary<string, Guid> Bins { get; } = [];

    /// <summary>The technician's account, able to sign in with <see cref="App.Password"/>.</summary>
    public Account Driver { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Story> Begin(App app)
    {
        var story = new Story(app);
        var manager = await app.As(Roles.Manager);
        story.Branch = (
            await Post(
                manager,
                "branches",
                new
                {
                    code = "COL",
                    name = "Homeward Columbus",
                    timeZone = "America/New_York",
                    phone = "614-221-0100",
                    addressLine = "1400 Dublin Rd",
                    city = "Columbus",
                    state = "OH",
                    zip = "43215",
                    latitude = 39.9735,
                    longitude = -83.0395,
                    opensAt = "08:00",
                    closesAt = "17:00",
                    openDays = new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" },
                }
            )
        ).GetProperty("id").GetGuid();
        story.Technician = (
            await Post(
                manager,
                "people",
                new
                {
                    branchId = story.Branch,
                    firstName = "Marcus",
                    lastName = "Bell",
                    hourlyCost = new { cents = 2400 },
                    hiredOn = "2021-03-01",
                }
            )
        ).GetProperty("id").GetGuid();
        foreach (var skill in new[] { "driver", "dme-tech" })
            await Post(
                manager,
                "credentials",
                new
                {
                    personId = story.Technician,
                    skill,
                    number = "1",
                    issuer = "House",
                    validFrom = "2026-01-01",
                    validTo = "2027-01-01",
                }
            );
        story.Van = (
            await Post(
                manager,
                "vehicles",
                new
                {
                    branchId = story.Branch,
                    name = "Van 1",
                    payload = new { grams = 1_300_000 },
                    space = new { millilitres = 9_000_000 },
                    hazmatLimit = new { grams = 199_000 },
                    cleanDirty = "SeparateBays",
                    dirtyBay = new { millilitres = 4_000_000 },
                    liftGate = true,
                    costPerMile = new { cents = 70 },
                    co2GramsPerMile = 500,
                }
            )
        ).GetProperty("id").GetGuid();
        foreach (var day in new[] { Today, Today.AddDays(1) })
            await Post(
                manager,
                "shifts",
                new
                {
                    branchId = story.Branch,
                    personId = story.Technician,
                    vehicleId = story.Van,
                    date = day,
                    start = "08:00",
                    end = "17:00",
                    breakMinutes = 0,
                }
            );
        await story.Stock();
        story.Driver = await app.Person(Roles.Driver, story.Branch);
        await app.Do<JourneyDb, int>(async db =>
        {
            (await db.Users.FindAsync(story.Driver.Id))!.PersonId = story.Technician;
            return await db.SaveChangesAsync();
        });
        return story;
    }

    private async Task Stock()
    {
        var warehouse = await App.As(Roles.Warehouse, Branch);
        foreach (var kind in new[] { "Clean", "Dirty", "Cleaning", "Quarantine" })
            Bins[kind] = (
                await Post(
                    warehouse,
                    "bins",
                    new
                    {
                        branchId = Branch,
                        code = kind.ToUpperInvariant(),
                        kind,
                    }
                )
            ).GetProperty("id").GetGuid();
        await Post(
            warehouse,
            "units",
            new
            {
                binId = Bins["Clean"],
                item = "BED-SEMI",
                rows = new[] { new { scan = Serial } },
            }
        );
        foreach (var item in new[] { "MATT-FOAM", "RAIL-HALF" })
            await Post(
                warehouse,
                "lots",
                new
                {
                    binId = Bins["Clean"],
                    item,
                    quantity = 5,
                }
            );
    }

    /// <summary>Makes the plan of a day, from what there is, and publishes it; every visit must go.</summary>
    public async Task<JsonElement> PlanAndPublish(HttpClient dispatcher, DateOnly day)
    {
        var made = await Post(
            dispatcher,
            "plans",
            new
            {
                branchId = Branch,
                date = day,
                options = new { iterations = 40 },
            }
        );
        var published = await Post(
            dispatcher,
            $"plans/{made.GetProperty("planId").GetGuid()}/publish",
            new { basedOn = made.GetProperty("versionNo").GetInt32() }
        );
        await App.DrainOutbox();
        Assert.All(
            published.GetProperty("visits").EnumerateArray(),
            v => Assert.True(v.GetProperty("goes").GetBoolean())
        );
        return published;
    }

    public object Now =>
        new
        {
            deviceTime = App.Clock.GetUtcNow().UtcDateTime,
            latitude = 39.96,
            longitude = -82.99,
            accuracyMetres = 9,
        };

    public static async Task<JsonElement> Get(HttpClient client, string path)
    {
        var answer = await client.GetAsync($"/api/v1/{path}", Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync($"/api/v1/{path}", body, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>A piece of evidence with its picture, as the phone sends it.</summary>
    public async Task<JsonElement> Evidence(HttpClient driver, Guid visit, string kind, object data, byte[]? picture)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(kind), "kind" },
            { new StringContent(JsonSerializer.Serialize(data, JsonSerializerOptions.Web)), "data" },
            {
                new StringContent(App.Clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
                "deviceTime"
            },
        };
        if (picture is not null)
        {
            var file = new ByteArrayContent(picture);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "file", "picture.png");
        }
        var answer = await driver.PostAsync($"/api/v1/visits/{visit}/evidence", form, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"evidence {kind}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>An accepted order of the one bed, complete enough to be delivered and billed.</summary>
    public object Order(string first, string last, string born, DateOnly wanted) =>
        new
        {
            branchId = Branch,
            patient = new
            {
                branchId = Branch,
                firstName = first,
                lastName = last,
                birthDate = born,
                phone = last == "Kowalski" ? "614-221-0199" : "614-221-0177",
                addressLine = "581 S 3rd St",
                city = "Columbus",
                state = "OH",
                zip = "43215",
                latitude = 39.951,
                longitude = -82.998,
            },
            situation = "HospitalDischarge",
            wantedOn = wanted,
            practitioner = new { npi = "1234567893", name = "Helen Marsh, MD" },
            diagnoses = new[] { "M62.81" },
            lines = new[] { new { item = "BED-SEMI" } },
            accept = true,
        };
}
