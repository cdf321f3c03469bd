using CsCheck;
using Homeward.Field.Hazmat;

namespace Homeward.Field.Tests;

public sealed class HazmatTests
{
    private static readonly CylinderKind E = new(
        "E",
        HazmatMaterial.OxygenCompressed,
        Mass.FromPounds(9),
        Mass.FromPounds(8)
    );
    private static readonly CylinderKind H = new(
        "H",
        HazmatMaterial.OxygenCompressed,
        Mass.FromPounds(150),
        Mass.FromPounds(130)
    );
    private static readonly CylinderKind Liquid = new(
        "LOX",
        HazmatMaterial.OxygenLiquid,
        Mass.FromPounds(120),
        Mass.FromPounds(60)
    );

    [Theory]
    [InlineData(0, HazmatState.None)]
    [InlineData(1, HazmatState.MaterialsOfTrade)]
    [InlineData(440, HazmatState.MaterialsOfTrade)]
    [InlineData(440.1, HazmatState.FullPapers)]
    [InlineData(1000.9, HazmatState.FullPapers)]
    [InlineData(1001, HazmatState.Placarded)]
    public void The_thresholds_hold_on_both_sides(double pounds, HazmatState state) =>
        Assert.Equal(
            state,
            HazmatMeter.StateOf(Mass.FromPounds(pounds), Mass.FromPounds(10), false, HazmatLimits.Default)
        );

    [Fact]
    public void One_heavy_cylinder_liquid_or_a_careful_tenant_needs_papers()
    {
        var (light, heavy, limits) = (Mass.FromPounds(100), Mass.FromPounds(221), HazmatLimits.Default);
        Assert.Equal(HazmatState.FullPapers, HazmatMeter.StateOf(heavy, heavy, false, limits));
        Assert.Equal(HazmatState.FullPapers, HazmatMeter.StateOf(light, light, true, limits));
        Assert.Equal(
            HazmatState.MaterialsOfTrade,
            HazmatMeter.StateOf(light, light, true, limits with { LiquidIsMaterialsOfTrade = true })
        );
        Assert.Equal(
            HazmatState.FullPapers,
            HazmatMeter.StateOf(light, light, false, limits with { UseMaterialsOfTrade = false })
        );
    }

    [Fact]
    public void Empties_picked_up_still_count()
    {
        var legs = HazmatMeter.Legs(
            [new(E, 40, 0)],
            [
                [new(E, -6, 14)],
                [],
                [new(E, -34, 0)],
            ],
            HazmatLimits.Default
        );
        Assert.Equal([360.0, 418, 418, 112], legs.Select(l => Math.Round(l.Gross.Pounds)));
        Assert.All(legs, l => Assert.Equal(HazmatState.MaterialsOfTrade, l.State));
        Assert.All(legs, l => Assert.Equal(Mass.FromPounds(l.Leg == 3 ? 8 : 9), l.Heaviest));
        Assert.Equal(HazmatState.FullPapers, HazmatMeter.Legs([new(E, 50, 0)], [], HazmatLimits.Default)[0].State);
    }

    [Fact]
    public void More_than_is_on_board_cannot_be_taken_off() =>
        Assert.Throws<ArgumentException>(() =>
            HazmatMeter.Legs(
                [new(E, 1, 0)],
                [
                    [new(E, -2, 0)],
                ],
                HazmatLimits.Default
            )
        );

    [Fact]
    public void Swapping_full_for_empty_never_raises_the_state() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 6])
            .Sample(
                (e, h) =>
                {
                    IReadOnlyList<IReadOnlyList<CylinderCount>> stops =
                    [
                        [new(E, -e, e), new(H, -h, h)],
                    ];
                    var legs = HazmatMeter.Legs([new(E, e, 0), new(H, h, 0)], stops, HazmatLimits.Default);
                    Assert.True(legs[1].State <= legs[0].State && legs[1].Gross <= legs[0].Gross);
                }
            );

    [Fact]
    public void The_shipping_paper_names_each_kind_in_the_laws_order() =>
        Assert.Equal(
            [
                "12 cylinders E, UN1072, Oxygen, compressed, 2.2 (5.1), 108 lb gross",
                "1 cylinder E, RESIDUE: LAST CONTAINED UN1072, Oxygen, compressed, 2.2 (5.1), 8 lb gross",
                "1 reservoir LOX, UN1073, Oxygen, refrigerated liquid, 2.2 (5.1), 120 lb gross",
            ],
            HazmatMeter.ShippingLines([new(Liquid, 1, 0), new(E, 12, 1)])
        );
}
