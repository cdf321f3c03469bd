using System.Text.Json;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Live;

/// <summary>The running day: where the vans are and when they come, what is urgent, what drops out.</summary>
public static class LiveApi
{
    public static void AddLive(this IServiceCollection services)
    {
        services
            .AddSignalR(o => o.MaximumReceiveMessageSize = 32 * 1024)
            .AddJsonProtocol(o => Json.Apply(o.PayloadSerializerOptions));
        // What a silo remarks on (the collector's mode, a slow second) is no news to whoever runs an office.
        services.AddLogging(l => l.AddFilter("Orleans", LogLevel.Error).AddFilter("Polly", LogLevel.Error));
        services.AddSingleton<Silo>();
        services.AddSingleton<EtaShelf>();
        services.AddSingleton<LiveCasts>();
        services.AddHostedService<LiveBridge>();
    }

    public static void MapLiveHub(this WebApplication app) =>
        app.MapHub<LiveHub>("/live", o => o.CloseOnAuthenticationExpiration = true).RequireAuthorization(May.ReadPlan);

    public static void MapLive(this RouteGroupBuilder api)
    {
        var live = api.MapGroup("/live").RequireAuthorization(May.ReadPlan).WithTags("Live");
        live.MapGet("/", Day)
            .WithSummary("A branch's running day: vans, arrival times with their spread, stops at risk");
        live.MapPut("/settings", Settings)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("How a branch watches its vans: fence, silence, risk");

        api.MapGet("/visits/{id:guid}/stat", Stat)
            .RequireAuthorization(May.ReadPlan)
            .WithTags("Live")
            .WithSummary("The best three places for an urgent visit in the running day, with consequences");
        api.MapPost("/visits/{id:guid}/stat", Accept)
            .RequireAuthorization(May.PublishPlan)
            .WithTags("Live")
            .WithSummary("Take one of them: saves and publishes the next version");
        var plans = api.MapGroup("/plans").RequireAuthorization(May.PublishPlan).WithTags("Live");
        plans
            .MapPost("/try-call-out", TryCall)
            .WithSummary("What a driver's or a van's dropping out does, without doing it");
        plans
            .MapPost("/call-out", Call)
            .WithSummary("A driver or a van drops out: its visits are offered to the others");
        plans
            .MapPost("/replan-rest", Replan)
            .RequireAuthorization(May.WritePlan)
            .WithSummary("The rest of the day planned anew, as a draft with its difference");

        var trackers = api.MapGroup("/trackers").RequireAuthorization(May.WriteCrew).WithTags("Live");
        trackers.MapGet("/", Trackers).WithSummary("The devices that tell where vans are");
        trackers.MapPost("/", Bind).WithSummary("Bind a device to a van; its code is shown this once");
        trackers.MapPost("/{id:guid}/revoke", Revoke).WithSummary("Take a device's word away");
        // A device knows its code and nothing else: the code is what lets it in.
        api.MapMethods("/osmand", ["GET", "POST"], Track)
            .AllowAnonymous()
            .WithTags("Live")
            .WithSummary("Places from trackers: OsmAnd protocol, Traccar clients (fields or JSON)");
    }

    public sealed record AcceptBody(int BasedOn, Guid VehicleId, int Position, bool Accept = false);

    public sealed record RevokeBody(int Version);

    private static async Task<Results<Ok<LiveDayView>, ProblemHttpResult>> Day(
        Guid branch,
        DateOnly? date,
        LiveDay day,
        CancellationToken ct
    ) => (await day.Run(branch, date, ct)).Answer();

    private static async Task<Results<Ok<LiveSettings>, ProblemHttpResult>> Settings(
        LiveSettingsToSave body,
        CommandId command,
        SaveLiveSettings save,
        CancellationToken ct
    ) => (await save.Run(new(command.Value, body), ct)).Answer();

    private static async Task<Results<Ok<StatOffer>, ProblemHttpResult>> Stat(
        Guid id,
        StatOptions options,
        CancellationToken ct
    ) => (await options.Run(id, ct)).Answer();

    private static async Task<Results<Ok<StatAccepted>, ProblemHttpResult>> Accept(
        Guid id,
        AcceptBody body,
        CommandId command,
        AcceptStat accept,
        CancellationToken ct
    ) =>
        (
            await accept.Run(new(command.Value, new(id, body.BasedOn, body.VehicleId, body.Position, body.Accept)), ct)
        ).Answer();

    private static async Task<Results<Ok<CallOutAnswer>, ProblemHttpResult>> TryCall(
        CallOutRequest body,
        TryCallOut call,
        CancellationToken ct
    ) => (await call.Run(body, ct)).Answer();

    private static async Task<Results<Ok<CallOutAnswer>, ProblemHttpResult>> Call(
        CallOutRequest body,
        CommandId command,
        CallOut call,
        CancellationToken ct
    ) => (await call.Run(new(command.Value, body), ct)).Answer();

    private static async Task<Results<Created<RestReplanned>, ProblemHttpResult>> Replan(
        ReplanRestRequest body,
        CommandId command,
        ReplanRest replan,
        CancellationToken ct
    ) => (await replan.Run(new(command.Value, body), ct)).Created(r => $"/api/v1/plans/{r.PlanId}");

    private static async Task<Ok<IReadOnlyList<TrackerRow>>> Trackers(
        Guid? branch,
        FindTrackers find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(branch, ct));

    private static async Task<Results<Created<TrackerBound>, ProblemHttpResult>> Bind(
        TrackerToBind body,
        CommandId command,
        BindTracker bind,
        CancellationToken ct
    ) => (await bind.Run(new(command.Value, body), ct)).Created(t => $"/api/v1/trackers/{t.Id}");

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Revoke(
        Guid id,
        RevokeBody body,
        CommandId command,
        RevokeTracker revoke,
        CancellationToken ct
    ) => (await revoke.Run(new(command.Value, new(id, body.Version)), ct)).Answer();

    /// <summary>
    /// A place that cannot be true is answered 200 with its code: a tracker sends again what is not, forever, and everything after
    /// it waits. An unknown device and what cannot be read at all are refused.
    /// </summary>
    private static async Task<Results<Ok<PositionsKept>, ProblemHttpResult>> Track(
        HttpRequest request,
        ReceiveTracker receive,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (report, fault) = await Read(request, clock.GetUtcNow().UtcDateTime, ct);
        if (report is null)
            return Respond.Problem([new InvalidField("location", fault ?? "The report could not be read.")]);
        return (await receive.Run(report, ct)).Answer();
    }

    private static async Task<(TrackerReport?, string?)> Read(HttpRequest request, DateTime now, CancellationToken ct)
    {
        if (request.HasJsonContentType())
            using (var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct))
                return OsmAnd.Read(body.RootElement);
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : null;
        return OsmAnd.Read(
            name =>
                request.Query.TryGetValue(name, out var asked) ? asked.ToString()
                : form is not null && form.TryGetValue(name, out var told) ? told.ToString()
                : null,
            now
        );
    }
}
