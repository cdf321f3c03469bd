using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Dispatch;

public sealed class PlanApiTests
{
    private static readonly DateOnly Day = new(2026, 11, 11);

    [Theory, OnBothDatabases]
    public async Task A_day_is_planned_moved_published_and_printed_over_the_api(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = await Depot(app, visits: 5);
        var client = await app.As(Roles.Dispatcher, branch);
        var made = await Post(
            client,
            "/api/v1/plans",
            new
            {
                branchId = branch,
                date = Day,
                basedOn = 0,
                options = new { iterations = 40 },
            }
        );
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var id = made.Body.GetProperty("planId").GetGuid();
        var plan = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/plans/{id}",
            TestContext.Current.CancellationToken
        );
        var route = plan.GetProperty("routes")[0];
        var visit = route.GetProperty("stops")[0].GetProperty("visitId").GetGuid();

        var off = await Post(client, $"/api/v1/plans/{id}/move", new { basedOn = 1, visitId = visit });
        Assert.Equal(HttpStatusCode.Created, off.Status);
        var stale = await Post(client, $"/api/v1/plans/{id}/move", new { basedOn = 1, visitId = visit });
        Assert.Equal((HttpStatusCode.Conflict, "GEN-409"), (stale.Status, stale.Body.GetProperty("code").GetString()));

        var second = off.Body.GetProperty("planId").GetGuid();
        var published = await Post(client, $"/api/v1/plans/{second}/publish", new { basedOn = 2 });
        Assert.Equal((HttpStatusCode.OK, 4), (published.Status, published.Body.GetProperty("gone").GetInt32()));

        var shown = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/plans/{second}",
            TestContext.Current.CancellationToken
        );
        var sheet = await client.GetAsync(
            $"/api/v1/plans/{second}/routes/{shown.GetProperty("routes")[0].GetProperty("id").GetGuid()}/run-sheet.pdf",
            TestContext.Current.CancellationToken
        );
        Assert.Equal("application/pdf", sheet.Content.Headers.ContentType?.MediaType);
        Assert.True(
            (await sheet.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))
                .AsSpan()
                .StartsWith("%PDF"u8)
        );
    }

    [Theory, OnBothDatabases]
    public async Task Each_door_asks_for_its_own_permission_and_another_branch_finds_nothing(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = await Depot(app, visits: 1);
        var intake = await app.As(Roles.Intake, branch);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await Post(intake, "/api/v1/plans", new { branchId = branch, date = Day })).Status
        );
        var made = await Post(
            await app.As(Roles.Dispatcher, branch),
            "/api/v1/plans",
            new
            {
                branchId = branch,
                date = Day,
                options = new { iterations = 5 },
            }
        );
        var id = made.Body.GetProperty("planId").GetGuid();
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await Post(intake, $"/api/v1/plans/{id}/publish", new { basedOn = 1 })).Status
        );
        var stranger = await app.As(Roles.Dispatcher, app.NewId());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.GetAsync($"/api/v1/plans/{id}", TestContext.Current.CancellationToken)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Post(stranger, $"/api/v1/plans/{id}/publish", new { basedOn = 1 })).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Post(stranger, "/api/v1/plans", new { branchId = branch, date = Day })).Status
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await app.CreateClient().GetAsync("/api/v1/visits", TestContext.Current.CancellationToken)).StatusCode
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_window_is_offered_and_booked_and_a_bad_one_names_its_field(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = await Depot(app, visits: 1);
        var client = await app.As(Roles.Dispatcher, branch);
        var list = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/visits?branch={branch}",
            TestContext.Current.CancellationToken
        );
        var visit = list.GetProperty("items")[0];
        var (id, version) = (visit.GetProperty("id").GetGuid(), visit.GetProperty("version").GetInt32());
        var offers = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/visits/{id}/offers?from=2026-11-11&days=1",
            TestContext.Current.CancellationToken
        );
        var offer = offers.GetProperty("offers")[0];
        var bad = await Post(
            client,
            $"/api/v1/visits/{id}/book",
            new
            {
                version,
                date = "2026-11-11",
                from = "12:00",
                to = "10:00",
            }
        );
        Assert.Equal(
            (HttpStatusCode.BadRequest, "to"),
            (bad.Status, bad.Body.GetProperty("refusals")[0].GetProperty("field").GetString())
        );
        var booked = await Post(
            client,
            $"/api/v1/visits/{id}/book",
            new
            {
                version,
                date = offer.GetProperty("date").GetString(),
                from = offer.GetProperty("from").GetString(),
                to = offer.GetProperty("to").GetString(),
            }
        );
        Assert.Equal(HttpStatusCode.OK, booked.Status);
        var missing = await client.GetAsync($"/api/v1/visits/{app.NewId()}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    internal static async Task<(HttpStatusCode Status, JsonElement Body)> Post(
        HttpClient client,
        string url,
        object body
    )
    {
        var answer = await client.PostAsJsonAsync(url, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>A branch in Columbus with one van and driver, and beds to pick up: visits without papers or stock.</summary>
    internal static async Task<Guid> Depot(App app, int visits)
    {
        var branch = new Branch
        {
            Id = app.NewId(),
            Code = "COL",
            Name = "Columbus",
            Latitude = 39.9612,
            Longitude = -82.9988,
        };
        var van = new Vehicle
        {
            Id = app.NewId(),
            BranchId = branch.Id,
            Name = "Van 1",
        };
        var person = new Person
        {
            Id = app.NewId(),
            BranchId = branch.Id,
            FirstName = "Ann",
            LastName = "Lee",
            HiredOn = new(2020, 1, 1),
            HourlyCost = new(2_800),
        };
        var bed = new CatalogueItem
        {
            Id = app.NewId(),
            Code = "T-BED",
            Name = "Hospital bed",
            Pickup = WorkTime.FromMinutes(20),
        };
        await app.Given(branch, van, person, bed);
        await app.Given(
            new Shift
            {
                Id = app.NewId(),
                BranchId = branch.Id,
                PersonId = person.Id,
                VehicleId = van.Id,
                Date = Day,
                Start = new(8, 0),
                End = new(17, 0),
            }
        );
        for (var i = 0; i < visits; i++)
        {
            var patient = new Patient
            {
                Id = app.NewId(),
                BranchId = branch.Id,
                Number = $"P-{i}",
                FirstName = "Pat",
                LastName = $"Number{i}",
                BirthDate = new(1950, 1, 1),
                Phone = "+16145550100",
                AddressLine = $"{i} High St",
                City = "Columbus",
                State = "OH",
                Zip = "43215",
                Latitude = 39.97 + i * 0.01,
                Longitude = -83.01,
                Location = LocationGrade.Given,
            };
            await app.Given(patient);
            var visit = new Visit
            {
                Id = app.NewId(),
                BranchId = branch.Id,
                PatientId = patient.Id,
                Number = $"V-{i + 1}",
                Kind = VisitKind.Pickup,
                Date = Day,
                WindowFrom = new(2026, 11, 11, 13, 0, 0, DateTimeKind.Utc),
                WindowTo = new(2026, 11, 11, 22, 0, 0, DateTimeKind.Utc),
                DueAt = new(2026, 11, 12, 22, 0, 0, DateTimeKind.Utc),
                Service = WorkTime.FromMinutes(27),
            };
            visit.Lines.Add(
                new VisitLine
                {
                    Id = app.NewId(),
                    VisitId = visit.Id,
                    ItemId = bed.Id,
                    Direction = Direction.Fetch,
                    Quantity = 1,
                }
            );
            await app.Given(visit);
        }
        return branch.Id;
    }
}
