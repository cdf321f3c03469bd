using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>A row as it is read. <see cref="Data"/> is a JSON object with what the list needs beyond code and text.</summary>
public sealed record CodeRow(
    Guid Id,
    string List,
    string Code,
    string Text,
    DateOnly From,
    DateOnly? To,
    string Source,
    string Data,
    int Version
)
{
    /// <summary>The data as a record of the reader's own; its properties in camelCase, enums by name.</summary>
    public T As<T>()
        where T : class => Json.Read<T>(Data) ?? throw new InvalidOperationException($"{List}/{Code} has no data.");
}

/// <summary>The rows of a list that hold on a day. Lists are small: they are read whole.</summary>
public sealed class CodeLists(Desk desk)
{
    public const string Wopd = "wopd";
    public const string PriorAuthorisation = "prior-authorisation";
    public const string Payer = "payer";
    public const string FailureReason = "failure-reason";
    public const string ExchangeReason = "exchange-reason";
    public const string PickupReason = "pickup-reason";
    public const string HoldReason = "hold-reason";
    public const string CancelReason = "cancel-reason";
    public const string Situation = "situation";
    public const string Relationship = "relationship";
    public const string Skill = "skill";
    public const string Family = "family";
    public const string Language = "language";

    /// <summary>Hazardous materials as a shipping paper names them (49 CFR 172.101).</summary>
    public const string Shipping = "shipping-name";

    /// <summary>The lists the stages read; a house may add others.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        Wopd,
        PriorAuthorisation,
        Payer,
        FailureReason,
        ExchangeReason,
        PickupReason,
        HoldReason,
        CancelReason,
        Situation,
        Relationship,
        Skill,
        Family,
        Language,
        Shipping,
    ];

    /// <summary>Rows of the list valid on the day (its first and last day included), in the order of their text.</summary>
    public async Task<IReadOnlyList<CodeRow>> On(string list, DateOnly day, CancellationToken ct) =>
        await desk
            .Db.CodeLists.AsNoTracking()
            .Where(r => r.List == list && r.From <= day && (r.To == null || r.To >= day))
            .OrderBy(r => r.Text)
            .ThenBy(r => r.Code)
            .Select(r => new CodeRow(r.Id, r.List, r.Code, r.Text, r.From, r.To, r.Source, r.Data, r.Version))
            .ToListAsync(ct);

    /// <summary>The one row of a code on a day, or null.</summary>
    public Task<CodeRow?> Find(string list, string code, DateOnly day, CancellationToken ct) =>
        desk
            .Db.CodeLists.AsNoTracking()
            .Where(r => r.List == list && r.Code == code && r.From <= day && (r.To == null || r.To >= day))
            .Select(r => new CodeRow(r.Id, r.List, r.Code, r.Text, r.From, r.To, r.Source, r.Data, r.Version))
            .FirstOrDefaultAsync(ct);
}
