using System.Globalization;
using System.Text.Json;
using Homeward.Journey.Proof;

namespace Homeward.App.Tests.Live;

/// <summary>What a crew does at a door where nothing goes wrong: ask, take what is to be fetched, have it signed, close.</summary>
internal static class DoorWork
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task Close(
        App app,
        HttpClient crew,
        Guid visit,
        object here,
        Func<string, object, Task<JsonElement>> post
    )
    {
        var stop = JsonSerializer.Deserialize<JsonElement>(
            await crew.GetStringAsync(new Uri($"/api/v1/day/visits/{visit}", UriKind.Relative), Ct)
        );
        var questions = stop.GetProperty("checklist").EnumerateArray().ToList();
        if (questions.Count > 0)
            await post(
                $"visits/{visit}/checklist",
                new
                {
                    at = here,
                    answers = questions
                        .Select(q => new
                        {
                            question = q.GetProperty("code").GetString(),
                            value = q.GetProperty("kind").GetString() == "YesNo" ? "yes" : "done",
                        })
                        .ToList(),
                }
            );
        foreach (var line in stop.GetProperty("lines").EnumerateArray())
            await post(
                $"visits/{visit}/fetches",
                new
                {
                    lineId = line.GetProperty("id").GetGuid(),
                    quantity = line.GetProperty("quantity").GetInt32(),
                    condition = "soiled",
                    at = here,
                }
            );
        await Sign(app, crew, visit, stop.GetProperty("text"));
        await post($"visits/{visit}/close", new { at = here });
    }

    private static async Task Sign(App app, HttpClient crew, Guid visit, JsonElement text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(EvidenceKinds.Signature), "kind" },
            {
                new StringContent(
                    JsonSerializer.Serialize(
                        new
                        {
                            role = "Beneficiary",
                            legible = true,
                            metInPerson = true,
                            textId = text.GetProperty("id").GetString(),
                            textVersion = text.GetProperty("version").GetInt32(),
                            textLanguage = text.GetProperty("language").GetString(),
                        },
                        JsonSerializerOptions.Web
                    )
                ),
                "data"
            },
            {
                new StringContent(app.Clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
                "deviceTime"
            },
        };
        using var ink = new ByteArrayContent(Ink.Png(200));
        ink.Headers.ContentType = new("image/png");
        form.Add(ink, "file", "signature.png");
        var answer = await crew.PostAsync($"/api/v1/visits/{visit}/evidence", form, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
