using Homeward.Journey.Contact;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Contact;

public static class ContactApi
{
    public static void MapContact(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/messages").RequireAuthorization(May.ReadInbox).WithTags("Contact");
        group.MapGet("/", Find).WithSummary("Messages to patients, newest first");

        api.MapPost("/visits/{visitId:guid}/link", Link)
            .RequireAuthorization(May.ReadInbox)
            .WithTags("Contact")
            .WithSummary("The link by which a patient follows this visit");
        api.MapPost("/patients/{patientId:guid}/stop-messages", Stop)
            .RequireAuthorization(May.WritePatients)
            .WithTags("Contact")
            .WithSummary("Record that a patient wants no messages");
    }

    private static async Task<Ok<Page<MessageRow>>> Find(
        string? kind,
        MessageState? state,
        Guid? patientId,
        Guid? visitId,
        string? text,
        int? page,
        int? size,
        FindMessages find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(new(kind, state, patientId, visitId, text), new(page ?? 1, size ?? 50), ct));

    private static async Task<Results<Ok<LinkMade>, ProblemHttpResult>> Link(
        Guid visitId,
        CommandId id,
        MakeLink make,
        CancellationToken ct
    ) => (await make.Run(new(id.Value, new(visitId)), ct)).Answer();

    public sealed record StopBody(string Channel, string How);

    private static async Task<Results<Ok<ConsentView>, ProblemHttpResult>> Stop(
        Guid patientId,
        StopBody body,
        CommandId id,
        RevokeConsent revoke,
        CancellationToken ct
    ) => (await revoke.Run(new(id.Value, new(patientId, body.Channel, body.How)), ct)).Answer();
}
