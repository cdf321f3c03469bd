using System.Net;
using System.Text;
using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Proof;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace Homeward.App.Tests.Walk;

/// <summary>One order walks through every room of the house, over the API alone, each step by the person whose work it is.</summary>
public sealed class WalkOverApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_bed_goes_to_a_patient_and_comes_back_clean_for_the_next_one(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var story = await Story.Begin(app);
        var intake = await app.As(Roles.Intake, story.Branch);
        var dispatcher = await app.As(Roles.Dispatcher, story.Branch);
        var warehouse = await app.As(Roles.Warehouse, story.Branch);
        var biller = await app.As(Roles.Biller, story.Branch);
        var driver = app.Browser();
        await driver.SignIn(story.Driver.UserName!, App.Password);

        // Intake: the hospital's request becomes an order; the one bed there is is promised to it.
        var order = await Story.Post(intake, "orders", story.Order("Mary", "Kowalski", "1941-05-07", Story.Today));
        Assert.Equal("Accepted", order.GetProperty("state").GetString());
        await app.DrainOutbox();
        Assert.Equal("Reserved", await StateOfBed(warehouse));
        var patient = order.GetProperty("patientId").GetGuid();

        // Dispatch: the visit made from it is planned, published and printed.
        var visit = (await Story.Get(dispatcher, $"visits?order={order.GetProperty("id").GetGuid()}"))
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetGuid();
        await story.PlanAndPublish(dispatcher, Story.Today);
        var plan = await Story.Get(dispatcher, $"plans/latest?branch={story.Branch}&date={Story.Today:yyyy-MM-dd}");
        var route = plan.GetProperty("routes")[0].GetProperty("id").GetGuid();
        var sheet = await dispatcher.GetByteArrayAsync(
            $"/api/v1/plans/{plan.GetProperty("id").GetGuid()}/routes/{route}/run-sheet.pdf",
            Ct
        );
        using (var paper = PdfDocument.Open(sheet))
            Assert.Contains(Story.Serial, paper.GetPage(1).Text, StringComparison.Ordinal);

        // Delivery: load, leave, arrive, ask, hand over, sign, close.
        var day = (await Story.Get(driver, "day")).GetProperty("day");
        Assert.Equal(visit, day.GetProperty("stops")[0].GetProperty("visitId").GetGuid());
        await Load(story, driver, day);
        await Story.Post(driver, $"visits/{visit}/depart", new { at = story.Now });
        await app.DrainOutbox();
        var link = await TokenOf(app, visit);
        Assert.Contains("on the way", await Follow(app, link), StringComparison.OrdinalIgnoreCase);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await Story.Post(driver, $"visits/{visit}/arrive", new { at = story.Now });
        var early = await driver.PostAsync($"/api/v1/visits/{visit}/close", Body(new { at = story.Now }), Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(35));
        await Serve(story, driver, visit);
        var closed = await Story.Post(driver, $"visits/{visit}/close", new { at = story.Now });
        Assert.Equal("2026-11-10", closed.GetProperty("dateOfService").GetString());
        await app.DrainOutbox();
        Assert.Equal("WithPatient", await StateOfBed(warehouse));
        Assert.Equal(
            "Fulfilled",
            (await Story.Get(intake, $"orders/{order.GetProperty("id").GetGuid()}")).GetProperty("state").GetString()
        );

        // Proof: one document, ours by its hash, handed to billing once.
        await Prove(app, biller, visit);
        var told = await Story.Get(intake, "messages");
        Assert.Equal(2, told.GetProperty("total").GetInt32());
        Assert.DoesNotContain("bed", told.ToString(), StringComparison.OrdinalIgnoreCase);

        // Retrieval: the family calls; the bed is fetched the next day and walks back to the shelf, no step left out.
        var asked = await Story.Post(
            intake,
            "pickups",
            new
            {
                patientId = patient,
                reason = "end-of-need",
                requestedBy = "Daughter",
            }
        );
        var fetching = asked.GetProperty("visitId").GetGuid();
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 11, 14, 0, 0, TimeSpan.Zero));
        await story.PlanAndPublish(dispatcher, Story.Today.AddDays(1));
        await driver.SignIn(story.Driver.UserName!, App.Password);
        await Story.Post(driver, $"visits/{fetching}/depart", new { at = story.Now });
        app.Clock.Advance(TimeSpan.FromMinutes(25));
        await Story.Post(driver, $"visits/{fetching}/arrive", new { at = story.Now });
        await Fetch(story, driver, fetching);
        await Story.Post(driver, $"visits/{fetching}/close", new { at = story.Now });
        await app.DrainOutbox();
        Assert.Equal("Dirty", await StateOfBed(warehouse));
        await Clean(app, warehouse);
        Assert.Equal("Available", await StateOfBed(warehouse));

        // And out again: the next patient's order gets the same bed.
        var next = await Story.Post(
            intake,
            "orders",
            story.Order("Theo", "Brandt", "1938-02-11", Story.Today.AddDays(2))
        );
        await app.DrainOutbox();
        Assert.Equal("Reserved", await StateOfBed(warehouse));
        Assert.NotEqual(patient, next.GetProperty("patientId").GetGuid());
        await Figures(app, story);
    }

    private static StringContent Body(object body) => new(Json.Write(body), Encoding.UTF8, "application/json");

    private static async Task<string?> StateOfBed(HttpClient warehouse) =>
        (await Story.Get(warehouse, $"units?text={Story.Serial}"))
            .GetProperty("items")[0]
            .GetProperty("state")
            .GetString();

    private static async Task Load(Story story, HttpClient driver, JsonElement day)
    {
        foreach (var line in day.GetProperty("load").EnumerateArray())
            await Story.Post(
                driver,
                "day/load",
                line.GetProperty("tracking").GetString() == "Serial"
                    ? new { scan = line.GetProperty("serial").GetString(), at = story.Now }
                    : new
                    {
                        lineId = line.GetProperty("lineId").GetGuid(),
                        quantity = line.GetProperty("quantity").GetInt32(),
                        at = story.Now,
                    }
            );
    }

    /// <summary>Answers every question, hands over every line, teaches and lets the patient sign.</summary>
    private static async Task Serve(Story story, HttpClient driver, Guid visit)
    {
        var stop = await Story.Get(driver, $"day/visits/{visit}");
        await Story.Post(
            driver,
            $"visits/{visit}/checklist",
            new
            {
                at = story.Now,
                answers = stop.GetProperty("checklist")
                    .EnumerateArray()
                    .Select(q => new
                    {
                        question = q.GetProperty("code").GetString(),
                        value = q.GetProperty("kind").GetString() == "YesNo" ? "yes" : "done",
                    })
                    .ToList(),
            }
        );
        foreach (var line in stop.GetProperty("lines").EnumerateArray())
            await Story.Post(
                driver,
                $"visits/{visit}/handovers",
                new
                {
                    lineId = line.GetProperty("id").GetGuid(),
                    scan = line.GetProperty("serial").GetString(),
                    quantity = line.GetProperty("quantity").GetInt32(),
                    at = story.Now,
                }
            );
        await story.Evidence(
            driver,
            visit,
            EvidenceKinds.Instruction,
            new { subject = "Safe use", teachBack = true },
            null
        );
        await story.Evidence(driver, visit, EvidenceKinds.Photo, new { subject = "Bed in place" }, Ink.Png(200));
        await Sign(story, driver, visit, stop, byDaughter: true);
    }

    private static Task Sign(Story story, HttpClient driver, Guid visit, JsonElement stop, bool byDaughter)
    {
        var text = stop.GetProperty("text");
        return story.Evidence(
            driver,
            visit,
            EvidenceKinds.Signature,
            new
            {
                role = byDaughter ? "Designee" : "Beneficiary",
                printedName = byDaughter ? "Anna Kowalski" : null,
                relationship = byDaughter ? "daughter" : null,
                legible = true,
                metInPerson = true,
                textId = text.GetProperty("id").GetString(),
                textVersion = text.GetProperty("version").GetInt32(),
                textLanguage = text.GetProperty("language").GetString(),
            },
            Ink.Png(300)
        );
    }

    private static async Task Prove(App app, HttpClient biller, Guid visit)
    {
        var ready = await Story.Get(biller, "proofs?state=Ready");
        Assert.Equal(visit, ready.GetProperty("items")[0].GetProperty("visitId").GetGuid());
        var pdf = await biller.GetByteArrayAsync($"/api/v1/proofs/{visit}/document.pdf", Ct);
        using (var paper = PdfDocument.Open(pdf))
        {
            var said = string.Join(' ', paper.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
            Assert.Contains("Anna Kowalski", said, StringComparison.Ordinal);
            Assert.Contains(Story.Serial, said, StringComparison.Ordinal);
            Assert.Contains("E0260", said, StringComparison.Ordinal);
        }
        using var file = new ByteArrayContent(pdf);
        file.Headers.ContentType = new("application/pdf");
        var stranger = app.Browser();
        var verdict = await (await stranger.PostAsync("/api/v1/verify", file, Ct)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("Authentic", verdict, StringComparison.Ordinal);
        pdf[^20] ^= 1;
        using var forged = new ByteArrayContent(pdf);
        forged.Headers.ContentType = new("application/pdf");
        verdict = await (await stranger.PostAsync("/api/v1/verify", forged, Ct)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("Unknown", verdict, StringComparison.Ordinal);
        await Story.Post(biller, "proofs/export", new { visitIds = new[] { visit } });
        Assert.Equal(0, (await Story.Get(biller, "proofs?state=Ready")).GetProperty("total").GetInt32());
    }

    private static async Task<string> TokenOf(App app, Guid visit)
    {
        var answer = await Story.Post(await app.As(Roles.Manager), $"visits/{visit}/link", new { });
        return $"/t/{answer.GetProperty("token").GetString()}";
    }

    private static async Task<string> Follow(App app, string path) =>
        await app.Browser().GetStringAsync(new Uri(path, UriKind.RelativeOrAbsolute), Ct);

    private static async Task Fetch(Story story, HttpClient driver, Guid visit)
    {
        var stop = await Story.Get(driver, $"day/visits/{visit}");
        await Story.Post(
            driver,
            $"visits/{visit}/fetches",
            new
            {
                lineId = stop.GetProperty("lines")[0].GetProperty("id").GetGuid(),
                scan = Story.Serial,
                condition = "soiled",
                missingAccessories = new[] { "Hand control" },
                at = story.Now,
            }
        );
        await Sign(story, driver, visit, stop, byDaughter: false);
    }

    private static async Task Clean(App app, HttpClient warehouse)
    {
        var unitId = (await Story.Get(warehouse, $"units?text={Story.Serial}"))
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetGuid();
        async Task Step(string verb, object body) => await Story.Post(warehouse, $"returns/{verb}", body);
        var family = await app.Look(db =>
            db.Items.Where(i => i.Code == "BED-SEMI").Select(i => i.Family).SingleAsync()
        );
        await Step("receive", new { unitId });
        await Step("start-cleaning", new { unitId });
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await Step(
            "finish-cleaning",
            new
            {
                unitId,
                agent = "Quaternary",
                done = CarePoints.Cleaning(family),
            }
        );
        await Step("start-inspection", new { unitId });
        // A18: there is no way past the inspection.
        var skip = await warehouse.PostAsync(
            "/api/v1/returns/pass",
            Body(new { unitId, passed = Array.Empty<string>() }),
            Ct
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, skip.StatusCode);
        await Step("pass", new { unitId, passed = CarePoints.Function(family) });
        await app.DrainOutbox();
    }

    private static async Task Figures(App app, Story story)
    {
        var manager = await app.As(Roles.Manager, story.Branch);
        var span = "from=2026-11-10&to=2026-11-11";
        var figures = await Story.Get(manager, $"reports/figures?{span}");
        var total = figures.GetProperty("total");
        Assert.Equal(2, total.GetProperty("ended").GetInt32());
        Assert.Equal(2, total.GetProperty("completed").GetInt32());
        var behind = await Story.Get(manager, $"reports/figures/visits?{span}&part=OnTime");
        Assert.Equal(total.GetProperty("onTime").GetInt32(), behind.GetArrayLength());
        // Every change of the two days hangs in the sealed trail.
        await app.Do<AuditSealer, int>(s => s.SealAll(Ct));
        var verdict = await app.Do<VerifyAudit, AuditVerdict>(v => v.Run(Ct));
        Assert.True(verdict.Sound, string.Join(' ', verdict.Faults));
        Assert.Equal(2, await app.Look(db => db.Visits.CountAsync(v => v.State == VisitState.Closed)));
        Assert.Equal(1, await app.Look(db => db.Units.CountAsync()));
    }
}
