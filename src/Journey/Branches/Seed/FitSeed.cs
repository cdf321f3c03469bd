namespace Homeward.Journey.Branches.Seed;

/// <summary>Which accessory fits which item, and the sets ordered by one name.</summary>
internal static class FitSeed
{
    private static readonly string[] Concentrators = ["CONC-5", "CONC-10"];
    private static readonly string[] Pap = ["CPAP", "BIPAP", "BIPAP-ST"];
    private static readonly string[] Masks =
    [
        "MASK-NAS-S",
        "MASK-NAS-M",
        "MASK-NAS-L",
        "MASK-FULL-S",
        "MASK-FULL-M",
        "MASK-FULL-L",
    ];

    public static IReadOnlyList<(string Item, string Accessory, bool Required)> Fits { get; } =
    [
        ("BED-SEMI", "MATT-FOAM", true),
        ("BED-SEMI", "RAIL-HALF", true),
        ("BED-SEMI", "RAIL-FULL", false),
        ("BED-SEMI", "TABLE-OVERBED", false),
        ("BED-SEMI", "SURF-G2", false),
        ("BED-SEMI", "APP-PAD", false),
        ("BED-HD", "TABLE-OVERBED", false),
        ("BED-XHD", "TABLE-OVERBED", false),
        ("LIFT-HYD", "SLING-M", false),
        ("LIFT-HYD", "SLING-L", false),
        ("LIFT-ELEC", "SLING-M", false),
        ("LIFT-ELEC", "SLING-L", false),
        .. Concentrators.SelectMany(c =>
            new[]
            {
                (c, "CANNULA", true),
                (c, "TUBING-50", false),
                (c, "HUMID-BTL", false),
                (c, "CYL-M", false),
                (c, "CYL-H", false),
            }
        ),
        ("POC", "CANNULA", true),
        ("PORT-GAS", "CANNULA", true),
        ("PORT-GAS", "CYL-D", false),
        ("PORT-GAS", "CYL-E", false),
        ("PORT-GAS", "CART-E", false),
        ("CYL-E", "REG-870", false),
        ("CYL-E", "CART-E", false),
        ("CYL-D", "REG-870", false),
        ("CYL-M", "REG-540", true),
        ("CYL-M", "STAND-H", true),
        ("CYL-H", "REG-540", true),
        ("CYL-H", "STAND-H", true),
        ("LOX-RES", "LOX-PORT", false),
        ("LOX-RES", "CANNULA", true),
        .. Pap.SelectMany(p => Masks.Select(m => (p, m, false))),
        .. Pap.SelectMany(p =>
            new[]
            {
                (p, "PAP-TUBE", true),
                (p, "FILTER-D", true),
                (p, "FILTER-R", false),
                (p, "WATER-CH", true),
                (p, "HEADGEAR", false),
                (p, "CUSHION-NAS-M", false),
            }
        ),
        ("NEB", "NEB-KIT", true),
        ("SUCTION", "SUCT-CAN", true),
        ("SUCTION", "SUCT-CATH", false),
        ("ENT-PUMP", "ENT-BAG", true),
        ("ENT-PUMP", "ENT-FORMULA", false),
        ("NPWT", "NPWT-DRESS", true),
        ("NPWT", "NPWT-CAN", true),
    ];

    public static IReadOnlyList<(string Code, string Name, (string Item, int Quantity)[] Lines)> Kits { get; } =
    [
        (
            "HOME-O2",
            "Home oxygen set",
            [
                ("CONC-5", 1),
                ("PORT-GAS", 1),
                ("CYL-E", 4),
                ("CYL-M", 1),
                ("REG-540", 1),
                ("STAND-H", 1),
                ("TUBING-50", 1),
                ("CANNULA", 2),
                ("HUMID-BTL", 1),
            ]
        ),
        ("HOSP-BED", "Hospital bed set", [("BED-SEMI", 1), ("MATT-FOAM", 1), ("RAIL-HALF", 1), ("TABLE-OVERBED", 1)]),
        (
            "CPAP-SET",
            "CPAP set, nasal mask M",
            [
                ("CPAP", 1),
                ("MASK-NAS-M", 1),
                ("HEADGEAR", 1),
                ("PAP-TUBE", 1),
                ("FILTER-D", 2),
                ("FILTER-R", 1),
                ("WATER-CH", 1),
            ]
        ),
        ("DISCH-MOB", "Discharge mobility set", [("WC-LT-18", 1), ("WALKER", 1), ("COMMODE", 1)]),
        (
            "HOSPICE",
            "Hospice comfort set",
            [
                ("BED-SEMI", 1),
                ("MATT-FOAM", 1),
                ("RAIL-HALF", 1),
                ("TABLE-OVERBED", 1),
                ("APP-PAD", 1),
                ("CONC-5", 1),
                ("TUBING-50", 1),
                ("CANNULA", 2),
                ("COMMODE", 1),
            ]
        ),
    ];
}
