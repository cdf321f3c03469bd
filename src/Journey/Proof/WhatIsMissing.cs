using Homeward.Field.Proof;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

/// <summary>What a visit lacks: code, sentence, who acts, what to do, the rule; and whether it closes the door.</summary>
public sealed record MissingView(string Code, bool Blocks, string Sentence, WhoActs Who, string ToDo, string Rule)
{
    internal static MissingView Of(MissingElement m) =>
        new(m.Code, m.Level == EvidenceLevel.Block, m.Sentence, m.Who, m.WhatToDo, m.Rule);

    internal static MissingView Of(Refusal r) => new(r.Code, true, r.Sentence, WhoActs.Driver, r.ToDo, "tenant");
}

public sealed record VisitMissing(
    Guid VisitId,
    DeliveryMethod Method,
    bool CanClose,
    IReadOnlyList<MissingView> Missing,
    DateOnly? DateOfService,
    string DateReason,
    string DateRule
);

/// <summary>Says what is missing before a visit can be closed: the field's own rules, on what is recorded.</summary>
public sealed class WhatIsMissing(Desk desk, VisitDoor door, ProofCases cases)
{
    public async Task<VisitMissing?> Run(Guid visitId, CancellationToken ct)
    {
        var visit = await desk
            .Db.Visits.AsNoTracking()
            .Include(v => v.Lines)
            .FirstOrDefaultAsync(v => v.Id == visitId, ct);
        if (visit is null || !(desk.Actor.Can(May.ReadProof) || await door.Mine(visit, ct)))
            return null;
        return Say(await cases.Of(visit, null, ct), partial: false);
    }

    /// <summary>The stops of a day, each with what it lacks.</summary>
    public async Task<IReadOnlyDictionary<Guid, VisitMissing>> Of(IEnumerable<Guid> visitIds, CancellationToken ct)
    {
        var all = new Dictionary<Guid, VisitMissing>();
        foreach (var id in visitIds)
            if (await Run(id, ct) is { } missing)
                all[id] = missing;
        return all;
    }

    internal static VisitMissing Say(ProofCase known, bool partial)
    {
        var missing = known
            .Missing.Select(m =>
                MissingView.Of(m) with
                {
                    Blocks = m.Level == EvidenceLevel.Block && !ProofCase.MayFollow(m),
                }
            )
            .Concat(AtTheDoor(known, partial).Select(MissingView.Of))
            .ToList();
        var date = known.Date;
        return new(
            known.Visit.Id,
            known.Method,
            missing.TrueForAll(m => !m.Blocks),
            missing,
            date.Date,
            date.Reason,
            date.Rule
        );
    }

    /// <summary>What the door adds to the payer's rules: every line done or said why not, no answer that forbids setting up.</summary>
    internal static IEnumerable<Refusal> AtTheDoor(ProofCase known, bool partial)
    {
        foreach (var stop in known.Checklist.Where(c => c.Stops))
            yield return new AnswerStops(stop.Question.Prompt.English);
        if (partial || known.Method == DeliveryMethod.Carrier)
            yield break;
        foreach (var line in known.Visit.Lines.Where(l => l.Direction != Direction.Work))
        {
            var done = known.Hands.Where(h => h.Row.VisitLineId == line.Id).Sum(h => h.Row.Quantity);
            // A visit that brings nothing at all is told by the payer's own words (PRF-03, PRF-21).
            if (done < line.Quantity && (done > 0 || known.Visit.Lines.Count > 1))
                yield return new NotAllHanded(
                    known.Items[line.ItemId].Name,
                    line.Quantity,
                    done,
                    line.Direction == Direction.Drop ? "handed over" : "fetched"
                );
        }
    }
}
