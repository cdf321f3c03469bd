using Homeward.Fhir;
using Homeward.Journey;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Web.Access;
using Homeward.Web.Branches;
using Homeward.Web.Contact;
using Homeward.Web.Crew;
using Homeward.Web.Delivery;
using Homeward.Web.Demo;
using Homeward.Web.Dispatch;
using Homeward.Web.Intake;
using Homeward.Web.Live;
using Homeward.Web.Proof;
using Homeward.Web.Reports;
using Homeward.Web.Retrieval;
using Homeward.Web.Shared;
using Homeward.Web.Stock;
using Homeward.Web.Ui;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Radzen;

namespace Homeward.Web;

/// <summary>The host, as three ordered lists: what it is made of, what happens before it answers, what it answers.</summary>
public static class Host
{
    public static async Task AddHomeward(this WebApplicationBuilder builder, bool demo = false)
    {
        var storage = Storage.From(
            builder.Configuration["Homeward:Database"],
            Path.GetFullPath(builder.Configuration["Homeward:Data"] ?? "data", builder.Environment.ContentRootPath)
        );
        // Scripts and styles of packages are served from where they were restored to, in every environment.
        builder.WebHost.UseStaticWebAssets();
        if (demo)
            storage = await builder.AddDemonstration(storage);
        builder.Services.AddJourney(storage);
        builder.Services.AddFhir();
        if (builder.Configuration.GetValue("Homeward:Workers", true))
            builder.Services.AddJourneyWorkers();
        builder
            .Services.AddDataProtection()
            .SetApplicationName("Homeward")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(storage.DataFolder, "keys", "session")));
        builder
            .Services.AddOptions<KeyManagementOptions>()
            .Configure<MasterKey>((keys, master) => keys.XmlEncryptor = new SessionKeyEncryptor(master));
        builder.Services.AddAccess();
        builder.Services.AddProblems();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Front>();
        builder.Services.ConfigureHttpJsonOptions(o => Json.Apply(o.SerializerOptions));
        builder.Services.AddOpenApi("v1");
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddHomewardUi();
        builder.Services.AddLive();
        builder.WebHost.ConfigureKestrel(k =>
        {
            // A request is small; what is large (documents, photos, imports) says so on its own endpoint.
            k.Limits.MaxRequestBodySize = 1024 * 1024;
            k.AddServerHeader = false;
        });
        builder.Services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = BlobStore.MaxBytes);
    }

    public static async Task PrepareHomeward(this WebApplication app, bool demo = false)
    {
        await app.Services.PrepareDatabase(CancellationToken.None);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
            await scope.ServiceProvider.GetRequiredService<SeedReference>().Run(CancellationToken.None);
        }
        if (demo)
            await app.StartDemonstration();
        else
            await app.AnnounceFirstAdmin();
    }

    public static void UseHomeward(this WebApplication app)
    {
        app.UseProblems();
        app.UseSecurityHeaders();
        app.UseAuthentication();
        app.UseActor();
        app.UseSameOrigin();
        app.UsePlainRefusals();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
        app.MapGet("/health", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();

        var api = app.MapGroup("/api/v1").WithOpenApiDefaults();
        api.MapAccess();
        api.MapBranches();
        api.MapCrew();
        api.MapIntake();
        api.MapStock();
        api.MapDispatch();
        api.MapPublish();
        api.MapDelivery();
        api.MapLive();
        api.MapProof();
        api.MapRetrieval();
        api.MapContact();
        api.MapReports();
        app.MapFhir();
        app.MapStaticAssets().AllowAnonymous();
        app.MapSession();
        app.MapLiveHub();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireSignInForCircuits();
    }
}
