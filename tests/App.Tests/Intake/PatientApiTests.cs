using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Intake;

public sealed class PatientApiTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task A_patient_is_registered_read_documented_and_kept_from_other_branches(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = new Branch
        {
            Id = app.NewId(),
            Code = "COL",
            Name = "Columbus",
        };
        await app.Given(branch);
        var clerk = await app.As(Roles.Intake, branch.Id);
        var mary = new
        {
            branchId = branch.Id,
            firstName = "Mary",
            lastName = "Kowalski",
            birthDate = "1941-05-07",
            phone = "614-221-0199",
            zip = "43215",
        };
        var made = await clerk.PostAsJsonAsync("/api/v1/patients", mary, Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var again = await clerk.PostAsJsonAsync("/api/v1/patients", mary, Ct);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(
            "INT-001",
            (await again.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString()
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await clerk.PostAsJsonAsync("/api/v1/patients", mary with { birthDate = "2099-01-01" }, Ct)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await clerk.PostAsJsonAsync(
                    "/api/v1/patients",
                    mary with
                    {
                        firstName = new string('x', 10_000_000),
                    },
                    Ct
                )
            ).StatusCode
        );
        var where = made.Headers.Location!.ToString();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("FaceToFace"), "kind" },
            { new StringContent("2026-11-01"), "datedOn" },
            { new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7")), "file", "note.pdf" },
        };
        var filed = await clerk.PostAsync($"{where}/documents", form, Ct);
        Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        var file = await clerk.GetAsync(filed.Headers.Location, Ct);
        Assert.Equal("application/pdf", file.Content.Headers.ContentType?.MediaType);
        var stranger = await app.As(Roles.Intake, app.NewId());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(where, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(filed.Headers.Location, Ct)).StatusCode);
        var warehouse = await app.As(Roles.Warehouse, branch.Id);
        Assert.Equal(HttpStatusCode.Forbidden, (await warehouse.GetAsync(where, Ct)).StatusCode);
        var trail = await clerk.GetFromJsonAsync<JsonElement>($"{where}/trail", Ct);
        Assert.Contains(trail.GetProperty("items").EnumerateArray(), t => t.GetProperty("verb").GetString() == "read");
    }

    [Theory, OnBothDatabases]
    public async Task An_order_file_is_taken_over_rest(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var branch = new Branch
        {
            Id = app.NewId(),
            Code = "COL",
            Name = "Columbus",
        };
        await app.Given(branch);
        await app.Do<SeedReference, Seeded>(s => s.Run(Ct));
        var clerk = await app.As(Roles.Intake, branch.Id);
        using var csv = new StringContent(
            "order no,first,last,dob,item\nA-1,Mary,Kowalski,1941-05-07,COMMODE\nA-2,Ann,Lee,never,COMMODE\n",
            Encoding.UTF8
        );
        csv.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var taken = await clerk.PostAsync($"/api/v1/imports?branchId={branch.Id}&fileName=day.csv", csv, Ct);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        var view = await taken.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((1, 1), (view.GetProperty("taken").GetInt32(), view.GetProperty("refused").GetInt32()));
        Assert.Contains(
            "A-2,Ann,Lee,never",
            await clerk.GetStringAsync($"{taken.Headers.Location}/refused.csv", Ct),
            StringComparison.Ordinal
        );
    }
}
