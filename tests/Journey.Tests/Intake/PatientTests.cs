using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Intake;

public sealed class PatientTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task A_patient_is_kept_in_one_way_of_writing_and_located_by_zip(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary);
        Assert.Equal("P-100001", mary.Number);
        Assert.Equal("+16142210199", mary.Phone);
        Assert.Equal(("214 Oak Street", "Columbus", "OH"), (mary.AddressLine, mary.City, mary.State));
        Assert.Equal(LocationGrade.ZipCentroid, mary.Location);
        Assert.InRange(mary.Latitude!.Value, 39.8, 40.1);
        Assert.Equal(["PAT-04"], mary.ToDos.Select(t => t.Code));
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_located_or_disagrees_is_a_named_to_do(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var nowhere = await desk.Known(desk.Mary with { Zip = null, AddressLine = null, Phone = null });
        Assert.Equal(["PAT-01", "PAT-02", "PAT-03", "PAT-05"], nowhere.ToDos.Select(t => t.Code));
        Assert.Null(nowhere.Latitude);
        var wrongState = await desk.Known(
            desk.Mary with
            {
                FirstName = "Ann",
                LastName = "Lee",
                BirthDate = new(1950, 1, 1),
                State = "MI",
                Phone = null,
            }
        );
        Assert.Contains(
            wrongState.ToDos,
            t => t.Code == "PAT-07" && t.Sentence.Contains("OH", StringComparison.Ordinal)
        );
        var wrongTown = await desk.Known(
            desk.Mary with
            {
                FirstName = "Bo",
                LastName = "Diaz",
                BirthDate = new(1951, 1, 1),
                City = "Cleveland",
                Phone = null,
            }
        );
        Assert.Contains(wrongTown.ToDos, t => t.Code == "PAT-08");
        var nearTown = await desk.Known(
            desk.Mary with
            {
                FirstName = "Cy",
                LastName = "Fox",
                BirthDate = new(1952, 1, 1),
                City = "Dublin",
                Phone = null,
            }
        );
        Assert.DoesNotContain(nearTown.ToDos, t => t.Code is "PAT-07" or "PAT-08");
    }

    [Theory, OnBothDatabases]
    public async Task Everything_wrong_comes_back_at_once_with_its_field_and_nothing_is_saved(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var outcome = await desk.Register(
            desk.Mary with
            {
                FirstName = " ",
                LastName = new string('x', 10_000_000),
                BirthDate = new(2026, 11, 11),
                Phone = "555-0199",
                OtherPhone = "call me",
                Email = "nobody",
                Language = "english please",
                State = "Ontario",
                Zip = "4321",
                Latitude = 91,
                Longitude = null,
                FlightsOfStairs = -1,
                AccessNotes = "nul\0",
                GateCode = "half \ud800 pair",
                Identifiers = ["no bar"],
            }
        );
        string[] wanted =
        [
            "firstName",
            "lastName",
            "birthDate",
            "phone",
            "otherPhone",
            "email",
            "language",
            "state",
            "zip",
            "latitude",
            "flightsOfStairs",
            "accessNotes",
            "gateCode",
            "identifiers[0]",
        ];
        Assert.Equal(wanted.Order(), outcome.Refusals.Select(r => r.Field!).Distinct().Order());
        Assert.All(outcome.Refusals, r => Assert.True(r.Sentence.Length is > 10 and < 200));
        Assert.Equal(0, await desk.Patients());
    }

    [Theory, OnBothDatabases]
    public async Task Born_before_1900_or_without_a_date_is_refused_and_born_today_is_taken(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        Assert.Equal("INT-004", (await desk.Register(desk.Mary with { BirthDate = null })).Refusals.Single().Code);
        Assert.Equal(
            "INT-004",
            (await desk.Register(desk.Mary with { BirthDate = new(1899, 12, 31) })).Refusals.Single().Code
        );
        Assert.True((await desk.Register(desk.Mary with { BirthDate = new(2026, 11, 10) })).Ok);
    }

    [Theory, OnBothDatabases]
    public async Task Another_branch_can_neither_register_here_nor_find_the_patient(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary);
        var stranger = new Actor(ActorKind.Person, desk.World.NewId(), "Stranger") { Branches = [desk.World.NewId()] };
        Assert.Equal("GEN-404", (await desk.Register(desk.Mary, actor: stranger)).Refusals.Single().Code);
        Assert.Null(await desk.World.Do((ReadPatient r) => r.Run(mary.Id, Ct), stranger));
        Assert.Empty((await desk.World.Do((FindPatients f) => f.Run(new(), new(), Ct), stranger)).Items);
        Assert.Equal(
            "GEN-404",
            (
                await desk.World.Do(
                    (RecordDeath d) => d.Run(new(desk.World.NewId(), new(mary.Id, new(2026, 11, 1))), Ct),
                    stranger
                )
            )
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task Patients_are_found_by_name_in_any_order_phone_birth_date_and_number(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        await desk.Known(desk.Mary);
        await desk.Known(
            desk.Mary with
            {
                FirstName = "José",
                LastName = "Núñez-Ortiz",
                BirthDate = new(1970, 2, 3),
                Phone = "614-221-0142",
            }
        );
        foreach (
            var text in new[]
            {
                "kowal",
                "mary kow",
                "Kowalski, Mary",
                "221-0199",
                "(614) 221-0199",
                "5/7/1941",
                "1941-05-07",
                "P-100001",
                "p-100001",
            }
        )
            Assert.Equal(
                "Mary Kowalski",
                (await desk.Do((FindPatients f) => f.Run(new() { Text = text }, new(), Ct))).Items.Single().Name
            );
        Assert.Equal(
            "José Núñez-Ortiz",
            (await desk.Do((FindPatients f) => f.Run(new() { Text = "nunez jose" }, new(), Ct))).Items.Single().Name
        );
        Assert.Empty(
            (await desk.Do((FindPatients f) => f.Run(new() { Text = "%" }, new(), Ct))).Items.Where(p => p.Name == "%")
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_pin_stays_with_its_address_and_goes_with_it(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary);
        var pinned = (
            await desk.Do(
                (MovePin m) => m.Run(new(desk.World.NewId(), new(mary.Id, 39.9612, -82.9988, mary.Version)), Ct)
            )
        ).Must();
        Assert.Equal(LocationGrade.Pinned, pinned.Location);
        Assert.Empty(pinned.ToDos);
        var version = await desk.World.Look(db => db.Patients.Select(p => p.Version).SingleAsync());
        var change = new PatientChange
        {
            PatientId = mary.Id,
            Version = version,
            FirstName = "Mary",
            LastName = "Kowalski",
            BirthDate = mary.BirthDate,
            Phone = mary.Phone,
            AddressLine = "214 OAK ST",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
        };
        var same = (await desk.Do((ChangePatient c) => c.Run(new(desk.World.NewId(), change), Ct))).Must();
        Assert.Equal((LocationGrade.Pinned, 39.9612), (same.Location, same.Latitude));
        Assert.Equal(
            "GEN-409",
            (await desk.Do((ChangePatient c) => c.Run(new(desk.World.NewId(), change with { Pets = "dog" }), Ct)))
                .Refusals.Single()
                .Code
        );
        var moved = (
            await desk.Do(
                (ChangePatient c) =>
                    c.Run(new(desk.World.NewId(), change with { Version = version + 1, AddressLine = "9 Elm Ave" }), Ct)
            )
        ).Must();
        Assert.Equal(LocationGrade.ZipCentroid, moved.Location);
    }

    [Theory, OnBothDatabases]
    public async Task Merging_moves_orders_coverages_and_papers_and_loses_nothing(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var keep = await desk.Known(
            desk.Mary with
            {
                Coverages = [new() { Payer = "medicare", MemberId = "1EG4-TE5-MK73" }],
            }
        );
        var gone = await desk.Known(
            desk.Mary with
            {
                FirstName = "Maria",
                BirthDate = new(1941, 7, 5),
                Phone = "614-221-0123",
                Email = "mary@example.com",
                Identifiers = ["st-marys|77"],
                Coverages = [new() { Payer = "medicare", MemberId = "1EG4-TE5-MK73" }],
                ConfirmNotDuplicateOf = [keep.Id],
            }
        );
        var order = new Order
        {
            Id = desk.World.NewId(),
            BranchId = desk.Branch,
            PatientId = gone.Id,
            Number = "O-1",
            ReceivedAt = desk.World.Now,
            ChangedAt = desk.World.Now,
            DueAt = desk.World.Now,
            DueReason = "x",
        };
        await desk.World.Given(order);
        (
            await desk.Do(
                (AddDocument a) =>
                    a.Run(
                        new(
                            desk.World.NewId(),
                            new()
                            {
                                PatientId = gone.Id,
                                Kind = DocumentKind.FaceToFace,
                                DatedOn = new(2026, 11, 1),
                            }
                        ),
                        null,
                        Ct
                    )
            )
        ).Must();
        var merged = (
            await desk.Do((MergePatients m) => m.Run(new(desk.World.NewId(), new(gone.Id, keep.Id)), Ct))
        ).Must();
        var record = (await desk.Do((ReadPatient r) => r.Run(keep.Id, Ct)))!;
        Assert.Equal("mary@example.com", merged.Email);
        Assert.Equal("+16142210123", merged.OtherPhone);
        Assert.Equal(["st-marys|77"], merged.Identifiers);
        Assert.Single(record.Orders);
        Assert.Single(record.Documents);
        Assert.Equal([1, 2], record.Coverages.Select(c => c.Rank));
        var old = (await desk.Do((ReadPatient r) => r.Run(gone.Id, Ct)))!;
        Assert.Equal((keep.Id, keep.Number), (old.Patient.MergedInto, old.MergedIntoNumber));
        Assert.Equal(
            "INT-006",
            (await desk.Do((MergePatients m) => m.Run(new(desk.World.NewId(), new(gone.Id, keep.Id)), Ct)))
                .Refusals.Single()
                .Code
        );
        Assert.Equal(
            "INT-008",
            (await desk.Do((MergePatients m) => m.Run(new(desk.World.NewId(), new(keep.Id, keep.Id)), Ct)))
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_death_is_told_once_and_cannot_be_tomorrow(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary);
        Assert.Equal(
            "INT-009",
            (await desk.Do((RecordDeath d) => d.Run(new(desk.World.NewId(), new(mary.Id, new(2026, 11, 11))), Ct)))
                .Refusals.Single()
                .Code
        );
        Assert.Equal(
            "INT-009",
            (await desk.Do((RecordDeath d) => d.Run(new(desk.World.NewId(), new(mary.Id, new(1940, 1, 1))), Ct)))
                .Refusals.Single()
                .Code
        );
        (await desk.Do((RecordDeath d) => d.Run(new(desk.World.NewId(), new(mary.Id, new(2026, 11, 9))), Ct))).Must();
        (await desk.Do((RecordDeath d) => d.Run(new(desk.World.NewId(), new(mary.Id, new(2026, 11, 8))), Ct))).Must();
        Assert.Equal(1, await desk.World.Look(db => db.Outbox.CountAsync(m => m.Kind == nameof(PatientDied))));
    }

    [Theory, OnBothDatabases]
    public async Task Opening_a_record_and_a_paper_is_written_down(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary);
        byte[] pdf = [.. "%PDF-1.7 order"u8];
        var paper = (
            await desk.Do(
                (AddDocument a) =>
                    a.Run(
                        new(
                            desk.World.NewId(),
                            new()
                            {
                                PatientId = mary.Id,
                                DatedOn = new(2026, 11, 1),
                                FileName = "../../swo.pdf",
                            }
                        ),
                        pdf,
                        Ct
                    )
            )
        ).Must();
        Assert.Equal(("swo.pdf", "application/pdf", true), (paper.FileName, paper.ContentType, paper.HasFile));
        var file = (await desk.Do((DownloadDocument d) => d.Run(mary.Id, paper.Id, Ct))).Must();
        Assert.Equal(pdf, file.Content);
        await desk.Do((ReadPatient r) => r.Run(mary.Id, Ct));
        var trail = await desk.Do((WhoLooked w) => w.Run(mary.Id, new(), Ct));
        Assert.Equal(2, trail.Items.Count(t => t.Verb == "read" && t.Who == "Clerk"));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_is_what_its_first_bytes_say(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary);
        async Task<string> Code(byte[] content) => (
                await desk.Do(
                    (AddDocument a) =>
                        a.Run(
                            new(
                                desk.World.NewId(),
                                new()
                                {
                                    PatientId = mary.Id,
                                    DatedOn = new(2026, 11, 1),
                                    FileName = "x.pdf",
                                }
                            ),
                            content,
                            Ct
                        )
                )
            ).Refusals.FirstOrDefault()?.Code ?? "";
        Assert.Equal("INT-042", await Code([.. "MZ this is a program"u8]));
        Assert.Equal("INT-040", await Code([]));
        Assert.Equal("INT-041", await Code(new byte[BlobStore.MaxBytes + 1]));
        Assert.Equal("", await Code([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]));
        Assert.Equal("", await Code([0, 0, 0, 24, .. "ftypheic"u8, 0, 0]));
        var voided = await desk.World.Look(db => db.Documents.Select(d => d.Id).FirstAsync());
        Assert.Equal(
            "GEN-400",
            (await desk.Do((VoidDocument v) => v.Run(new(desk.World.NewId(), new(mary.Id, voided, "")), Ct)))
                .Refusals.Single()
                .Code
        );
        (
            await desk.Do((VoidDocument v) => v.Run(new(desk.World.NewId(), new(mary.Id, voided, "Wrong patient")), Ct))
        ).Must();
        Assert.Equal(
            "INT-043",
            (await desk.Do((VoidDocument v) => v.Run(new(desk.World.NewId(), new(mary.Id, voided, "Again")), Ct)))
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task One_coverage_is_primary_on_a_day_and_a_changed_card_must_be_checked_again(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary);
        Task<Outcome<CoverageView>> Add(NewCoverage c) =>
            desk.Do((AddCoverage a) => a.Run(new(desk.World.NewId(), new(mary.Id, c)), Ct));
        var first = (
            await Add(
                new()
                {
                    Payer = "Medicare",
                    MemberId = "1eg4te5mk73",
                    Rank = 1,
                    From = new(2020, 1, 1),
                }
            )
        ).Must();
        Assert.Equal(("medicare", "1EG4TE5MK73"), (first.Payer, first.MemberId));
        Assert.Equal("INT-023", (
                await Add(
                    new()
                    {
                        Payer = "aetna",
                        MemberId = "W1",
                        Rank = 1,
                    }
                )
            ).Refusals.Single().Code);
        Assert.Equal(
            "INT-024",
            (await Add(new() { Payer = "medicare", MemberId = "1EG4-TE5-MK73" })).Refusals.Single().Code
        );
        Assert.Equal("INT-022", (await Add(new() { Payer = "medicare", MemberId = "123" })).Refusals.Single().Code);
        Assert.Equal("INT-020", (await Add(new() { Payer = "no such", MemberId = "1" })).Refusals.Single().Code);
        Assert.Equal("INT-025", (
                await Add(
                    new()
                    {
                        Payer = "aetna",
                        MemberId = "1",
                        From = new(2026, 1, 2),
                        To = new(2026, 1, 1),
                    }
                )
            ).Refusals.Single().Code);
        Assert.Equal(2, (await Add(new() { Payer = "aetna", MemberId = "W1" })).Must().Rank);
        Assert.Equal(
            "INT-026",
            (
                await desk.Do(
                    (RecordEligibility r) =>
                        r.Run(new(desk.World.NewId(), new(mary.Id, first.Id, Eligibility.Active, " ")), Ct)
                )
            )
                .Refusals.Single()
                .Code
        );
        var active = (
            await desk.Do(
                (RecordEligibility r) =>
                    r.Run(new(desk.World.NewId(), new(mary.Id, first.Id, Eligibility.Active, "Ref 42")), Ct)
            )
        ).Must();
        Assert.Equal(Eligibility.Active, active.Eligibility);
        var version = await desk.World.Look(db =>
            db.Coverages.Where(c => c.Id == first.Id).Select(c => c.Version).SingleAsync()
        );
        var changed = (
            await desk.Do(
                (ChangeCoverage c) =>
                    c.Run(
                        new(
                            desk.World.NewId(),
                            new(
                                mary.Id,
                                first.Id,
                                new()
                                {
                                    Payer = "medicare",
                                    MemberId = "2EG4TE5MK73",
                                    To = new(2026, 11, 30),
                                },
                                version
                            )
                        ),
                        Ct
                    )
            )
        ).Must();
        Assert.Equal(Eligibility.NotChecked, changed.Eligibility);
        Assert.Equal(1, (
                await Add(
                    new()
                    {
                        Payer = "humana-ma",
                        MemberId = "H1",
                        Rank = 1,
                        From = new(2026, 12, 1),
                    }
                )
            ).Must().Rank);
    }

    [Theory, OnBothDatabases]
    public async Task An_authorisation_counts_what_is_used_and_promised(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var mary = await desk.Known(desk.Mary with { Coverages = [new() { Payer = "aetna", MemberId = "W1" }] });
        var cover = await desk.World.Look(db => db.Coverages.Select(c => c.Id).SingleAsync());
        var asked = new NewAuthorisation
        {
            CoverageId = cover,
            Number = "PA-1",
            Hcpcs = "e0601",
            Units = 3,
            From = new(2026, 11, 1),
            To = new(2027, 1, 31),
            State = AuthorisationState.Approved,
        };
        var a = (await desk.Do((AddAuthorisation u) => u.Run(new(desk.World.NewId(), new(mary.Id, asked)), Ct))).Must();
        Assert.Equal(
            "INT-030",
            (await desk.Do((AddAuthorisation u) => u.Run(new(desk.World.NewId(), new(mary.Id, asked)), Ct)))
                .Refusals.Single()
                .Code
        );
        Assert.Equal(
            "INT-032",
            (
                await desk.Do(
                    (AddAuthorisation u) =>
                        u.Run(
                            new(desk.World.NewId(), new(mary.Id, asked with { Number = "PA-2", CoverageId = a.Id })),
                            Ct
                        )
                )
            )
                .Refusals.Single()
                .Code
        );
        var item = await desk.World.Look(db => db.Items.Select(i => i.Id).FirstAsync());
        var order = new Order
        {
            Id = desk.World.NewId(),
            BranchId = desk.Branch,
            PatientId = mary.Id,
            Number = "O-1",
            ReceivedAt = desk.World.Now,
            ChangedAt = desk.World.Now,
            DueAt = desk.World.Now,
            DueReason = "x",
        };
        order.Lines.Add(
            new()
            {
                Id = desk.World.NewId(),
                No = 1,
                ItemId = item,
                Quantity = 2,
                DeliveredQuantity = 1,
                AuthorisationId = a.Id,
            }
        );
        await desk.World.Given(order);
        var view = (await desk.Do((ReadPatient r) => r.Run(mary.Id, Ct)))!.Authorisations.Single();
        Assert.Equal((3, 1, 1, 1), (view.Approved, view.Used, view.Promised, view.Left));
        Assert.Equal(
            "INT-031",
            (
                await desk.Do(
                    (ChangeAuthorisation u) =>
                        u.Run(new(desk.World.NewId(), new(mary.Id, a.Id, asked with { Units = 1 }, view.Version)), Ct)
                )
            )
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_prescriber_needs_a_sound_npi_and_is_kept_once(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        Task<Outcome<PractitionerView>> Add(string npi) =>
            desk.Do((RegisterPractitioner r) => r.Run(new(desk.World.NewId(), new(npi, "Dr. Ada Okafor")), Ct));
        Assert.Equal("INT-050", (await Add("1234567890")).Refusals.Single().Code);
        (await Add("1234567893")).Must();
        Assert.Equal("INT-051", (await Add("1234567893")).Refusals.Single().Code);
        Assert.Single((await desk.Do((FindPractitioners f) => f.Run("okaf", new(), Ct))).Items);
        Assert.Single((await desk.Do((FindPractitioners f) => f.Run("12345", new(), Ct))).Items);
    }
}
