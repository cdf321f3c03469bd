using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>Which orders are looked for. All that is given must hold.</summary>
public sealed record OrderFilter
{
    public Guid? BranchId { get; init; }

    /// <summary>None given: all that are not over.</summary>
    public IReadOnlyList<OrderState> States { get; init; } = [];
    public bool All { get; init; }
    public Urgency? Urgency { get; init; }

    /// <summary>True: something is missing; false: nothing is. Looks at open orders alone.</summary>
    public bool? Missing { get; init; }

    /// <summary>True: something keeps the van at the dock.</summary>
    public bool? Stopped { get; init; }

    /// <summary>Order number, external id, patient's name, number or phone.</summary>
    public string? Text { get; init; }
    public Guid? ReferralSourceId { get; init; }
    public Guid? PatientId { get; init; }
    public OrderChannel? Channel { get; init; }

    /// <summary>Due on or before this local day of the branch.</summary>
    public DateOnly? DueBy { get; init; }
    public bool Late { get; init; }

    /// <summary>due, -due, received, -received, number, -number, patient.</summary>
    public string? Sort { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 50;
}

public sealed record OrderRow(
    Guid Id,
    Guid BranchId,
    string Number,
    OrderState State,
    Urgency Urgency,
    Situation Situation,
    OrderChannel Channel,
    DateTime ReceivedAt,
    DateTime DueAt,
    DateTime? DischargeAt,
    DateOnly? WantedOn,
    Guid PatientId,
    string PatientNumber,
    string PatientName,
    string City,
    string? Referral,
    string Items,
    int Lines,
    int Missing,
    int Stops,
    bool NotBillable,
    string? HoldReason,
    string? ExternalId,
    string TimeZone,
    int Version
);

/// <summary>Finds orders, the most pressing first, each with its clock and how much it lacks.</summary>
public sealed class FindOrders(Desk desk, WhatIsMissing missing, BranchTime time)
{
    /// <summary>The filter on what is missing is a rule, not a column: at most so many open orders are weighed for it.</summary>
    public const int Weighed = 2_000;
    private readonly JourneyDb db = desk.Db;

    public async Task<Page<OrderRow>> Run(OrderFilter filter, CancellationToken ct)
    {
        var page = new PageOf(filter.Page, filter.Size);
        var query = Sorted(await Filtered(filter, ct), filter.Sort);
        if (filter.Missing is null && filter.Stopped is null)
        {
            var total = await query.CountAsync(ct);
            var orders = await query.Include(o => o.Lines).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
            return new(
                await Rows(orders, await missing.For(orders, ct), ct),
                total,
                Math.Max(1, filter.Page),
                page.Take
            );
        }
        var open = await query.Include(o => o.Lines).Take(Weighed).ToListAsync(ct);
        var lacks = await missing.For(open, ct);
        var fit = open.Where(o => filter.Missing is not { } some || lacks[o.Id].Count > 0 == some)
            .Where(o =>
                filter.Stopped is not { } stopped || DispatchStop.For(lacks[o.Id], o.NotBillable).Count > 0 == stopped
            )
            .ToList();
        return new(
            await Rows([.. fit.Skip(page.Skip).Take(page.Take)], lacks, ct),
            fit.Count,
            Math.Max(1, filter.Page),
            page.Take
        );
    }

    private async Task<IQueryable<Order>> Filtered(OrderFilter filter, CancellationToken ct)
    {
        var query = db.Orders.AsNoTracking().VisibleTo(desk.Actor);
        if (filter.BranchId is { } branch)
            query = query.Where(o => o.BranchId == branch);
        var states = filter.States.ToList();
        var weighing = filter.Missing is not null || filter.Stopped is not null;
        if (states.Count > 0)
            query = query.Where(o => states.Contains(o.State));
        if (states.Count == 0 && !filter.All || weighing)
            query = query.Where(o => o.State != OrderState.Fulfilled && o.State != OrderState.Cancelled);
        if (filter.Urgency is { } urgency)
            query = query.Where(o => o.Urgency == urgency);
        if (filter.ReferralSourceId is { } referral)
            query = query.Where(o => o.ReferralSourceId == referral);
        if (filter.PatientId is { } patient)
            query = query.Where(o => o.PatientId == patient);
        if (filter.Channel is { } channel)
            query = query.Where(o => o.Channel == channel);
        var now = desk.Now;
        if (filter.Late)
            query = query.Where(o =>
                o.DueAt < now && o.State != OrderState.Fulfilled && o.State != OrderState.Cancelled
            );
        if (filter.DueBy is { } day)
        {
            // The day ends when it ends at the branch; without one, at the westernmost branch asked for.
            var end =
                filter.BranchId is { } at && await time.Of(at, ct) is { } clock
                    ? clock.UtcDay(day).To
                    : day.AddDays(1).ToDateTime(new(8, 0), DateTimeKind.Utc);
            query = query.Where(o => o.DueAt < end);
        }
        return Worded(query, filter.Text);
    }

    private IQueryable<Order> Worded(IQueryable<Order> query, string? text)
    {
        var patients = db.Patients;
        foreach (
            var word in (OrderLimits.Plain(text) ?? "")
                .ToLowerInvariant()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(5)
                .Select(w => w.Length > 60 ? w[..60] : w)
        )
        {
            var digits = new string([.. word.Where(char.IsAsciiDigit)]);
            query =
                digits.Length >= 4 && digits.Length >= word.Length - 4
                    ? query.Where(o =>
                        o.Number.ToLower().Contains(word)
                        || (o.ExternalId != null && o.ExternalId.ToLower().Contains(word))
                        || patients.Any(p =>
                            p.Id == o.PatientId && (p.Number.ToLower().Contains(word) || p.Phone.Contains(digits))
                        )
                    )
                    : query.Where(o =>
                        o.Number.ToLower().Contains(word)
                        || (o.ExternalId != null && o.ExternalId.ToLower().Contains(word))
                        || patients.Any(p =>
                            p.Id == o.PatientId
                            && (
                                p.FirstName.ToLower().Contains(word)
                                || p.LastName.ToLower().Contains(word)
                                || p.Number.ToLower().Contains(word)
                            )
                        )
                    );
        }
        return query;
    }

    private IQueryable<Order> Sorted(IQueryable<Order> query, string? sort)
    {
        var patients = db.Patients;
        return sort switch
        {
            "-due" => query.OrderByDescending(o => o.DueAt).ThenBy(o => o.Id),
            "received" => query.OrderBy(o => o.ReceivedAt).ThenBy(o => o.Id),
            "-received" => query.OrderByDescending(o => o.ReceivedAt).ThenBy(o => o.Id),
            "number" => query.OrderBy(o => o.Number.Length).ThenBy(o => o.Number),
            "-number" => query.OrderByDescending(o => o.Number.Length).ThenByDescending(o => o.Number),
            "patient" => query
                .OrderBy(o => patients.Where(p => p.Id == o.PatientId).Select(p => p.SearchName).FirstOrDefault())
                .ThenBy(o => o.Id),
            "-patient" => query
                .OrderByDescending(o =>
                    patients.Where(p => p.Id == o.PatientId).Select(p => p.SearchName).FirstOrDefault()
                )
                .ThenBy(o => o.Id),
            _ => query.OrderBy(o => o.DueAt).ThenBy(o => o.Id),
        };
    }

    private async Task<IReadOnlyList<OrderRow>> Rows(
        List<Order> orders,
        Dictionary<Guid, IReadOnlyList<MissingRow>> lacks,
        CancellationToken ct
    )
    {
        var patientIds = orders.Select(o => o.PatientId).Distinct().ToList();
        var itemIds = orders.SelectMany(o => o.Lines).Select(l => l.ItemId).Distinct().ToList();
        var sourceIds = orders.Select(o => o.ReferralSourceId).OfType<Guid>().Distinct().ToList();
        var branchIds = orders.Select(o => o.BranchId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.Number,
                p.FirstName,
                p.LastName,
                p.City,
            })
            .ToDictionaryAsync(p => p.Id, ct);
        var items = await db
            .Items.AsNoTracking()
            .Where(i => itemIds.Contains(i.Id))
            .Select(i => new { i.Id, i.Code })
            .ToDictionaryAsync(i => i.Id, i => i.Code, ct);
        var sources = await db
            .ReferralSources.AsNoTracking()
            .Where(r => sourceIds.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, r => r.Name, ct);
        var zones = await db
            .Branches.AsNoTracking()
            .Where(b => branchIds.Contains(b.Id))
            .Select(b => new { b.Id, b.TimeZone })
            .ToDictionaryAsync(b => b.Id, b => b.TimeZone, ct);
        return
        [
            .. orders.Select(o =>
            {
                var patient = patients.GetValueOrDefault(o.PatientId);
                var live = o.Lines.Where(l => l.State != LineState.Cancelled).OrderBy(l => l.No).ToList();
                var rows = lacks.GetValueOrDefault(o.Id) ?? [];
                var over = o.State.IsOver();
                return new OrderRow(
                    o.Id,
                    o.BranchId,
                    o.Number,
                    o.State,
                    o.Urgency,
                    o.Situation,
                    o.Channel,
                    o.ReceivedAt,
                    o.DueAt,
                    o.DischargeAt,
                    o.WantedOn,
                    o.PatientId,
                    patient?.Number ?? "",
                    $"{patient?.FirstName} {patient?.LastName}".Trim(),
                    patient?.City ?? "",
                    o.ReferralSourceId is { } source ? sources.GetValueOrDefault(source) : null,
                    string.Join(
                        ", ",
                        live.Take(4).Select(l => l.Quantity > 1 ? $"{l.Quantity} × {items[l.ItemId]}" : items[l.ItemId])
                    ) + (live.Count > 4 ? $" + {live.Count - 4}" : ""),
                    live.Count,
                    over ? 0 : rows.Count,
                    over ? 0 : DispatchStop.For(rows, o.NotBillable).Count,
                    o.NotBillable,
                    o.HoldReason,
                    o.ExternalId,
                    zones.GetValueOrDefault(o.BranchId) ?? "Etc/UTC",
                    o.Version
                );
            }),
        ];
    }
}
