using System.Security.Cryptography;
using System.Text;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>Why custody changed, and at which visit.</summary>
public sealed record MoveNote(string Reason, Guid? VisitId = null);

/// <summary>A place and the branch that answers for it.</summary>
public readonly record struct Spot(Place Place, Guid BranchId)
{
    public static Spot Of(Bin bin) => new(Place.Bin(bin.Id), bin.BranchId);

    public static readonly Spot Outside = new(Place.Outside, Guid.Empty);
}

/// <summary>
/// The one way a unit or a counted quantity changes its place or state. Every act writes a movement of two postings that add
/// up to nothing and brings the unit or the balances along in the same save. Movements are never changed: a mistake is mended
/// by a second movement.
/// </summary>
public sealed class Ledger(Desk desk)
{
    /// <summary>A unit enters the books.</summary>
    public void Enter(Unit unit, UnitState state, Spot at, MoveNote note)
    {
        unit.BranchId = at.BranchId;
        unit.State = state;
        unit.PlaceKind = at.Place.Kind;
        unit.PlaceId = at.Place.Id;
        unit.StateSince = desk.Now;
        desk.Db.Units.Add(unit);
        Write(note, at.BranchId, unit.ItemId, unit.Id, unit.LotId, 1, (Place.Outside, null), (at.Place, state));
    }

    /// <summary>
    /// A unit goes elsewhere, into another state, or both. Without a trigger its state stays. Refused when its life does not
    /// allow the trigger.
    /// </summary>
    public Refusal? Move(Unit unit, UnitTrigger? trigger, Spot to, MoveNote note)
    {
        var state = unit.State;
        if (trigger is { } wanted)
        {
            var (next, refusal) = UnitLife.Table.Next(state, wanted);
            if (next is null)
                return refusal;
            state = next.Value;
        }
        var (before, was) = (unit.Place, unit.State);
        if (before == to.Place && was == state)
            return null;
        unit.State = state;
        unit.PlaceKind = to.Place.Kind;
        unit.PlaceId = to.Place.Id;
        if (to.BranchId != Guid.Empty)
            unit.BranchId = to.BranchId;
        if (was != state)
            unit.StateSince = desk.Now;
        Write(note, unit.BranchId, unit.ItemId, unit.Id, unit.LotId, 1, (before, was), (to.Place, state));
        return null;
    }

    /// <summary>A unit changes its state where it stands.</summary>
    public Refusal? Turn(Unit unit, UnitTrigger trigger, MoveNote note) =>
        Move(unit, trigger, new(unit.Place, unit.BranchId), note);

    /// <summary>
    /// A counted quantity goes elsewhere. Refused when fewer lie there than asked for, or when the rest is promised to orders:
    /// whoever moves promised stock takes the promise off the balance first (<see cref="VanCustody"/> does).
    /// </summary>
    public async Task<Refusal?> MoveCounted(
        CatalogueItem item,
        Guid? lotId,
        int quantity,
        Spot from,
        Spot to,
        MoveNote note,
        CancellationToken ct
    )
    {
        if (quantity < 1)
            return new InvalidField("quantity", "The quantity must be at least 1.");
        if (item.Tracking == Tracking.Serial)
            return new WrongTracking(item.Name, "serial number");
        if (from.Place == to.Place)
            return null;
        if (from.Place.Kind != PlaceKind.Outside)
        {
            var left = await Find(item.Id, lotId, from.Place, ct);
            var free = left is null ? 0 : left.Quantity - left.Reserved;
            if (left is null || free < quantity)
                return new NotEnough(item.Name, Words.Of(from.Place.Kind.ToString()), quantity, free);
            left.Quantity -= quantity;
        }
        if (to.Place.Kind != PlaceKind.Outside)
            (await FindOrAdd(item.Id, lotId, to, ct)).Quantity += quantity;
        var branch = to.BranchId != Guid.Empty ? to.BranchId : from.BranchId;
        Write(note, branch, item.Id, null, lotId, quantity, (from.Place, null), (to.Place, null));
        return null;
    }

    /// <summary>The balance of an item at a place, changes of this save included.</summary>
    public Task<Balance?> Find(Guid itemId, Guid? lotId, Place place, CancellationToken ct)
    {
        var id = BalanceId(itemId, lotId, place);
        var known = desk.Db.Balances.Local.FirstOrDefault(b => b.Id == id);
        // One row for each place, whoever asks: the branch of the place was checked by the use case that names it.
        return known is not null
            ? Task.FromResult<Balance?>(known)
            : desk.Db.Balances.IgnoreQueryFilters([JourneyDb.BranchFilter]).FirstOrDefaultAsync(b => b.Id == id, ct);
    }

    private async Task<Balance> FindOrAdd(Guid itemId, Guid? lotId, Spot at, CancellationToken ct)
    {
        if (await Find(itemId, lotId, at.Place, ct) is { } known)
            return known;
        var balance = new Balance
        {
            Id = BalanceId(itemId, lotId, at.Place),
            BranchId = at.BranchId,
            ItemId = itemId,
            LotId = lotId,
            PlaceKind = at.Place.Kind,
            PlaceId = at.Place.Id,
        };
        desk.Db.Balances.Add(balance);
        return balance;
    }

    /// <summary>
    /// A balance's id follows from what it counts, so that two people who open the same one at once clash on the key (a unique
    /// index does not hold where the lot is null).
    /// </summary>
    private static Guid BalanceId(Guid itemId, Guid? lotId, Place place) =>
        new(SHA256.HashData(Encoding.ASCII.GetBytes($"{itemId:N}|{lotId:N}|{place.Kind}|{place.Id:N}")).AsSpan(0, 16));

    private void Write(
        MoveNote note,
        Guid branchId,
        Guid itemId,
        Guid? unitId,
        Guid? lotId,
        int quantity,
        (Place Place, UnitState? State) from,
        (Place Place, UnitState? State) to
    )
    {
        var move = new CustodyMove
        {
            Id = desk.NewId(),
            BranchId = branchId,
            At = desk.Now,
            Reason = note.Reason,
            By = desk.Actor.Name,
            VisitId = note.VisitId,
        };
        move.Postings.Add(Posting(from, -quantity));
        move.Postings.Add(Posting(to, quantity));
        desk.Db.CustodyMoves.Add(move);

        CustodyPosting Posting((Place Place, UnitState? State) side, int count) =>
            new()
            {
                Id = desk.NewId(),
                MoveId = move.Id,
                ItemId = itemId,
                UnitId = unitId,
                LotId = lotId,
                PlaceKind = side.Place.Kind,
                PlaceId = side.Place.Id,
                State = side.State,
                Quantity = count,
            };
    }
}
