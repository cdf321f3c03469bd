using System.Security.Claims;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Access;

/// <summary>Accounts, keys and the trail over the API; signing out and staying in for the pages.</summary>
public static class AccessApi
{
    public sealed record AccountMade(AccountView Account, string OneTimePassword);

    public sealed record KeyMade(ApiKeyView Key, string Secret);

    public sealed record GrantBody(string Role, Guid? BranchId);

    public sealed record ResetBody(bool DropSecondFactor);

    public sealed record Me(
        Guid Id,
        string Name,
        string Kind,
        bool AllBranches,
        IReadOnlyList<Guid> Branches,
        IReadOnlyList<string> Roles,
        IReadOnlyList<string> Permissions
    );

    public static void MapAccess(this RouteGroupBuilder api)
    {
        api.MapGet("/me", WhoAmI)
            .RequireAuthorization(May.SignIn)
            .WithTags("Access")
            .WithSummary("Who is asking, and what they may do");

        var accounts = api.MapGroup("/accounts").RequireAuthorization(May.GrantRoles).WithTags("Access");
        accounts.MapGet("/", FindAccounts).WithSummary("The accounts you look after");
        accounts.MapGet("/{id:guid}", OneAccount).WithSummary("One account with its roles");
        accounts.MapPost("/", Open).WithSummary("Open an account; the one-time password is in this answer only");
        accounts.MapPost("/{id:guid}/grants", Grant).WithSummary("Give a role at a branch, or at all");
        accounts.MapDelete("/{id:guid}/grants/{grantId:guid}", Revoke).WithSummary("Take a role away");
        accounts.MapPost("/{id:guid}/disable", Disable).WithSummary("Close an account and end its sessions");
        accounts.MapPost("/{id:guid}/enable", Enable).WithSummary("Open a closed account again");
        accounts
            .MapPost("/{id:guid}/reset-password", Reset)
            .WithSummary("Give a new one-time password; it is in this answer only");

        var keys = api.MapGroup("/keys").RequireAuthorization(May.MakeKeys).WithTags("Access");
        keys.MapGet("/", FindKeys).WithSummary("The keys of your branches");
        keys.MapPost("/", MakeKey).WithSummary("Make a key; its secret is in this answer only");
        keys.MapPost("/{id:guid}/revoke", RevokeKey).WithSummary("End a key at once");

        var audit = api.MapGroup("/audit").RequireAuthorization(May.ReadAudit).WithTags("Audit");
        audit.MapGet("/", FindTrail).WithSummary("The trail, newest first");
        audit.MapPost("/verify", Verify).WithSummary("Recompute the chain of seals");

        var rule = api.MapGroup("/access/logoff").RequireAuthorization(May.ManageAccess).WithTags("Access");
        rule.MapGet("/", Logoff).WithSummary("The idle minutes before automatic logoff");
        rule.MapPut("/", SetLogoff).WithSummary("Set the idle minutes");
    }

    /// <summary>Leaving, and the sign of life a busy page gives.</summary>
    public static void MapSession(this WebApplication app)
    {
        app.MapPost("/sign-out", SignOut).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/session/keep", () => TypedResults.NoContent())
            .RequireAuthorization(May.SignIn)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> SignOut(
        HttpContext context,
        IAntiforgery antiforgery,
        Sessions sessions,
        TrySignIn door
    )
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return TypedResults.LocalRedirect("/sign-in");
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.Text("This form was not ours, or has expired. Go back and try again.", statusCode: 400);
        if (context.User.FindFirstValue(Principal.Session) is { } session)
            sessions.End(session);
        await context.SignOutAsync(SessionCookie.Scheme);
        await door.Left(context.RequestAborted);
        return TypedResults.LocalRedirect("/sign-in?left=true");
    }

    private static Ok<Me> WhoAmI(Desk desk) =>
        TypedResults.Ok(
            new Me(
                desk.Actor.Id,
                desk.Actor.Name,
                desk.Actor.Kind.ToString(),
                desk.Actor.AllBranches,
                desk.Actor.Branches,
                [.. desk.Actor.Roles.Order()],
                [.. desk.Actor.Permissions.Order()]
            )
        );

    private static async Task<Ok<Page<AccountView>>> FindAccounts(
        string? q,
        string? role,
        Guid? branchId,
        bool? disabled,
        int? page,
        int? size,
        FindAccounts find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(new(q, role, branchId, disabled), new(page ?? 1, size ?? 50), ct));

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> OneAccount(
        Guid id,
        FindAccounts find,
        CancellationToken ct
    ) => Respond.Found(await find.One(id, ct), "account");

    private static async Task<Results<Created<AccountMade>, ProblemHttpResult>> Open(
        NewAccount body,
        CommandId id,
        OpenAccount open,
        CancellationToken ct
    )
    {
        var made = await open.Run(new(id.Value, body), ct);
        return made.Ok
            ? TypedResults.Created(
                $"/api/v1/accounts/{made.Value.Value.Id}",
                new AccountMade(made.Value.Value, made.Value.Secret.Reveal())
            )
            : Respond.Problem(made.Refusals);
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Grant(
        Guid id,
        GrantBody body,
        CommandId command,
        GrantRole grant,
        CancellationToken ct
    ) => (await grant.Run(new(command.Value, new(id, body.Role, body.BranchId)), ct)).Answer();

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Revoke(
        Guid id,
        Guid grantId,
        CommandId command,
        RevokeRole revoke,
        CancellationToken ct
    ) => (await revoke.Run(new(command.Value, new(id, grantId)), ct)).Answer();

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Disable(
        Guid id,
        CommandId command,
        DisableAccount change,
        CancellationToken ct
    ) => (await change.Run(new(command.Value, new(id, true)), ct)).Answer();

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Enable(
        Guid id,
        CommandId command,
        DisableAccount change,
        CancellationToken ct
    ) => (await change.Run(new(command.Value, new(id, false)), ct)).Answer();

    private static async Task<Results<Ok<AccountMade>, ProblemHttpResult>> Reset(
        Guid id,
        ResetBody body,
        CommandId command,
        ResetPassword reset,
        CancellationToken ct
    )
    {
        var made = await reset.Run(new(command.Value, new(id, body.DropSecondFactor)), ct);
        return made.Ok
            ? TypedResults.Ok(new AccountMade(made.Value.Value, made.Value.Secret.Reveal()))
            : Respond.Problem(made.Refusals);
    }

    private static async Task<Ok<Page<ApiKeyView>>> FindKeys(
        int? page,
        int? size,
        FindApiKeys find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(new(page ?? 1, size ?? 50), ct));

    private static async Task<Results<Created<KeyMade>, ProblemHttpResult>> MakeKey(
        NewApiKey body,
        CommandId id,
        MakeApiKey make,
        CancellationToken ct
    )
    {
        var made = await make.Run(new(id.Value, body), ct);
        return made.Ok
            ? TypedResults.Created("/api/v1/keys", new KeyMade(made.Value.Value, made.Value.Secret.Reveal()))
            : Respond.Problem(made.Refusals);
    }

    private static async Task<Results<Ok<ApiKeyView>, ProblemHttpResult>> RevokeKey(
        Guid id,
        CommandId command,
        RevokeApiKey revoke,
        CancellationToken ct
    ) => (await revoke.Run(new(command.Value, new(id)), ct)).Answer();

    private static async Task<Ok<Page<AuditLine>>> FindTrail(
        string? who,
        string? subject,
        Guid? subjectId,
        Guid? patientId,
        string? verb,
        DateTimeOffset? from,
        DateTimeOffset? until,
        int? page,
        int? size,
        FindAudit find,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await find.Run(
                new(who, subject, subjectId, patientId, verb, from?.UtcDateTime, until?.UtcDateTime),
                new(page ?? 1, size ?? 50),
                ct
            )
        );

    private static async Task<Ok<AuditVerdict>> Verify(VerifyAudit verify, CancellationToken ct) =>
        TypedResults.Ok(await verify.Run(ct));

    private static async Task<Ok<IdleMinutes>> Logoff(LogoffRule rule, CancellationToken ct) =>
        TypedResults.Ok(new IdleMinutes(await rule.Minutes(ct)));

    private static async Task<Results<Ok<IdleMinutes>, ProblemHttpResult>> SetLogoff(
        IdleMinutes body,
        CommandId command,
        LogoffRule rule,
        CancellationToken ct
    ) => (await rule.Set(new(command.Value, body), ct)).Answer();
}
