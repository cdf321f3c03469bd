using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests.Branches;

public sealed class SetupApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static object Columbus(string code = "COL", int? version = null) =>
        new
        {
            version,
            code,
            name = "Columbus",
            timeZone = "America/New_York",
            latitude = 39.96,
            longitude = -83.0,
            opensAt = "08:00",
            closesAt = "17:00",
            openDays = new[] { "Monday", "Tuesday" },
        };

    internal static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

    internal static async Task Refused(
        HttpResponseMessage answer,
        HttpStatusCode status,
        string code,
        string? field = null
    )
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await Json(answer);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        if (field is not null)
            Assert.Contains(
                field,
                problem.GetProperty("refusals").EnumerateArray().Select(r => r.GetProperty("field").GetString())
            );
    }

    [Theory, OnBothDatabases]
    public async Task Reference_data_is_served_from_the_first_start(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var client = await app.As(Roles.Intake);
        var items = await client.GetFromJsonAsync<JsonElement>("/api/v1/items?text=e1390&size=1", Ct);
        Assert.Equal(2, items.GetProperty("total").GetInt32());
        Assert.Equal("CONC-10", items.GetProperty("items")[0].GetProperty("code").GetString());
        var kits = await client.GetFromJsonAsync<JsonElement>("/api/v1/kits", Ct);
        Assert.Equal(5, kits.GetProperty("total").GetInt32());
        var needed = await client.GetFromJsonAsync<JsonElement>(
            "/api/v1/document-rules/for?hcpcs=E1390&payer=medicare&day=2026-04-13",
            Ct
        );
        Assert.Contains(
            "WrittenOrderPriorToDelivery",
            needed.EnumerateArray().Select(d => d.GetProperty("document").GetString())
        );
        var wopd = await client.GetFromJsonAsync<JsonElement>(
            "/api/v1/code-lists?list=wopd&text=oxygen&on=2026-04-13",
            Ct
        );
        Assert.Equal(7, wopd.GetProperty("total").GetInt32());
    }

    [Theory, OnBothDatabases]
    public async Task A_branch_is_opened_once_by_a_repeated_request_and_changed_by_its_version(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var client = await app.As(Roles.Admin);
        var key = app.NewId().ToString();
        async Task<HttpResponseMessage> Post()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/branches")
            {
                Content = JsonContent.Create(Columbus()),
            };
            request.Headers.Add("Idempotency-Key", key);
            return await client.SendAsync(request, Ct);
        }
        var (first, again) = (await Post(), await Post());
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.Equal(1, await app.Look(db => db.Branches.CountAsync()));
        var place = first.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync(place, Columbus("DAY", 0), Ct)).StatusCode);
        await Refused(await client.PutAsJsonAsync(place, Columbus("DAY", 0), Ct), HttpStatusCode.Conflict, "GEN-409");
        Assert.Equal("DAY", (await client.GetFromJsonAsync<JsonElement>(place, Ct)).GetProperty("code").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Nonsense_is_refused_with_a_code_and_leaves_nothing_behind(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var client = await app.As(Roles.Admin);
        Task<HttpResponseMessage> Raw(string body) =>
            client.PostAsync("/api/v1/branches", new StringContent(body, Encoding.UTF8, "application/json"), Ct);
        await Refused(await Raw("{"), HttpStatusCode.BadRequest, "GEN-400");
        await Refused(await Raw("[]"), HttpStatusCode.BadRequest, "GEN-400");
        await Refused(await Raw("""{"code":"X","opensAt":"99:99"}"""), HttpStatusCode.BadRequest, "GEN-400");
        await Refused(
            await Raw("""{"code":null,"name":null,"timeZone":null,"openDays":null}"""),
            HttpStatusCode.BadRequest,
            "GEN-400",
            "openDays"
        );
        await Refused(
            await Raw($$"""{"code":"X","name":"{{new string('x', 900_000)}}"}"""),
            HttpStatusCode.BadRequest,
            "GEN-400",
            "name"
        );
        Assert.Equal(0, await app.Look(db => db.Branches.CountAsync()));
        var codes = "/api/v1/code-lists";
        await Refused(
            await client.PostAsJsonAsync(
                codes,
                new
                {
                    list = "payer",
                    code = "x",
                    text = "X",
                    source = "s",
                    from = "0001-01-01",
                },
                Ct
            ),
            HttpStatusCode.BadRequest,
            "GEN-400",
            "from"
        );
        await Refused(
            await client.PostAsJsonAsync(
                codes,
                new
                {
                    list = "payer",
                    code = "x",
                    text = "X",
                    source = "s",
                    from = "2026-02-02",
                    to = "2026-02-01",
                },
                Ct
            ),
            HttpStatusCode.BadRequest,
            "GEN-400",
            "to"
        );
        await Refused(
            await client.PostAsJsonAsync(
                codes,
                new
                {
                    list = "payer",
                    code = "medicare",
                    text = "X",
                    source = "s",
                    from = "2026-02-02",
                },
                Ct
            ),
            HttpStatusCode.Conflict,
            "BRA-003"
        );
        await Refused(
            await client.PostAsJsonAsync(
                codes,
                new
                {
                    list = "payer",
                    code = "x",
                    text = "X",
                    source = "s",
                    from = "2026-02-31",
                },
                Ct
            ),
            HttpStatusCode.BadRequest,
            "GEN-400"
        );
        await Refused(await client.GetAsync("/api/v1/items/not-a-guid", Ct), HttpStatusCode.NotFound, "GEN-404");
        await Refused(await client.GetAsync($"/api/v1/items/{app.NewId()}", Ct), HttpStatusCode.NotFound, "GEN-404");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/items?page=-5&size=100000", Ct)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Rights_are_kept_reading_is_not_writing_and_no_key_is_no_answer(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        await Refused(
            await app.CreateClient().GetAsync("/api/v1/branches", Ct),
            HttpStatusCode.Unauthorized,
            "GEN-401"
        );
        await Refused(
            await (await app.As(Roles.Driver)).GetAsync("/api/v1/branches", Ct),
            HttpStatusCode.Forbidden,
            "GEN-403"
        );
        await Refused(
            await (await app.As(Roles.Intake)).PostAsJsonAsync("/api/v1/branches", Columbus(), Ct),
            HttpStatusCode.Forbidden,
            "GEN-403"
        );
        var admin = await app.As(Roles.Admin);
        var id = (await Json(await admin.PostAsJsonAsync("/api/v1/branches", Columbus(), Ct)))
            .GetProperty("id")
            .GetGuid();
        var stranger = await app.As(Roles.Admin, app.NewId());
        await Refused(await stranger.GetAsync($"/api/v1/branches/{id}", Ct), HttpStatusCode.NotFound, "GEN-404");
        await Refused(
            await stranger.PutAsJsonAsync($"/api/v1/branches/{id}", Columbus("X", 0), Ct),
            HttpStatusCode.NotFound,
            "GEN-404"
        );
        await Refused(
            await stranger.PutAsJsonAsync($"/api/v1/branches/{id}/calendar/2026-12-24", new { name = "Closed" }, Ct),
            HttpStatusCode.NotFound,
            "GEN-404"
        );
        Assert.Equal(
            0,
            (await stranger.GetFromJsonAsync<JsonElement>("/api/v1/branches", Ct)).GetProperty("total").GetInt32()
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_zone_an_item_and_a_kit_live_through_the_api(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var client = await app.As(Roles.Manager);
        var branchId = (await Json(await client.PostAsJsonAsync("/api/v1/branches", Columbus(), Ct)))
            .GetProperty("id")
            .GetGuid();
        const string open = """{"type":"Polygon","coordinates":[[[-83,39.9],[-82.9,39.9],[-82.9,40],[-83,40]]]}""";
        await Refused(
            await client.PostAsJsonAsync(
                "/api/v1/zones",
                new
                {
                    branchId,
                    name = "N",
                    polygon = open,
                },
                Ct
            ),
            HttpStatusCode.BadRequest,
            "BRA-002",
            "polygon"
        );
        var closed = open.Replace("[-83,40]]", "[-83,40],[-83,39.9]]", StringComparison.Ordinal);
        var zone = await Json(
            await client.PostAsJsonAsync(
                "/api/v1/zones",
                new
                {
                    branchId,
                    name = "N",
                    polygon = closed,
                },
                Ct
            )
        );
        var at = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/zones/at?branchId={branchId}&latitude=39.95&longitude=-82.95",
            Ct
        );
        Assert.Equal(zone.GetProperty("id").GetGuid(), at.GetProperty("id").GetGuid());
        Assert.Equal(
            HttpStatusCode.OK,
            (await client.DeleteAsync($"/api/v1/zones/{zone.GetProperty("id").GetGuid()}?version=0", Ct)).StatusCode
        );
        object Item(int? version, bool active) =>
            new
            {
                version,
                code = "NEW-1",
                name = "New",
                hcpcs = "E1390",
                family = "oxygen",
                weight = new { grams = 1000 },
                bulk = new { millilitres = 1000 },
                setup = new { seconds = 600 },
                pickup = new { seconds = 60 },
                skill = "oxygen-tech",
                crew = 1,
                hazmatGross = new { grams = 0 },
                tracking = "Serial",
                returnable = true,
                lifeSustaining = false,
                aroundTheClock = false,
                usualUrgency = "Stat",
                hasMemory = false,
                active,
            };
        var made = await client.PostAsJsonAsync("/api/v1/items", Item(null, true), Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await Refused(
            await client.PostAsJsonAsync("/api/v1/items", Item(null, true), Ct),
            HttpStatusCode.Conflict,
            "BRA-001",
            "code"
        );
        var item = (await Json(made)).GetProperty("id").GetGuid();
        var kit = await client.PostAsJsonAsync(
            "/api/v1/kits",
            new
            {
                code = "K-1",
                name = "Kit",
                lines = new[] { new { itemId = item, quantity = 2 } },
            },
            Ct
        );
        Assert.Equal(HttpStatusCode.Created, kit.StatusCode);
        await Refused(
            await client.PutAsJsonAsync(
                $"/api/v1/items/{item}/accessories",
                new { accessories = new[] { new { accessoryId = item, required = true } } },
                Ct
            ),
            HttpStatusCode.UnprocessableEntity,
            "BRA-005"
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await client.PutAsJsonAsync($"/api/v1/items/{item}", Item(0, false), Ct)).StatusCode
        );
        var shown = await client.GetFromJsonAsync<JsonElement>($"/api/v1/items/{item}", Ct);
        Assert.Equal("Kit", shown.GetProperty("kits")[0].GetString());
        Assert.False(shown.GetProperty("item").GetProperty("active").GetBoolean());
    }
}
