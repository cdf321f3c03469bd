using CsCheck;
using Homeward.Field.Scan;

namespace Homeward.Field.Tests;

public sealed class ScanTests
{
    private static readonly DateOnly Today = new(2026, 5, 4);
    private static readonly Gen<string> Gtins = Gen.Int[0, 9]
        .Array[13]
        .Select(d =>
        {
            var digits = string.Concat(d);
            return digits + Gs1.CheckDigit(digits);
        });
    private static readonly Gen<string> Names = Gen.Char["0123456789ABCXYZabcxyz-./"]
        .Array[1, 20]
        .Select(c => new string(c));
    private static readonly Gen<string> HibcNames = Gen.Char["0123456789ABCXYZ"]
        .Array[1, 13]
        .Select(c => new string(c));
    private static readonly Gen<DateOnly> Dates = Gen.Int[0, 36000]
        .Select(d => new DateOnly(1980, 1, 1).AddDays(d % 35000));

    private static string Short(DateOnly date) =>
        date.ToString("yyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private static ScannedLabel Read(string raw)
    {
        var result = LabelScanner.Read(raw, Today);
        Assert.True(result.IsRead, result.Error?.Sentence);
        return result.Label;
    }

    private static string Error(string raw) => LabelScanner.Read(raw, Today).Error?.Code ?? "read";

    private static readonly Gen<(List<KeyValuePair<string, string>> Elements, DateOnly Made, DateOnly Expiry)> Labels =
        Gen.Select(Gtins, Names, Names, Gen.Int[0, 10000], Gen.Int[0, 5000], Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5 }))
            .Select(
                (gtin, lot, serial, made, life, order) =>
                {
                    var from = new DateOnly(2000, 1, 1).AddDays(made);
                    var to = from.AddDays(life);
                    KeyValuePair<string, string>[] all =
                    [
                        new("01", gtin),
                        new("10", lot),
                        new("11", Short(from)),
                        new("17", Short(to)),
                        new("21", serial),
                        new("240", "EXTRA"),
                    ];
                    return (order.Select(i => all[i]).ToList(), from, to);
                }
            );

    [Fact]
    public void A_GS1_label_reads_back_in_any_order_and_any_form() =>
        Labels.Sample(label =>
        {
            var code = Gs1.Write(label.Elements);
            foreach (
                var raw in new[]
                {
                    "]C1" + code,
                    "]d2" + code,
                    "]Q3" + code,
                    "]d2" + code + Gs1.Separator,
                    Gs1.Separator + code,
                    Gs1.WriteHuman(label.Elements),
                }
            )
            {
                var read = Read(raw);
                var values = label.Elements.ToDictionary(e => e.Key, e => e.Value);
                Assert.Equal((values["01"], values["10"], values["21"]), (read.Gtin, read.Lot, read.Serial));
                Assert.Equal((label.Made, label.Expiry), (read.Made, read.Expiry));
                Assert.Equal("EXTRA", read.Other["240"]);
                Assert.Equal((LabelKind.Gs1, raw), (read.Kind, read.Raw));
            }
        });

    [Fact]
    public void A_wrong_check_digit_is_rejected() =>
        Gen.Select(Gtins, Gen.Int[0, 13], Gen.Int[1, 9])
            .Sample(
                (gtin, at, by) =>
                {
                    var wrong = gtin[..at] + (char)('0' + (gtin[at] - '0' + by) % 10) + gtin[(at + 1)..];
                    Assert.Equal("SCN-05", Error($"]d201{wrong}21A"));
                    Assert.Equal("SCN-05", Error($"(01){wrong}(21)A"));
                }
            );

    [Fact]
    public void Leading_zeros_are_kept()
    {
        var read = Read("]d20100614141123452" + "21000123");
        Assert.Equal(("00614141123452", "000123"), (read.Gtin, read.Serial));
        Assert.Equal("000777", Read("000777").Serial);
    }

    [Fact]
    public void A_missing_separator_before_the_end_is_fine_and_in_the_middle_is_named()
    {
        Assert.Equal("LOT1", Read("]d2010061414112345210LOT1").Lot);
        Assert.Equal("SCN-06", Error("]d20100614141123452" + "10LOT1234567" + "21SERIAL1234567890"));
    }

    [Theory]
    [InlineData("760101", 2076)]
    [InlineData("770101", 1977)]
    [InlineData("990101", 1999)]
    [InlineData("000101", 2000)]
    [InlineData("260101", 2026)]
    public void The_century_follows_the_fifty_year_rule(string yymmdd, int year) =>
        Assert.Equal(year, Gs1.Date(yymmdd, Today)!.Value.Year);

    [Fact]
    public void Late_in_a_century_small_years_belong_to_the_next()
    {
        Assert.Equal(2101, Gs1.Date("010101", new(2095, 1, 1))!.Value.Year);
        Assert.Equal(2145, Gs1.Date("450101", new(2095, 1, 1))!.Value.Year);
    }

    [Fact]
    public void The_century_rule_never_moves_a_date_more_than_fifty_years() =>
        Gen.Select(Dates, Dates)
            .Sample(
                (date, today) =>
                {
                    if (Gs1.Date(Short(date), today) is { } read)
                    {
                        Assert.InRange(read.Year - today.Year, -50, 50);
                        Assert.Equal(date.Year % 100, read.Year % 100);
                    }
                }
            );

    [Theory]
    [InlineData("270200", "2027-02-28")]
    [InlineData("280200", "2028-02-29")]
    [InlineData("261200", "2026-12-31")]
    public void Day_zero_is_the_last_day_of_the_month(string yymmdd, string date) =>
        Assert.Equal(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), Gs1.Date(yymmdd, Today));

    [Theory]
    [InlineData("", "SCN-01")]
    [InlineData("]d2", "SCN-04")]
    [InlineData("]d288ABC", "SCN-04")]
    [InlineData("]d21726013", "SCN-06")]
    [InlineData("]d217261399", "SCN-07")]
    [InlineData("(17)260230", "SCN-07")]
    [InlineData("]d210A\u001d10B", "SCN-08")]
    [InlineData("AB\u0007C", "SCN-03")]
    [InlineData("+A", "read")]
    [InlineData("+A1B?2", "SCN-09")]
    public void Bad_labels_are_named(string raw, string code) => Assert.Equal(code, Error(raw));

    [Fact]
    public void No_scan_ever_throws() =>
        Gen.OneOf(
                Gen.String,
                Gen.Char["]d2C1Q3()0117+$/ABC\u001d"].Array[0, 40].Select(c => new string(c)),
                Gen.Char["0123456789+$/ABC"].Array[0, 20].Select(c => Hibc.WithCheck("+" + new string(c)))
            )
            .Sample(
                raw =>
                {
                    var result = LabelScanner.Read(raw, Today);
                    Assert.True(result.Label is null != result.Error is null);
                },
                iter: 20_000
            );

    [Fact]
    public void Retail_codes_and_country_numbers_do_no_harm()
    {
        Assert.Equal("00614141123452", Read("]E00614141123452").Gtin);
        var read = Read("]d20100614141123452" + "710123\u001d30" + "12\u001d21S");
        Assert.Equal((12, "123", "S"), (read.Quantity, read.Other["710"], read.Serial));
    }

    [Fact]
    public void The_published_HIBC_examples_read()
    {
        // The primary example of the HIBC supplier labeling standard: "+A123BJC5D6E71" with check character G.
        Assert.Equal('G', Hibc.CheckCharacter("+A123BJC5D6E71"));
        var read = Read("+A123BJC5D6E71G");
        Assert.Equal(("A123", "BJC5D6E7", 1), (read.Lic, read.Product, read.UnitOfMeasure));
        Assert.Equal(LabelKind.Hibc, Read("*+A123BJC5D6E71G*").Kind);
    }

    [Theory]
    [InlineData("$$7LOT9", null, "LOT9", null)]
    [InlineData("$$0928LOT9", "2028-09-30", "LOT9", null)]
    [InlineData("$$2093028LOT9", "2028-09-30", "LOT9", null)]
    [InlineData("$$3280930LOT9", "2028-09-30", "LOT9", null)]
    [InlineData("$$428093012LOT9", "2028-09-30", "LOT9", null)]
    [InlineData("$$528274LOT9", "2028-09-30", "LOT9", null)]
    [InlineData("$$62827412LOT9", "2028-09-30", "LOT9", null)]
    [InlineData("$$+7S001", null, null, "S001")]
    [InlineData("$$+3280930S001", "2028-09-30", null, "S001")]
    [InlineData("$$8243280930LOT9", "2028-09-30", "LOT9", null)]
    [InlineData("$LOT9", null, "LOT9", null)]
    [InlineData("$+S001", null, null, "S001")]
    [InlineData("28274LOT9", "2028-09-30", "LOT9", null)]
    public void HIBC_secondary_forms_read_with_the_primary_and_alone(
        string second,
        string? expiry,
        string? lot,
        string? serial
    )
    {
        DateOnly? date = expiry is null
            ? null
            : DateOnly.Parse(expiry, System.Globalization.CultureInfo.InvariantCulture);
        var together = Read(Hibc.WithCheck("+A123BJC5D6E71/" + second));
        var alone = Read(Hibc.WithCheck("+" + second + "G"));
        Assert.Equal((date, lot, serial), (together.Expiry, together.Lot, together.Serial));
        Assert.Equal((date, lot, serial), (alone.Expiry, alone.Lot, alone.Serial));
        Assert.Equal(('G', "A123"), (alone.Link, together.Lic));
    }

    [Fact]
    public void HIBC_extra_parts_read()
    {
        var read = Read(Hibc.WithCheck("+A123BJC5D6E71/$$7LOT9/SSER1/16D20250102/14D20280930/Q5"));
        Assert.Equal(
            ("LOT9", "SER1", new DateOnly(2025, 1, 2), new DateOnly(2028, 9, 30), 5),
            (read.Lot, read.Serial, read.Made, read.Expiry, read.Quantity)
        );
    }

    [Fact]
    public void HIBC_round_trip_and_wrong_check() =>
        Gen.Select(HibcNames, HibcNames, HibcNames)
            .Sample(
                (product, lot, serial) =>
                {
                    var text = Hibc.WithCheck($"+H001{product}0/$$7{lot}/S{serial}");
                    var read = Read(text);
                    Assert.Equal((product, lot, serial), (read.Product, read.Lot, read.Serial));
                    Assert.Equal("SCN-05", Error(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')));
                }
            );

    [Fact]
    public void Anything_else_is_a_serial_number()
    {
        Assert.Equal((LabelKind.Plain, "SN-0042"), (Read("SN-0042").Kind, Read("]A0SN-0042\r\n").Serial));
    }
}
