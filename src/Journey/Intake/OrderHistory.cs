using System.Text.Json;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>What happened to an order, read from the audit trail and told in the trade's words.</summary>
internal static class OrderHistory
{
    // Told by another row, or of no use to a reader.
    private static readonly HashSet<string> Silent =
    [
        "ChangedAt",
        "OrderId",
        "HeldFrom",
        "ReleasedBy",
        "AcceptedAt",
        "DueReason",
        "ReleasedAt",
        "ItemId",
        "KitId",
        "UnitId",
    ];

    public static async Task<IReadOnlyList<OrderHistoryRow>> Of(JourneyDb db, Order order, CancellationToken ct)
    {
        var ids = order.Lines.Select(l => l.Id).Append(order.Id).ToList();
        var records = await db
            .Audit.AsNoTracking()
            .Where(a => ids.Contains(a.SubjectId) && (a.Subject == nameof(Order) || a.Subject == nameof(OrderLine)))
            .OrderByDescending(a => a.Id)
            .Take(200)
            .ToListAsync(ct);
        var numbers = order.Lines.ToDictionary(l => l.Id, l => l.No);
        return [.. records.Select(r => Row(r, numbers)).OfType<OrderHistoryRow>()];
    }

    private static OrderHistoryRow? Row(AuditRecord record, Dictionary<Guid, int> lines)
    {
        var changes = Json.Read<Dictionary<string, JsonElement>>(record.Changes) ?? [];
        if (record.Subject == nameof(OrderLine))
        {
            // The lines an order is placed with are told by its own row.
            var told = record.Verb == "created" ? [] : Told(changes);
            return told.Count == 0
                ? null
                : new(
                    record.At,
                    record.ActorName,
                    $"Line {lines.GetValueOrDefault(record.SubjectId)} changed",
                    string.Join("; ", told),
                    record.Why
                );
        }
        if (record.Verb == "created")
            return new(
                record.At,
                record.ActorName,
                "Order taken",
                $"{To(changes, "Channel")}, {Words.Of(To(changes, "Urgency"))}",
                record.Why
            );
        if (changes.ContainsKey("State"))
        {
            var reason = To(changes, "HoldReason") is { Length: > 0 } hold ? hold : To(changes, "CancelReason");
            return new(
                record.At,
                record.ActorName,
                $"{Sentence(Words.Of(From(changes, "State")))} → {Words.Of(To(changes, "State"))}",
                reason.Length > 0 ? reason : null,
                record.Why
            );
        }
        if (To(changes, "ReleaseReason") is { Length: > 0 } released)
            return new(record.At, record.ActorName, "Released clinically, not billable", released, record.Why);
        var details = Told(changes);
        return details.Count == 0
            ? null
            : new(record.At, record.ActorName, "Order changed", string.Join("; ", details), record.Why);
    }

    private static List<string> Told(Dictionary<string, JsonElement> changes) =>
        [
            .. changes
                .Where(c => !Silent.Contains(c.Key) && !c.Key.EndsWith("Id", StringComparison.Ordinal))
                .Select(c => $"{Words.Of(c.Key)}: {Or(From(changes, c.Key))} → {Or(To(changes, c.Key))}"),
            .. changes
                .Where(c => !Silent.Contains(c.Key) && c.Key.EndsWith("Id", StringComparison.Ordinal))
                .Select(c => $"another {Words.Of(c.Key[..^2])}"),
        ];

    private static string From(Dictionary<string, JsonElement> changes, string field) => Text(changes, field, "from");

    private static string To(Dictionary<string, JsonElement> changes, string field) => Text(changes, field, "to");

    private static string Text(Dictionary<string, JsonElement> changes, string field, string side) =>
        changes.TryGetValue(field, out var change)
        && change.ValueKind == JsonValueKind.Object
        && change.TryGetProperty(side, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => v.ToString())),
                _ => value.ToString(),
            }
            : "";

    private static string Or(string text) =>
        text.Length == 0 ? "none"
        : text.Length > 120 ? text[..120] + "…"
        : text;

    private static string Sentence(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
