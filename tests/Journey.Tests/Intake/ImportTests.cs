using System.Text;
using CsCheck;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Intake;

public sealed class ImportTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private const string Good = """
        Order No,First Name,Last Name,DOB,Phone,Street,City,ST,Postal Code,HCPCS,Qty,Dx,Shoe size
        A-1,Mary,Kowalski,5/7/1941,614-221-0199,214 Oak St,Columbus,OH,43215,CONC-5,1,J44.9,39
        A-2,Ann,Lee,1950-01-31,614-221-0142,9 Elm Ave,Columbus,OH,43085,COMMODE,1,,40
        A-2,Ann,Lee,1950-01-31,614-221-0142,9 Elm Ave,Columbus,OH,43085,BED-SEMI,1,,40
        """;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Task<Outcome<ImportView>> Take(
        PatientDesk desk,
        string csv,
        Guid? command = null,
        CancellationToken? ct = null
    ) =>
        desk.Do(
            (ImportOrders i) =>
                i.Run(new(command ?? desk.World.NewId(), new(desk.Branch, "day.csv")), Bytes(csv), null, ct ?? Ct)
        );

    [Theory, OnBothDatabases]
    public async Task Good_rows_go_in_bad_rows_come_out_with_column_and_reason(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var csv =
            Good
            + "\n"
            + """
                A-3,Bob,Ray,tomorrow,614-221-0143,1 Fir St,Columbus,OH,43215,COMMODE,one,,
                A-4,Cy,Fox,1960-01-01,12345,1 Fir St,Columbus,OH,43215,NO-SUCH,1,,
                ,Di,Gum,1960-01-01,,1 Fir St,Columbus,OH,43215,COMMODE,1,,
                A-1,Someone,Else,1960-01-01,,1 Fir St,Columbus,OH,43215,COMMODE,1,,
                """;
        var view = (await Take(desk, csv)).Must();
        Assert.Equal((3, 0, 4), (view.Taken, view.Repeated, view.Refused));
        Assert.Equal(["Shoe size"], view.Columns);
        var reasons = view.Rows.Where(r => r.Verdict == "refused").Select(r => string.Join(' ', r.Reasons)).ToList();
        Assert.Contains("[birth_date]", reasons[0], StringComparison.Ordinal);
        Assert.Contains("[quantity]", reasons[0], StringComparison.Ordinal);
        Assert.Contains("INT-003 [phone]", reasons[1], StringComparison.Ordinal);
        Assert.Contains("[order_number]", reasons[2], StringComparison.Ordinal);
        Assert.Contains("INT-204", reasons[3], StringComparison.Ordinal);
        Assert.Equal(2, await desk.World.Look(db => db.Orders.CountAsync()));
        Assert.Equal(2, await desk.Patients());
        var run = await desk.World.Look(db => db.ImportRuns.Select(r => r.Id).SingleAsync());
        var refused = (await desk.Do((ImportRuns r) => r.RefusedCsv(run, Ct)))!.Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal(5, refused.Length);
        Assert.EndsWith(",why_refused", refused[0], StringComparison.Ordinal);
        Assert.StartsWith("A-3,Bob,Ray,tomorrow", refused[1], StringComparison.Ordinal);
        // Mended, it can be taken as it is.
        var mended = string.Join(
            "\n",
            refused[0],
            refused[1]
                .Replace("tomorrow", "1960-02-02", StringComparison.Ordinal)
                .Replace(",one,", ",1,", StringComparison.Ordinal)
        );
        Assert.Equal(1, (await Take(desk, mended)).Must().Taken);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_file_or_number_again_is_repeated_not_doubled(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        await Take(desk, Good);
        var again = (await Take(desk, Good)).Must();
        Assert.Equal((0, 3, 0), (again.Taken, again.Repeated, again.Refused));
        Assert.All(again.Rows, r => Assert.NotNull(r.OrderNumber));
        Assert.Equal(2, await desk.World.Look(db => db.Orders.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_crash_in_the_middle_and_a_second_run_give_each_order_once(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var lines = Enumerable
            .Range(0, 45)
            .Select(i =>
                $"B-{i},Pat{(char)('a' + i % 26)}{i},Name{(char)('a' + i / 26)}{i},19{30 + i % 60}-0{1 + i % 9}-1{i % 9},,{i} Oak St,Columbus,OH,43215,COMMODE"
            );
        var csv =
            "order_number,first_name,last_name,birth_date,phone,address,city,state,zip,item\n"
            + string.Join('\n', lines);
        using var crash = new CancellationTokenSource();
        var progress = new CrashAt(20, crash);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            desk.Do(
                (ImportOrders i) =>
                    i.Run(new(desk.World.NewId(), new(desk.Branch, "b.csv")), Bytes(csv), progress, crash.Token)
            )
        );
        var before = await desk.World.Look(db => db.Orders.CountAsync());
        Assert.InRange(before, 1, 44);
        var view = (await Take(desk, csv)).Must();
        Assert.Equal((45 - before, before), (view.Taken + view.Refused, view.Repeated));
        Assert.Equal(45 - view.Refused, await desk.World.Look(db => db.Orders.CountAsync()));
    }

    private sealed class CrashAt(int row, CancellationTokenSource crash) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Done >= row)
                crash.Cancel();
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_preview_says_the_same_and_saves_nothing(StorageKind kind)
    {
        await using var desk = await PatientDesk.Open(kind);
        var csv = Good + "\nA-9,Bob,Ray,1950-01-01,,1 Fir St,Columbus,OH,43215,NO-SUCH,1,,";
        var view = (await desk.Do((ImportOrders i) => i.Preview(new(desk.Branch, "x.csv"), Bytes(csv), Ct))).Must();
        Assert.Equal((3, 1), (view.Taken, view.Refused));
        Assert.Equal(0, await desk.World.Look(db => db.Orders.CountAsync()));
        Assert.Equal(0, await desk.Patients());
        Assert.Equal(0, await desk.World.Look(db => db.Numbers.CountAsync()));
    }

    [Theory]
    [InlineData("", "INT-200")]
    [InlineData("a,b,c\n1,2,3", "INT-201")]
    [InlineData("order_number,first_name,last_name,birth_date,item\n", "INT-205")]
    public async Task A_file_that_is_none_is_refused_whole(string csv, string code)
    {
        await using var desk = await PatientDesk.Open(StorageKind.Sqlite);
        Assert.Equal(code, (await Take(desk, csv)).Refusals.Single().Code);
    }

    [Fact]
    public async Task Semicolons_latin_letters_and_formulas_are_handled()
    {
        await using var desk = await PatientDesk.Open(StorageKind.Sqlite);
        var csv =
            "order no;first;last;dob;item;notes\nC-1;José;Núñez;1950-01-01;COMMODE;=cmd|' /C calc'!A0\nC-2;Jo;X;nope;COMMODE;=1+1";
        var view = (
            await desk.Do(
                (ImportOrders i) =>
                    i.Run(new(desk.World.NewId(), new(desk.Branch, "x")), Encoding.Latin1.GetBytes(csv), null, Ct)
            )
        ).Must();
        Assert.Equal((1, 1), (view.Taken, view.Refused));
        Assert.Equal("José Núñez", (await desk.World.Look(db => db.Patients.SingleAsync())).Name);
        Assert.Contains(
            "'=1+1",
            (await desk.Do((ImportRuns r) => r.RefusedCsv(view.Id, Ct)))!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task No_mutation_of_a_file_breaks_the_import_or_saves_half()
    {
        await using var desk = await PatientDesk.Open(StorageKind.Sqlite);
        var seed = Bytes(Good);
        var edit = Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Byte, Gen.Int[0, 2]);
        await edit.Array[1, 12]
            .SampleAsync(
                async edits =>
                {
                    var bytes = seed.ToList();
                    foreach (var (at, value, how) in edits)
                    {
                        var place = Math.Min(at, bytes.Count - 1);
                        if (how == 0)
                            bytes[place] = value;
                        else if (how == 1)
                            bytes.Insert(place, value);
                        else if (bytes.Count > 1)
                            bytes.RemoveAt(place);
                    }
                    var outcome = await desk.Do(
                        (ImportOrders i) =>
                            i.Run(new(desk.World.NewId(), new(desk.Branch, "m.csv")), bytes.ToArray(), null, Ct)
                    );
                    Assert.True(
                        outcome.Ok || outcome.Refusals.All(r => r.Code.StartsWith("INT-20", StringComparison.Ordinal))
                    );
                },
                iter: 60,
                threads: 1
            );
        var patients = desk.World.Look(db =>
        {
            var orders = db.Orders;
            return db.Patients.CountAsync(p => !orders.Any(o => o.PatientId == p.Id));
        });
        Assert.Equal(0, await patients);
        Assert.Equal(0, await desk.World.Look(db => db.Orders.CountAsync(o => o.Lines.Count == 0)));
    }
}
