using System.Globalization;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Tests.House;

namespace Homeward.Journey.Tests.Intake;

public sealed class PatientDuplicateTests
{
    [Theory, OnBothDatabases]
    public async Task Typo_nickname_turned_names_and_turned_dates_stop_the_registration(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var bill = desk.Mary with { FirstName = "William", LastName = "Henderson", BirthDate = new(1948, 3, 9) };
        var known = await desk.Known(bill);
        NewPatient[] same =
        [
            bill,
            bill with
            {
                LastName = "Hendreson",
            },
            bill with
            {
                FirstName = "Bill",
            },
            bill with
            {
                FirstName = "Henderson",
                LastName = "William",
            },
            bill with
            {
                BirthDate = new(1948, 9, 3),
            },
            bill with
            {
                BirthDate = new(1984, 3, 9),
            },
            bill with
            {
                BirthDate = new(1948, 3, 8),
            },
            bill with
            {
                AddressLine = "9 Elm Ave",
                Zip = "43085",
            },
            bill with
            {
                Phone = "614-221-0777",
            },
        ];
        foreach (var again in same)
        {
            var refusal = Assert.Single((await desk.Register(again)).Refusals);
            Assert.Equal("INT-001", refusal.Code);
            Assert.Contains(known.Number, refusal.Sentence, StringComparison.Ordinal);
        }
        Assert.Equal(1, await desk.Patients());
    }

    [Theory, OnBothDatabases]
    public async Task Twins_and_fathers_and_sons_are_warned_of_but_taken(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var emma = desk.Mary with { FirstName = "Emma", LastName = "Young", BirthDate = new(2019, 6, 1) };
        await desk.Known(emma);
        var olivia = await desk.Known(emma with { FirstName = "Olivia" });
        Assert.InRange(Assert.Single(olivia.Likely).Score, DuplicateScore.Warns, DuplicateScore.Blocks - 1);
        // Sounds alike, yet another name: it must not stop either.
        Assert.True((await desk.Register(emma with { FirstName = "Ella" })).Ok);
        var senior = await desk.Known(
            emma with
            {
                FirstName = "John",
                LastName = "Adams",
                BirthDate = new(1940, 2, 2),
            }
        );
        var junior = await desk.Register(
            emma with
            {
                FirstName = "John",
                LastName = "Adams",
                BirthDate = new(1967, 8, 19),
            }
        );
        Assert.True(junior.Ok, string.Join(' ', junior.Refusals.Select(r => r.Sentence)));
        Assert.Contains(junior.Value.Likely, l => l.PatientId == senior.Id);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_looked_may_say_that_it_is_another_person(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var known = await desk.Known(desk.Mary);
        Assert.False((await desk.Register(desk.Mary with { ConfirmNotDuplicateOf = [desk.World.NewId()] })).Ok);
        Assert.True((await desk.Register(desk.Mary with { ConfirmNotDuplicateOf = [known.Id] })).Ok);
        Assert.Equal(2, await desk.Patients());
    }

    [Theory, OnBothDatabases]
    public async Task A_machine_finds_the_one_we_know_adds_what_is_new_and_overwrites_nothing(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var known = await desk.Known(desk.Mary with { Email = "mary@example.com", AccessNotes = "Ring twice" });
        var found = await desk.Known(
            desk.Mary with
            {
                UseKnown = true,
                Email = "other@example.com",
                AccessNotes = null,
                Identifiers = ["epic|9"],
                Coverages = [new() { Payer = "aetna", MemberId = "W1" }],
            }
        );
        Assert.True(found.Known);
        Assert.Equal((known.Id, "mary@example.com", "Ring twice"), (found.Id, found.Email, found.AccessNotes));
        Assert.Equal(["epic|9"], found.Identifiers);
        var byNumber = await desk.Known(
            desk.Mary with
            {
                UseKnown = true,
                Phone = null,
                AddressLine = null,
                LastName = "Kowalsky",
                Identifiers = ["EPIC|9"],
            }
        );
        Assert.Equal(known.Id, byNumber.Id);
        var other = await desk.Register(
            desk.Mary with
            {
                UseKnown = true,
                FirstName = "Zed",
                LastName = "Quill",
                BirthDate = new(1999, 9, 9),
                Identifiers = ["epic|9"],
            }
        );
        Assert.Contains(other.Refusals, r => r.Code == "INT-002");
    }

    [Theory, OnBothDatabases]
    public async Task Ten_clerks_at_once_register_one_person_once(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.Register(desk.Mary)));
        Assert.Equal(1, all.Count(o => o.Ok));
        Assert.Equal(1, await desk.Patients());
        Assert.All(all.Where(o => !o.Ok), o => Assert.Contains(o.Refusals, r => r.Code is "INT-001" or "GEN-411"));
    }

    [Fact]
    public async Task Planted_duplicates_of_synthetic_patients_are_found_and_strangers_are_left_alone()
    {
        var file = Path.Combine(Repository.Root, "../shared/data/fhir/synthea-r4-ma-patient-addresses.csv");
        if (!File.Exists(file))
            Assert.Skip($"LEFT OUT: the synthetic patients are not here ({file}).");
        string[] firsts =
        [
            "James",
            "Maria",
            "Robert",
            "Linda",
            "Chen",
            "Fatima",
            "Oluwaseun",
            "Katherine",
            "Dmitri",
            "Aisha",
            "George",
            "Helen",
        ];
        string[] lasts =
        [
            "Novak",
            "Garcia",
            "O'Brien",
            "Whitfield",
            "Nguyen",
            "Kaplan",
            "Haddad",
            "Lindqvist",
            "Moretti",
            "Washington",
            "Petrov",
            "Sandoval",
            "Brooks",
        ];
        var rows = File.ReadLines(file).Skip(1).Select(l => l.Split(',')).Where(c => c.Length > 10).ToList();
        await using var desk = await PatientDesk.Open(StorageKind.Sqlite);
        var sides = rows.Select(
                (c, i) =>
                    new Patient
                    {
                        Id = desk.World.NewId(),
                        BranchId = desk.Branch,
                        Number = $"S-{i}",
                        FirstName = firsts[i * 7 % firsts.Length],
                        LastName =
                            lasts[i * 5 / 3 % lasts.Length]
                            + (
                                i % 3 == 0 ? ""
                                : i % 3 == 1 ? "son"
                                : "mann"
                            ),
                        BirthDate = DateOnly.ParseExact(c[1], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Phone = $"+1{c[10].Replace("-", "", StringComparison.Ordinal)}",
                        AddressLine = c[4],
                        City = c[5],
                        State = "MA",
                        Zip = c[7],
                    }
            )
            .ToList();
        foreach (var p in sides)
            p.SearchName =
                $"{Field.Checks.PersonName.Normalise(p.LastName)}, {Field.Checks.PersonName.Normalise(p.FirstName)}";
        await desk.World.Given([.. sides]);
        int found = 0,
            planted = 0,
            falseAlarms = 0,
            strangers = 0;
        for (var i = 0; i < sides.Count; i += 3)
        {
            var p = sides[i];
            var typo = p.LastName[..2] + p.LastName[3] + p.LastName[2] + p.LastName[4..];
            var query = new DuplicateQuery
            {
                FirstName = p.FirstName,
                LastName = typo,
                BirthDate = p.BirthDate,
                AddressLine = p.AddressLine,
                Zip = p.Zip,
            };
            if (i % 2 == 0 && p.BirthDate.Day <= 12)
                query = query with
                {
                    LastName = p.LastName,
                    BirthDate = new(p.BirthDate.Year, p.BirthDate.Day, p.BirthDate.Month),
                    Phone = p.Phone,
                };
            var hits = await desk.Do((FindDuplicates f) => f.Run(query, CancellationToken.None));
            planted++;
            found += hits.Any(h => h.PatientId == p.Id && h.Score >= DuplicateScore.Blocks) ? 1 : 0;
            falseAlarms += hits.Count(h => h.PatientId != p.Id && h.Score >= DuplicateScore.Blocks);
            var stranger = await desk.Do(
                (FindDuplicates f) =>
                    f.Run(
                        new()
                        {
                            FirstName = p.FirstName,
                            LastName = p.LastName,
                            BirthDate = p.BirthDate.AddDays(4_444),
                            AddressLine = "77 Nowhere Rd",
                            Zip = "99501",
                        },
                        CancellationToken.None
                    )
            );
            strangers += stranger.Count(h => h.Score >= DuplicateScore.Blocks);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"planted {planted}, found {found}, false alarms {falseAlarms}, strangers stopped {strangers}"
        );
        Assert.True(found >= planted * 0.97, $"Found {found} of {planted}.");
        Assert.True(
            falseAlarms + strangers <= planted * 0.01,
            $"{falseAlarms} false alarms, {strangers} strangers stopped."
        );
    }
}
