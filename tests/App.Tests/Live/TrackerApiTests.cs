using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Homeward.Journey.Delivery;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.App.Tests.Live;

/// <summary>What trackers say: the OsmAnd protocol in its three dresses, and what is answered to nonsense.</summary>
public sealed class TrackerApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Read(Task<HttpResponseMessage> answer)
    {
        using var said = await answer;
        return (said.StatusCode, JsonSerializer.Deserialize<JsonElement>(await said.Content.ReadAsStringAsync(Ct)));
    }

    private static async Task<string> Bound(App app, Running day)
    {
        var manager = await app.As(Roles.Manager, day.Branch);
        var (status, body) = await Read(
            manager.PostAsJsonAsync("/api/v1/trackers", new { vehicleId = day.Van, name = "Phone of van 1" }, Ct)
        );
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("code").GetString()!;
    }

    [Theory, OnBothDatabases]
    public async Task The_three_dresses_of_the_protocol_all_reach_the_history(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var day = await Running.Of(app);
        var code = await Bound(app, day);
        var device = app.Browser();
        var now = app.Clock.GetUtcNow();
        var seconds = now.ToUnixTimeSeconds();
        var get = await Read(
            device.GetAsync(
                $"/api/v1/osmand?id={code}&lat=39.96&lon=-83.00&timestamp={seconds - 60}&speed=19.438445&bearing=90&accuracy=12&batt=88&altitude=230",
                Ct
            )
        );
        Assert.Equal((HttpStatusCode.OK, 1), (get.Status, get.Body.GetProperty("new").GetInt32()));
        // As Traccar's older clients do: a POST whose fields stand in the address, milliseconds, nothing in the body.
        var post = await Read(
            device.PostAsync(
                $"/api/v1/osmand?deviceid={code}&location=39.961,-83.001&timestamp={(seconds - 40) * 1000}&speed=-1",
                null,
                Ct
            )
        );
        Assert.Equal((HttpStatusCode.OK, 1), (post.Status, post.Body.GetProperty("new").GetInt32()));
        var form = await Read(
            device.PostAsync(
                "/api/v1/osmand",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["id"] = code,
                        ["lat"] = "39.962",
                        ["lon"] = "-83.002",
                        ["timestamp"] = now.AddSeconds(-20)
                            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                    }
                ),
                Ct
            )
        );
        Assert.Equal((HttpStatusCode.OK, 1), (form.Status, form.Body.GetProperty("new").GetInt32()));
        var report = new
        {
            device_id = code,
            location = new
            {
                timestamp = now.AddSeconds(-5).UtcDateTime.ToString("o", CultureInfo.InvariantCulture),
                coords = new
                {
                    latitude = 39.963,
                    longitude = -83.003,
                    accuracy = 9.5,
                    speed = 12.5,
                    heading = 180.0,
                    altitude = 230.0,
                },
                is_moving = true,
                odometer = 1_200,
                @event = "motionchange",
                battery = new { level = 0.8, is_charging = false },
                activity = new { type = "in_vehicle" },
                extras = new { },
            },
        };
        var json = await Read(device.PostAsJsonAsync("/api/v1/osmand", report, Ct));
        Assert.Equal((HttpStatusCode.OK, 1), (json.Status, json.Body.GetProperty("new").GetInt32()));
        var again = await Read(device.PostAsJsonAsync("/api/v1/osmand", report, Ct));
        Assert.Equal(1, again.Body.GetProperty("known").GetInt32());
        var history = await app.Look(db => db.Positions.OrderBy(p => p.At).ToListAsync(Ct));
        Assert.Equal([39.96, 39.961, 39.962, 39.963], history.Select(p => p.Latitude));
        Assert.Equal(10, history[0].SpeedMetresPerSecond!.Value, 3);
        Assert.Null(history[1].SpeedMetresPerSecond);
        Assert.Equal(
            (12.5, 180.0, 9.5),
            (history[3].SpeedMetresPerSecond, history[3].BearingDegrees, history[3].AccuracyMetres)
        );
    }

    [Theory, OnBothDatabases]
    public async Task Nonsense_is_refused_with_its_code_and_a_false_place_does_not_hold_up_the_rest(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var day = await Running.Of(app);
        var code = await Bound(app, day);
        var device = app.Browser();
        var seconds = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        async Task Refused(string query, HttpStatusCode status, string said)
        {
            var (was, body) = await Read(device.GetAsync($"/api/v1/osmand?{query}", Ct));
            Assert.Equal((status, said), (was, body.GetProperty("code").GetString()));
        }
        await Refused($"id=nobody-knows&lat=39.9&lon=-83&timestamp={seconds}", HttpStatusCode.NotFound, "DEL-030");
        await Refused($"lat=39.9&lon=-83&timestamp={seconds}", HttpStatusCode.NotFound, "DEL-030");
        await Refused($"id={code}&lat=north&lon=-83", HttpStatusCode.BadRequest, "GEN-400");
        await Refused($"id={code}&lat=NaN&lon=-83", HttpStatusCode.BadRequest, "GEN-400");
        await Refused($"id={code}&lat=39.9&lon=-83&timestamp=yesterday", HttpStatusCode.BadRequest, "GEN-400");
        await Refused($"id={code}&lat=39.9&lon=-83&timestamp=99999999999999999", HttpStatusCode.BadRequest, "GEN-400");
        await Refused($"id={code}&lat=39.9&lon=-83&speed=fast", HttpStatusCode.BadRequest, "GEN-400");
        foreach (
            var body in new[]
            {
                "{}",
                "[]",
                "3",
                "null",
                "{\"device_id\":\"x\",\"location\":{\"coords\":{\"latitude\":\"a\"}}}",
            }
        )
        {
            var (status, said) = await Read(
                device.PostAsync("/api/v1/osmand", new StringContent(body, null, "application/json"), Ct)
            );
            Assert.Equal((HttpStatusCode.BadRequest, "GEN-400"), (status, said.GetProperty("code").GetString()));
        }
        // A place that cannot be true is taken off the device's hands, with its code: it would come again for ever.
        foreach (
            var (place, why) in new[]
            {
                ("lat=0&lon=0", "DEL-034"),
                ("lat=91&lon=0", "DEL-033"),
                ($"lat=39.9&lon=-83&timestamp={seconds + 3_600}", "DEL-031"),
            }
        )
        {
            var (status, said) = await Read(device.GetAsync($"/api/v1/osmand?id={code}&{place}", Ct));
            Assert.Equal(
                (HttpStatusCode.OK, why),
                (status, said.GetProperty("refused")[0].GetProperty("code").GetString())
            );
        }
        Assert.Equal(0, await app.Look(db => db.Positions.CountAsync(Ct)));
        var dispatcher = await app.As(Roles.Dispatcher, day.Branch);
        Assert.Equal(HttpStatusCode.Forbidden, (await dispatcher.GetAsync("/api/v1/trackers", Ct)).StatusCode);
    }
}
