using System.Net.Http.Json;
using System.Text.Json;

namespace Homeward.App.Tests.Live;

/// <summary>What the crews and the dispatcher say over the API.</summary>
internal sealed partial class SimulatedDay
{
    private Task Position(Guid van) =>
        Post(
            "positions",
            new
            {
                vehicleId = van,
                positions = new[]
                {
                    new
                    {
                        at = Now,
                        latitude = at[van].Latitude,
                        longitude = at[van].Longitude,
                        accuracyMetres = 9,
                    },
                },
            }
        );

    private object Here(Guid van) =>
        new
        {
            deviceTime = Now,
            latitude = at[van].Latitude,
            longitude = at[van].Longitude,
            accuracyMetres = 9,
        };

    private async Task<JsonElement> Get(string path)
    {
        calls++;
        var answer = await dispatcher.GetAsync($"/api/v1/{path}", Ct);
        return await Read(answer, path);
    }

    private async Task<JsonElement> Post(string path, object body)
    {
        calls++;
        var answer = await dispatcher.PostAsJsonAsync($"/api/v1/{path}", body, Ct);
        return await Read(answer, path);
    }

    private async Task<JsonElement> Read(HttpResponseMessage answer, string path)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{Local(Now):HH:mm} {path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
