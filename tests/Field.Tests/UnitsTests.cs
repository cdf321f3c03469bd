using System.Text.Json;
using CsCheck;
using Homeward.Field.Proof;
using Homeward.Field.Visit;

namespace Homeward.Field.Tests;

public sealed class UnitsTests
{
    [Fact]
    public void Units_convert_and_speak()
    {
        Assert.Equal(199_581, Mass.FromPounds(440).Grams);
        Assert.Equal(28_317, Volume.FromCubicFeet(1).Millilitres);
        Assert.Equal(1609, Distance.FromMiles(1).Metres);
        Assert.Equal(5400, WorkTime.FromMinutes(90).Seconds);
        Assert.Equal("-$1,234.50", Money.FromDollars(-1234.5m).ToString());
        Assert.Equal(("440 lb", "1 h 30 min"), (Mass.FromPounds(440).ToString(), WorkTime.FromMinutes(90).ToString()));
        Assert.True(
            Mass.FromPounds(1) < Mass.FromPounds(2) && Mass.FromPounds(1) + Mass.FromPounds(1) >= Mass.FromPounds(1)
        );
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Mass.FromPounds(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distance.FromMiles(1e9));
        Assert.Throws<OverflowException>(() => new WorkTime(int.MaxValue) + new WorkTime(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeoPoint(90.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeoPoint(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeoPoint(0, -180.1));
    }

    [Fact]
    public void Great_circles_match_reference_distances()
    {
        // A quarter of the circle, and Columbus to Cincinnati: 162 km by independent haversine.
        Assert.Equal(Math.PI / 2 * GeoPoint.EarthRadiusMetres, new GeoPoint(0, 0).MetresTo(new(0, 90)), 3);
        Assert.InRange(new GeoPoint(39.9612, -82.9988).MetresTo(new(39.1031, -84.5120)), 160_500, 162_500);
    }

    [Fact]
    public void Units_and_evidence_survive_json()
    {
        Assert.Equal("""{"Grams":5}""", JsonSerializer.Serialize(new Mass(5)));
        Assert.Equal(new Mass(5), JsonSerializer.Deserialize<Mass>("""{"Grams":5}"""));
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180])
            .Sample(
                (lat, lon) =>
                {
                    var point = new GeoPoint(lat, lon);
                    Assert.Equal(point, JsonSerializer.Deserialize<GeoPoint>(JsonSerializer.Serialize(point)));
                }
            );
        var evidence = new ProofEvidence
        {
            Kind = VisitKind.Exchange,
            Items = [new("Bed", Quantity: 1, Serial: "007")],
            Signature = new(SignerRole.Designee, "h", "Ann Oak", Relationship: "friend"),
            SupplierDate = new(2026, 5, 4),
            Place = new(40, -83),
        };
        var json = JsonSerializer.Serialize(evidence);
        Assert.Contains("\"Designee\"", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<ProofEvidence>(json)));
    }

    [Fact]
    public void A_signed_text_shows_any_change()
    {
        var text = SignedText.Of("ack", 1, "en", "I received the items.");
        Assert.True(text.IsIntact);
        Assert.False((text with { Text = "I received the items!" }).IsIntact);
        Assert.All(SignedText.Defaults, t => Assert.True(t.IsIntact));
        Assert.Equal(text, JsonSerializer.Deserialize<SignedText>(JsonSerializer.Serialize(text)));
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            SignedText.Of("x", 1, "en", "abc").Sha256
        );
    }

    [Fact]
    public void Every_reason_decides_a_next_step_and_every_text_has_two_languages()
    {
        var reasons = FailureReason.Defaults;
        Assert.Equal(reasons.Count, reasons.Select(r => r.Code).Distinct().Count());
        Assert.Equal(
            (NextStep.Cancel, true),
            (reasons.Single(r => r.Code == "deceased").NextStep, reasons.Single(r => r.Code == "deceased").Quiet)
        );
        Assert.Equal(NextStep.Retry, reasons.Single(r => r.Code == "not-home").NextStep);
        Assert.Equal(
            ["RA", "RA", "RA"],
            ExchangeReason.Defaults.Where(r => r.Billing == ExchangeBilling.Replacement).Select(r => r.Modifier)
        );
        Assert.Null(ExchangeReason.Defaults.Single(r => r.Code == "malfunction").Modifier);
        var texts = reasons
            .Select(r => r.Text)
            .Concat(ExchangeReason.Defaults.Select(r => r.Text))
            .Concat(ChecklistItem.Defaults.Select(c => c.Prompt));
        Assert.All(texts, t => Assert.NotEqual(t.In("en"), t.In("es-MX")));
    }

    [Fact]
    public void The_checklist_asks_for_the_home_first_and_for_the_items_families_only()
    {
        var list = ChecklistItem.For(ChecklistItem.Defaults, ["Oxygen"]);
        Assert.Equal("home", list[0].Family);
        Assert.Equal(["home", "oxygen"], list.Select(c => c.Family).Distinct());
        Assert.Equal(ChecklistItem.Defaults.Count, ChecklistItem.Defaults.Select(c => c.Code).Distinct().Count());
        Assert.False(list.Single(c => c.Code == "oxygen/no-smoking").StopAnswer);
    }
}
