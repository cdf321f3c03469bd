using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>
/// Turns lines as people say them into an order's lines: codes become items, kits become their items, and an item brings the
/// accessories it cannot be set up without, unless they are on the order already.
/// </summary>
public sealed class LinesOfOrder(Desk desk, CodeLists codes)
{
    private readonly JourneyDb db = desk.Db;

    /// <summary>The lines, numbered on from <paramref name="after"/>; every problem with its place, such as lines[2].item.</summary>
    internal async Task<List<OrderLine>> Read(
        IReadOnlyList<NewLine> given,
        int after,
        IReadOnlyCollection<Guid> already,
        Guid patientId,
        DateOnly today,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        if (given.Count > OrderLimits.Lines)
        {
            problems.Add(
                new InvalidField(
                    "lines",
                    $"An order takes at most {OrderLimits.Lines} lines.",
                    "Place the rest as another order."
                )
            );
            return [];
        }
        var known = await Known(given, ct);
        var lines = new List<OrderLine>();
        var brings = new List<(Guid ItemId, int Quantity)>();
        for (var i = 0; i < given.Count; i++)
        {
            var line = given[i];
            if (line is null)
            {
                problems.Add(
                    new InvalidField($"lines[{i}]", "This line is empty.", "Leave it out or say what is ordered.")
                );
                continue;
            }
            var at = $"lines[{i}]";
            await Check(line, at, patientId, today, problems, ct);
            foreach (var (item, kit, quantity) in Items(line, at, known, problems))
            {
                lines.Add(Line(line, item.Id, kit, quantity));
                if (line.Kind == LineKind.Deliver && !line.WithoutAccessories)
                    brings.Add((item.Id, quantity));
            }
        }
        await Accessories(lines, brings, already, ct);
        for (var i = 0; i < lines.Count; i++)
            lines[i].No = after + i + 1;
        if (lines.Count > OrderLimits.Lines)
            problems.Add(
                new InvalidField(
                    "lines",
                    $"With kits and accessories that is more than {OrderLimits.Lines} lines.",
                    "Place the rest as another order."
                )
            );
        return lines;
    }

    private sealed record KnownItems(List<CatalogueItem> Items, List<Kit> Kits);

    private async Task<KnownItems> Known(IReadOnlyList<NewLine> given, CancellationToken ct)
    {
        var ids = given.Where(l => l is not null).Select(l => l.ItemId).OfType<Guid>().ToList();
        var names = given
            .Where(l => l is not null)
            .SelectMany(l => new[] { l.Item, l.Kit })
            .OfType<string>()
            .Where(n => n.Length <= OrderLimits.Name)
            .Select(n => n.Trim().ToLowerInvariant())
            .Distinct()
            .ToList();
        var kits = await db
            .Kits.AsNoTracking()
            .Where(k => k.Active && names.Contains(k.Code.ToLower()))
            .ToListAsync(ct);
        ids.AddRange(kits.SelectMany(k => k.Lines).Select(l => l.ItemId));
        var items = await db
            .Items.AsNoTracking()
            .Where(i =>
                i.Active
                && (ids.Contains(i.Id) || names.Contains(i.Code.ToLower()) || names.Contains(i.Hcpcs.ToLower()))
            )
            .ToListAsync(ct);
        return new(items, kits);
    }

    private static IEnumerable<(CatalogueItem Item, Guid? Kit, int Quantity)> Items(
        NewLine line,
        string at,
        KnownItems known,
        List<Refusal> problems
    )
    {
        if (line.ItemId is { } id)
        {
            if (known.Items.FirstOrDefault(i => i.Id == id) is { } byId)
                return [(byId, null, line.Quantity)];
            problems.Add(new UnknownItem(id.ToString()) { Field = $"{at}.itemId" });
            return [];
        }
        var kitName = OrderLimits.Plain(line.Kit);
        var name = OrderLimits.Plain(line.Item);
        if (name is null && kitName is null)
        {
            problems.Add(
                new InvalidField(
                    $"{at}.item",
                    "This line names no item.",
                    "Give an item's code, its HCPCS code or a kit's code."
                )
            );
            return [];
        }
        if (known.Kits.FirstOrDefault(k => Same(k.Code, kitName ?? name)) is { } kit)
            return kit
                .Lines.Where(l => known.Items.Any(i => i.Id == l.ItemId))
                .Select(l => (known.Items.First(i => i.Id == l.ItemId), (Guid?)kit.Id, l.Quantity * line.Quantity));
        if (kitName is not null)
        {
            problems.Add(new UnknownKit(Short(kitName)) { Field = $"{at}.kit" });
            return [];
        }
        if (known.Items.FirstOrDefault(i => Same(i.Code, name)) is { } byCode)
            return [(byCode, null, line.Quantity)];
        var byHcpcs = known.Items.Where(i => Same(i.Hcpcs, name)).OrderBy(i => i.Code, StringComparer.Ordinal).ToList();
        if (byHcpcs.Count == 1)
            return [(byHcpcs[0], null, line.Quantity)];
        problems.Add(
            byHcpcs.Count == 0
                ? new UnknownItem(Short(name!)) { Field = $"{at}.item" }
                : new AmbiguousItem(name!, string.Join(", ", byHcpcs.Take(8).Select(i => i.Code)))
                {
                    Field = $"{at}.item",
                }
        );
        return [];
    }

    private async Task Check(
        NewLine line,
        string at,
        Guid patientId,
        DateOnly today,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        if (line.Quantity is < 1 or > OrderLimits.Quantity)
            problems.Add(new TooManyAtOnce(line.Quantity) { Field = $"{at}.quantity" });
        OrderLimits.Text(problems, $"{at}.item", line.Item, OrderLimits.Name);
        OrderLimits.Text(problems, $"{at}.kit", line.Kit, OrderLimits.Name);
        OrderLimits.Text(problems, $"{at}.prescription", line.Prescription, OrderLimits.Line);
        if (!Enum.IsDefined(line.Kind))
            problems.Add(
                new InvalidField(
                    $"{at}.kind",
                    "There is no such kind of line.",
                    "Say Deliver, Pickup, Exchange or Service."
                )
            );
        if (line.Kind == LineKind.Exchange || !string.IsNullOrWhiteSpace(line.ExchangeReason))
        {
            var reason = line.ExchangeReason?.Trim() ?? "";
            if (
                reason.Length is 0 or > OrderLimits.Name
                || await codes.Find(CodeLists.ExchangeReason, reason, today, ct) is null
            )
                problems.Add(new UnknownExchangeReason(Short(reason)) { Field = $"{at}.exchangeReason" });
        }
        if (
            line.AuthorisationId is { } id
            && !await db.Authorisations.AnyAsync(a => a.Id == id && a.PatientId == patientId, ct)
        )
            problems.Add(new NoSuchAuthorisation { Field = $"{at}.authorisationId" });
    }

    private async Task Accessories(
        List<OrderLine> lines,
        List<(Guid ItemId, int Quantity)> brings,
        IReadOnlyCollection<Guid> already,
        CancellationToken ct
    )
    {
        var ids = brings.Select(b => b.ItemId).Distinct().ToList();
        var items = db.Items;
        var required = await db
            .Accessories.AsNoTracking()
            .Where(a => a.Required && ids.Contains(a.ItemId) && items.Any(i => i.Id == a.AccessoryId && i.Active))
            .OrderBy(a => a.Id)
            .ToListAsync(ct);
        foreach (var (itemId, quantity) in brings)
        foreach (var accessory in required.Where(a => a.ItemId == itemId))
            if (!already.Contains(accessory.AccessoryId) && lines.All(l => l.ItemId != accessory.AccessoryId))
                lines.Add(
                    Line(
                        new NewLine(),
                        accessory.AccessoryId,
                        lines.FirstOrDefault(l => l.ItemId == itemId)?.KitId,
                        quantity
                    )
                );
    }

    private OrderLine Line(NewLine line, Guid itemId, Guid? kit, int quantity) =>
        new()
        {
            Id = desk.NewId(),
            Kind = line.Kind,
            ItemId = itemId,
            Quantity = Math.Clamp(quantity, 1, OrderLimits.Quantity * 10),
            KitId = kit,
            UnitId = line.UnitId,
            ExchangeReason = line.Kind == LineKind.Exchange ? line.ExchangeReason?.Trim() : null,
            AuthorisationId = line.AuthorisationId,
            Prescription = OrderLimits.Plain(line.Prescription),
        };

    private static bool Same(string code, string? name) =>
        string.Equals(code, name, StringComparison.OrdinalIgnoreCase);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
