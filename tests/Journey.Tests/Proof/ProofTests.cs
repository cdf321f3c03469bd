using Homeward.Field.Proof;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Homeward.Journey.Tests.Delivery;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Homeward.Journey.Tests.Proof;

public sealed class ProofTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Code<T>(Outcome<T> outcome) => Assert.Single(outcome.Refusals).Code;

    [Theory, OnBothDatabases]
    public async Task A_direct_delivery_closes_with_custody_moved_and_the_others_told(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        await street.Prove(0);
        var id = world.NewId();
        var proven = (await street.Close(0, id)).Must();
        Assert.Equal(ProofState.Ready, proven.Proof);
        Assert.Equal(new DateOnly(2026, 11, 10), proven.DateOfService);
        Assert.Equal(proven, (await street.Close(0, id)).Must() with { Missing = proven.Missing });
        Assert.Equal("PRF-103", Code(await street.Close(0)));
        var unit = await world.Look(db => db.Units.SingleAsync(u => u.Serial == "WK-0", Ct));
        Assert.Equal((UnitState.WithPatient, Place.Patient(street.Stops[0].Patient.Id)), (unit.State, unit.Place));
        var fact = Json.Read<VisitClosed>(
            (await world.Look(db => db.Outbox.SingleAsync(m => m.Kind == nameof(VisitClosed), Ct))).Payload
        )!;
        Assert.Equal(street.Stops[0].Order.Lines[0].Id, Assert.Single(fact.Lines).OrderLineId);
        var proof = await world.Look(db => db.Proofs.SingleAsync(Ct));
        Assert.Equal(new DateOnly(2033, 11, 10), proof.KeepUntil);
    }

    [Theory, OnBothDatabases]
    public async Task Every_missing_element_of_a_direct_delivery_closes_the_door_and_nothing_is_half_saved(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        Assert.Equal("DEL-002", Code(await street.Close(0)));
        (await street.Arrive()).Must();
        var bare = (await street.Close(0)).Refusals.Select(r => r.Code).ToList();
        Assert.Equal(["PRF-03", "PRF-04", "PRF-06", "PRF-10", "PRF-33"], bare.Order());
        (await street.Hand(0, "WK-0")).Must();
        Assert.Equal(["PRF-06", "PRF-10", "PRF-33"], (await street.Close(0)).Refusals.Select(r => r.Code).Order());
        (await street.Teach(0)).Must();
        Assert.Equal(["PRF-06", "PRF-10"], (await street.Close(0)).Refusals.Select(r => r.Code).Order());
        Assert.Equal(
            UnitState.OnVan,
            (await world.Look(db => db.Units.SingleAsync(u => u.Serial == "WK-0", Ct))).State
        );
        Assert.Equal(0, await world.Look(db => db.Proofs.CountAsync(Ct)));
        Assert.Equal(
            VisitState.Arrived,
            (await world.Look(db => db.Visits.FirstAsync(v => v.Number == "V-100", Ct))).State
        );
        Assert.False(await world.Look(db => db.Outbox.AnyAsync(m => m.Kind == nameof(VisitClosed), Ct)));
        var missing = await world.Do<WhatIsMissing, VisitMissing?>(
            u => u.Run(street.Stops[0].Visit.Id, Ct),
            street.Crew
        );
        Assert.False(missing!.CanClose);
        (await street.Sign(0)).Must();
        Assert.True(
            (
                await world.Do<WhatIsMissing, VisitMissing?>(u => u.Run(street.Stops[0].Visit.Id, Ct), street.Crew)
            )!.CanClose
        );
        (await street.Close(0)).Must();
    }

    [Theory, OnBothDatabases]
    public async Task A_porch_drop_a_nameless_designee_and_an_illegible_hand_are_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        (await street.Arrive()).Must();
        (await street.Hand(0, "WK-0")).Must();
        (await street.Teach(0)).Must();
        foreach (
            var (said, code) in new (SignatureData, string[])[]
            {
                (street.Signed(0, met: false), ["PRF-10"]),
                (street.Signed(0, SignerRole.Designee), ["PRF-09", "PRF-16"]),
                (street.Signed(0, SignerRole.Designee, "Rosa Núñez"), ["PRF-09"]),
                (street.Signed(0, SignerRole.FacilityStaff, "Nurse Joy"), ["PRF-17"]),
                (street.Signed(0, legible: false), ["PRF-16"]),
                (
                    street.Signed(0, SignerRole.Designee, "Rosa Núñez", "daughter") with
                    {
                        HasFinancialInterest = true,
                    },
                    ["PRF-08"]
                ),
            }
        )
        {
            (await street.Sign(0, said)).Must();
            Assert.Equal(code, (await street.Close(0)).Refusals.Select(r => r.Code).Order());
        }
        (
            await street.Sign(0, street.Signed(0, SignerRole.Designee, "Rosa Núñez", "daughter", own: new(2026, 11, 9)))
        ).Must();
        var proven = (await street.Close(0)).Must();
        Assert.Equal((new DateOnly(2026, 11, 9), "POD-2"), (proven.DateOfService!.Value, proven.DateRule));
    }

    [Theory, OnBothDatabases]
    public async Task Our_own_people_never_sign_as_designee(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        (await street.Arrive()).Must();
        foreach (var name in new[] { "Kim Field", "FIELD, KIM", "Mr. Sam Rivers" })
            Assert.Equal("PRF-07", Code(await street.Sign(0, street.Signed(0, SignerRole.Designee, name, "neighbor"))));
        Assert.Equal(0, await world.Look(db => db.Evidence.CountAsync(Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task A01_Two_stops_interleaved_and_sent_twice_keep_each_signature_under_its_own_stop_once(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        (await street.Arrive(0)).Must();
        (await street.Arrive(1)).Must();
        var ids = Enumerable.Range(0, 6).Select(_ => world.NewId()).ToArray();
        for (var round = 0; round < 2; round++)
        {
            (await street.Sign(1, id: ids[0], ink: "of one")).Must();
            (await street.Hand(0, "WK-0", id: ids[1])).Must();
            (await street.Sign(0, id: ids[2], ink: "of nought")).Must();
            (await street.Hand(1, "WK-1", id: ids[3])).Must();
            (
                await street.Evidence(
                    0,
                    EvidenceKinds.Photo,
                    new PhotoData("in place"),
                    Street.Picture("a", SKEncodedImageFormat.Jpeg),
                    id: ids[4]
                )
            ).Must();
            (
                await street.Evidence(
                    1,
                    EvidenceKinds.Photo,
                    new PhotoData("in place"),
                    Street.Picture("b", SKEncodedImageFormat.Jpeg),
                    id: ids[5]
                )
            ).Must();
        }
        var rows = await world.Look(db => db.Evidence.ToListAsync(Ct));
        Assert.Equal(4, rows.Count);
        var blobs = new[] { "of nought", "of one" }.Select(w => EvidenceTaken.HashOf(Street.Picture(w))).ToArray();
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                blobs[i],
                rows.Single(e => e.VisitId == street.Stops[i].Visit.Id && e.Kind == "signature").Blob
            );
        Assert.Equal(2, await world.Look(db => db.Handovers.CountAsync(Ct)));
        // The same command with another stop's picture is no repeat.
        Assert.Equal("GEN-410", Code(await street.Sign(1, id: ids[0], ink: "of nought")));
    }

    [Theory, OnBothDatabases]
    public async Task A05_A_failed_visit_names_a_reason_of_the_list_and_the_reason_decides_what_comes_next(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        (await street.Arrive()).Must();
        (await street.Hand(0, "WK-0")).Must();
        (
            await street.Evidence(
                0,
                EvidenceKinds.Photo,
                new PhotoData("closed door"),
                Street.Picture("door", SKEncodedImageFormat.Jpeg)
            )
        ).Must();
        Assert.Equal("PRF-112", Code(await street.Fail(0, "felt like it")));
        Assert.Equal("PRF-113", Code(await street.Fail(0, "other")));
        var failed = (await street.Fail(0, "not-home")).Must();
        Assert.Equal(Field.Visit.NextStep.Retry, failed.NextStep);
        Assert.Equal(1, failed.Undone);
        var fact = Json.Read<VisitFailed>(
            (await world.Look(db => db.Outbox.SingleAsync(m => m.Kind == nameof(VisitFailed), Ct))).Payload
        )!;
        Assert.Equal(
            (street.Stops[0].Order.Id, "not-home", "retry"),
            (fact.OrderId!.Value, fact.ReasonCode, fact.NextStep)
        );
        Assert.Equal(
            UnitState.OnVan,
            (await world.Look(db => db.Units.SingleAsync(u => u.Serial == "WK-0", Ct))).State
        );
        Assert.Equal(
            "hold",
            Step((await street.Fail(1, "refused", "Office was told", street.As(Roles.Dispatcher))).Must().NextStep)
        );
        await world.DrainOutbox();
        var second = await world.Look(db =>
            db.Visits.Where(v => v.OrderId == street.Stops[0].Order.Id && v.Attempt == 2).ToListAsync(Ct)
        );
        Assert.Single(second);

        static string Step(Field.Visit.NextStep step) => step.ToString().ToLowerInvariant();
    }

    [Theory, OnBothDatabases]
    public async Task A06_Failed_and_pickup_stops_have_proof_too(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(
            world,
            2,
            (v, p) => v.Kind = p.Number == "P-101" ? VisitKind.Pickup : VisitKind.Delivery
        );
        (await street.Arrive(0)).Must();
        Assert.Equal("PRF-23", Code(await street.Fail(0, "not-home")));
        (
            await street.Evidence(
                0,
                EvidenceKinds.Photo,
                new PhotoData("closed door"),
                Street.Picture("door", SKEncodedImageFormat.Jpeg)
            )
        ).Must();
        (await street.Fail(0, "not-home")).Must();

        (await street.Arrive(1)).Must();
        Assert.Contains((await street.Close(1)).Refusals, r => r.Code == "PRF-21");
        Assert.Equal("DEL-026", Code(await street.FetchBack(1, "OLD-1", 0, "so-so")));
        (await street.FetchBack(1, "OLD-1", 0, "worn", "basket")).Must();
        (await street.Sign(1)).Must();
        var proven = (await street.Close(1)).Must();
        Assert.Null(proven.DateOfService);
        var unit = await world.Look(db => db.Units.SingleAsync(u => u.Serial == "OLD-1", Ct));
        Assert.Equal((UnitState.Dirty, Place.DirtyBay(street.Van.Id)), (unit.State, unit.Place));
        var fact = Json.Read<VisitClosed>(
            (await world.Look(db => db.Outbox.SingleAsync(m => m.Kind == nameof(VisitClosed), Ct))).Payload
        )!;
        Assert.Equal(["basket"], Assert.Single(fact.Fetched).MissingAccessories);
        var proofs = await world.Look(db => db.Proofs.ToListAsync(Ct));
        Assert.Equal(2, proofs.Count);
        Assert.All(proofs, p => Assert.True(p.NotBillable && p.PdfBlob is not null));
    }

    [Theory, OnBothDatabases]
    public async Task A07_The_proof_is_one_document_with_text_version_time_place_and_hash(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        await street.Prove(0);
        (
            await street.Evidence(
                0,
                EvidenceKinds.Photo,
                new PhotoData("walker in place"),
                Street.Picture("p", SKEncodedImageFormat.Jpeg)
            )
        ).Must();
        var proven = (await street.Close(0)).Must();
        var file = (
            await world.Do<ShowProof, Outcome<byte[]>>(
                u => u.Document(street.Stops[0].Visit.Id, Ct),
                street.As(Roles.Biller)
            )
        ).Must();
        if (Environment.GetEnvironmentVariable("PROOF_PDF") is { Length: > 0 } path)
            await File.WriteAllBytesAsync(path, file, Ct);
        using var pdf = PdfDocument.Open(file);
        var text = string.Join(" ", pdf.GetPages().Select(p => string.Join(" ", p.GetWords().Select(w => w.Text))));
        foreach (
            var part in new[]
            {
                "María José Núñez",
                "Comprobante de entrega",
                "10 Elm St, Columbus, OH 43215",
                "Rolling walker",
                "E0143",
                "WK-0",
                "Recibí los artículos",
                "I received the items",
                "delivery-acknowledgement, version 1, es",
                "Date of service: 11/10/2026",
                "11/10/2026 9:00 AM",
                "39.96000, -82.99000",
                proven.EvidenceHash,
                "Page 1 of",
            }
        )
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(612, pdf.GetPage(1).Width, 1);
    }

    [Theory, OnBothDatabases]
    public async Task Anyone_can_tell_an_authentic_document_from_a_superseded_a_forged_and_a_tampered_one(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        await street.Prove(0);
        var proven = (await street.Close(0)).Must();
        var biller = street.As(Roles.Biller);
        Task<byte[]> Document() =>
            world.Do<ShowProof, byte[]>(async u => (await u.Document(street.Stops[0].Visit.Id, Ct)).Must(), biller);
        Task<Verification> File_(byte[] file) =>
            world.Do<VerifyProof, Verification>(u => u.File(file, Ct), Actor.Nobody);
        Task<Verification> Hash(string hash) => world.Do<VerifyProof, Verification>(u => u.Run(hash, Ct), Actor.Nobody);
        var first = await Document();
        Assert.Equal(ProofVerdict.Authentic, (await File_(first)).Verdict);
        Assert.Equal(ProofVerdict.Authentic, (await Hash(proven.EvidenceHash)).Verdict);
        Assert.Equal(ProofVerdict.Unknown, (await File_([.. first, (byte)' '])).Verdict);
        Assert.Equal(ProofVerdict.Unknown, (await Hash("../../etc")).Verdict);

        // A correction is a new record that names the old; the old print is told from the new.
        var signature = await world.Look(db => db.Evidence.SingleAsync(e => e.Kind == "signature", Ct));
        var better = street.Signed(0, name: "María J. Núñez");
        Assert.Equal(
            "PRF-111",
            Code(
                await street.Evidence(
                    0,
                    EvidenceKinds.Signature,
                    better,
                    Street.Picture("x"),
                    corrects: signature.Id,
                    why: "name"
                )
            )
        );
        Assert.Equal(
            "PRF-110",
            Code(
                await street.Evidence(
                    0,
                    EvidenceKinds.Signature,
                    better,
                    Street.Picture("x"),
                    biller,
                    corrects: signature.Id
                )
            )
        );
        (
            await street.Evidence(
                0,
                EvidenceKinds.Signature,
                better,
                Street.Picture("x"),
                biller,
                corrects: signature.Id,
                why: "name"
            )
        ).Must();
        Assert.Equal(ProofVerdict.Superseded, (await File_(first)).Verdict);
        Assert.Equal(ProofVerdict.Authentic, (await File_(await Document())).Verdict);

        // Somebody at the database.
        await world.Do<JourneyDb, int>(async db =>
        {
            var row = await db.Evidence.FirstAsync(e => e.Kind == "instruction");
            row.Data = row.Data.Replace("true", "false", StringComparison.Ordinal);
            return await db.SaveChangesAsync();
        });
        Assert.Equal(ProofVerdict.Altered, (await File_(await Document())).Verdict);
    }

    [Theory, OnBothDatabases]
    public async Task A_picture_touched_on_disk_is_found(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        await street.Prove(0);
        var proven = (await street.Close(0)).Must();
        var blob = (await world.Look(db => db.Evidence.SingleAsync(e => e.Kind == "signature", Ct))).Blob!;
        var path = Path.Combine(world.Storage.DataFolder, "blobs", blob[..2], blob);
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Ct);
        Assert.Equal(
            ProofVerdict.Altered,
            (await world.Do<VerifyProof, Verification>(u => u.Run(proven.EvidenceHash, Ct), Actor.Nobody)).Verdict
        );
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_picture_and_no_evidence_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 1);
        Assert.Equal("DEL-002", Code(await street.Sign(0)));
        (await street.Arrive()).Must();
        var signed = street.Signed(0);
        Assert.Equal("PRF-104", Code(await street.Evidence(0, "signature", signed, "<svg/>"u8.ToArray())));
        Assert.Equal(
            "PRF-104",
            Code(await street.Evidence(0, "signature", signed, Street.Picture("j", SKEncodedImageFormat.Jpeg)))
        );
        Assert.Equal(
            "PRF-104",
            Code(
                await street.Evidence(
                    0,
                    "photo",
                    new PhotoData("x"),
                    [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]
                )
            )
        );
        Assert.Equal("PRF-105", Code(await street.Evidence(0, "signature", signed, new byte[1024 * 1024 + 1])));
        Assert.Equal("GEN-400", Code(await street.Evidence(0, "signature", signed)));
        Assert.Equal("PRF-106", Code(await street.Evidence(0, "hearsay", new { })));
        Assert.Equal("PRF-107", Code(await street.Evidence(0, "method", new { method = "Drone" })));
        Assert.Equal(
            "PRF-108",
            Code(await street.Evidence(0, "signature", signed with { TextVersion = 9 }, Street.Picture("x")))
        );
        Assert.Equal(
            "PRF-109",
            Code(await street.Evidence(0, "note", new NoteData("x"), corrects: Guid.NewGuid(), why: "y"))
        );
        Assert.Equal(0, await world.Look(db => db.Evidence.CountAsync(Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task A_facility_delivery_waits_for_the_facilitys_records_and_is_then_ready(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        (await street.Arrive()).Must();
        (await street.Hand(0, "WK-0")).Must();
        (await street.Teach(0)).Must();
        (await street.Evidence(0, "method", new MethodData(DeliveryMethod.Facility))).Must();
        (await street.Sign(0, street.Signed(0, SignerRole.FacilityStaff, "Nurse Joy"))).Must();
        Assert.Equal(ProofState.Waiting, (await street.Close(0)).Must().Proof);
        var biller = street.As(Roles.Biller);
        var row = Assert.Single(
            (
                await world.Do<FindProofs, Page<ProofRow>>(
                    u => u.Run(new() { State = ProofState.Waiting, Who = "Facility" }, new(), Ct),
                    biller
                )
            ).Items
        );
        Assert.Equal(["PRF-14", "PRF-15"], row.Missing.Select(m => m.Code));
        world.Clock.Advance(TimeSpan.FromHours(5));
        (
            await street.Evidence(
                0,
                "facility-record",
                new FacilityData("Elm Home", "MAR p. 2", "MAR p. 3"),
                actor: biller
            )
        ).Must();
        var counts = await world.Do<FindProofs, ProofCounts>(u => u.Count(new(), Ct), biller);
        Assert.Equal((0, 1, 5d), (counts.Waiting, counts.Ready, counts.LagHoursMedian!.Value));
        var exported = (
            await world.Do<ExportProofs, Outcome<Exported>>(
                u => u.Run(new(world.NewId(), new([row.VisitId])), Ct),
                biller
            )
        ).Must();
        Assert.Equal(("E0143", "WK-0"), (exported.Rows[0].Hcpcs, exported.Rows[0].Serial));
    }

    [Theory, OnBothDatabases]
    public async Task A_visit_with_less_than_planned_closes_with_a_reason_and_the_rest_stays_open(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 1);
        var stop = street.Stops[0];
        var second = await street.UnitOn("T-BED", "BED-9", Place.Van(street.Van.Id), UnitState.OnVan);
        await world.Given(
            new VisitLine
            {
                Id = world.NewId(),
                VisitId = stop.Visit.Id,
                ItemId = second.ItemId,
                Direction = Direction.Drop,
                Quantity = 1,
            }
        );
        await street.Prove(0);
        Assert.Equal("PRF-101", Code(await street.Close(0)));
        (await street.Close(0, partial: "no room for the bed yet")).Must();
        Assert.Equal(
            UnitState.OnVan,
            (await world.Look(db => db.Units.SingleAsync(u => u.Serial == "BED-9", Ct))).State
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_legal_hold_is_set_and_lifted_with_a_reason(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        await street.Prove(0);
        (await street.Close(0)).Must();
        var proof = await world.Look(db => db.Proofs.SingleAsync(Ct));
        Task<Outcome<Done>> Hold(bool on, string why, int version) =>
            world.Do<HoldProof, Outcome<Done>>(
                u => u.Run(new(world.NewId(), new(street.Stops[0].Visit.Id, on, why, version)), Ct),
                street.As(Roles.Biller)
            );
        Assert.Equal("PRF-115", Code(await Hold(true, "", proof.Version)));
        (await Hold(true, "Audit 77", proof.Version)).Must();
        Assert.Equal("GEN-409", Code(await Hold(false, "over", proof.Version)));
        Assert.Equal("PRF-116", Code(await Hold(true, "again", proof.Version + 1)));
        (await Hold(false, "over", proof.Version + 1)).Must();
    }
}
