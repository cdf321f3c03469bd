using Homeward.Field;

namespace Homeward.Journey.Branches.Seed;

/// <summary>
/// The catalogue a fresh house begins with. Weights, bulk and minutes are planning defaults from general trade knowledge, not
/// facts about a model: each branch changes them in the catalogue, and learned times replace them.
/// </summary>
internal static class ItemSeed
{
    private const string Any = "";
    private const string Tech = "dme-tech";
    private const string Oxygen = "oxygen-tech";
    private const string Rt = "rt";

    /// <summary>Code, name, HCPCS, family, pounds, cubic feet, minutes to set up and to fetch, skill.</summary>
    private static CatalogueItem Row(
        string code,
        string name,
        string hcpcs,
        string family,
        double pounds,
        double cubicFeet,
        int setup,
        int pickup,
        string skill,
        Urgency urgency
    ) =>
        new()
        {
            Code = code,
            Name = name,
            Hcpcs = hcpcs,
            Family = family,
            Weight = Mass.FromPounds(pounds),
            Bulk = Volume.FromCubicFeet(cubicFeet),
            Setup = WorkTime.FromMinutes(setup),
            Pickup = WorkTime.FromMinutes(pickup),
            Skill = skill,
            UsualUrgency = urgency,
            Tracking = Tracking.Serial,
            Returnable = true,
        };

    public static IReadOnlyList<CatalogueItem> All() =>
        [.. Beds(), .. Mobility(), .. OxygenItems(), .. Breathing(), .. Therapy(), .. Supplies()];

    private static IEnumerable<CatalogueItem> Beds()
    {
        // Together with mattress and rails: 216 lb, 33 cu ft, 40 min, as one bed is counted in the trade.
        yield return Row(
            "BED-SEMI",
            "Semi-electric hospital bed",
            "E0260",
            "bed",
            170,
            23,
            34,
            25,
            Tech,
            Urgency.SameDay
        );
        yield return Row(
                "BED-HD",
                "Heavy-duty bed, 350 to 600 lb",
                "E0303",
                "bed",
                330,
                45,
                60,
                35,
                Tech,
                Urgency.NextDay
            )
            .Two();
        yield return Row(
                "BED-XHD",
                "Extra heavy-duty bed, over 600 lb",
                "E0304",
                "bed",
                380,
                45,
                60,
                35,
                Tech,
                Urgency.NextDay
            )
            .Two();
        yield return Row(
                "MATT-FOAM",
                "Foam mattress for hospital bed",
                "E0272",
                "bed",
                30,
                8,
                3,
                3,
                Any,
                Urgency.SameDay
            )
            .Counted();
        yield return Row(
                "RAIL-HALF",
                "Half-length side rails, pair",
                "E0305",
                "bed",
                16,
                2,
                3,
                3,
                Tech,
                Urgency.SameDay
            )
            .Counted();
        yield return Row(
                "RAIL-FULL",
                "Full-length side rails, pair",
                "E0310",
                "bed",
                22,
                3,
                4,
                3,
                Tech,
                Urgency.SameDay
            )
            .Counted();
        yield return Row("TABLE-OVERBED", "Over-bed table", "E0274", "bed", 18, 4, 5, 3, Any, Urgency.NextDay)
            .Counted();
        yield return Row(
            "SURF-G2",
            "Powered pressure-reducing mattress, group 2",
            "E0277",
            "bed",
            40,
            8,
            25,
            15,
            Tech,
            Urgency.SameDay
        );
        yield return Row(
            "APP-PAD",
            "Alternating pressure pad and pump",
            "E0181",
            "bed",
            12,
            2,
            15,
            10,
            Tech,
            Urgency.NextDay
        );
        yield return Row("LIFT-HYD", "Patient lift, hydraulic", "E0630", "lift", 95, 12, 25, 15, Tech, Urgency.NextDay);
        yield return Row(
            "LIFT-ELEC",
            "Patient lift, electric",
            "E0635",
            "lift",
            105,
            12,
            30,
            15,
            Tech,
            Urgency.NextDay
        );
        yield return Row("SLING-M", "Lift sling, medium", "E0621", "lift", 3, 0.5, 2, 1, Any, Urgency.NextDay)
            .Sized("M")
            .Sold();
        yield return Row("SLING-L", "Lift sling, large", "E0621", "lift", 3, 0.5, 2, 1, Any, Urgency.NextDay)
            .Sized("L")
            .Sold();
    }

    private static IEnumerable<CatalogueItem> Mobility()
    {
        foreach (var width in new[] { "16", "18", "20" })
            yield return Row(
                    $"WC-STD-{width}",
                    $"Standard wheelchair, {width} in seat",
                    "K0001",
                    "mobility",
                    40,
                    9,
                    15,
                    10,
                    Tech,
                    Urgency.SameDay
                )
                .Sized($"{width} in");
        yield return Row(
                "WC-LT-18",
                "Lightweight wheelchair, 18 in seat",
                "K0003",
                "mobility",
                35,
                9,
                15,
                10,
                Tech,
                Urgency.SameDay
            )
            .Sized("18 in");
        yield return Row(
                "PWC-G2",
                "Power wheelchair, group 2 standard",
                "K0823",
                "mobility",
                220,
                25,
                75,
                30,
                "atp",
                Urgency.Scheduled
            )
            .Two();
        yield return Row(
                "PWC-G3",
                "Power wheelchair, group 3, single power option",
                "K0856",
                "mobility",
                300,
                25,
                90,
                30,
                "atp",
                Urgency.Scheduled
            )
            .Two();
        yield return Row("WALKER", "Folding walker with wheels", "E0143", "mobility", 8, 3, 8, 5, Any, Urgency.SameDay)
            .Sold();
        yield return Row("COMMODE", "Commode chair, fixed arms", "E0163", "mobility", 15, 5, 8, 5, Any, Urgency.SameDay)
            .Sold();
        yield return Row("CANE", "Cane, adjustable", "E0100", "mobility", 2, 0.5, 5, 5, Any, Urgency.NextDay).Sold();
        yield return Row(
                "BENCH-TRANSFER",
                "Transfer bench for the tub",
                "E0247",
                "mobility",
                14,
                4,
                8,
                5,
                Any,
                Urgency.NextDay
            )
            .Sold();
    }

    private static IEnumerable<CatalogueItem> OxygenItems()
    {
        yield return Row(
                "CONC-5",
                "Oxygen concentrator, 5 L/min",
                "E1390",
                "oxygen",
                33,
                4,
                35,
                15,
                Oxygen,
                Urgency.Stat
            )
            .Vital();
        yield return Row(
                "CONC-10",
                "Oxygen concentrator, 10 L/min",
                "E1390",
                "oxygen",
                57,
                6,
                40,
                15,
                Oxygen,
                Urgency.Stat
            )
            .Vital();
        yield return Row(
                "POC",
                "Portable oxygen concentrator",
                "E1392",
                "oxygen",
                8,
                1,
                30,
                10,
                Oxygen,
                Urgency.SameDay
            )
            .Vital();
        yield return Row(
                "PORT-GAS",
                "Portable gas system: regulator, bag, wrench",
                "E0431",
                "oxygen",
                4,
                0.5,
                12,
                10,
                Oxygen,
                Urgency.Stat
            )
            .Vital();
        yield return Row("CYL-D", "Oxygen cylinder D, aluminium", "E0443", "oxygen", 6, 0.4, 5, 5, Oxygen, Urgency.Stat)
            .Cylinder(6)
            .Vital();
        yield return Row("CYL-E", "Oxygen cylinder E, aluminium", "E0443", "oxygen", 8, 0.5, 5, 5, Oxygen, Urgency.Stat)
            .Cylinder(8)
            .Vital();
        yield return Row("CYL-M", "Backup oxygen cylinder M", "", "oxygen", 80, 2, 10, 10, Oxygen, Urgency.Stat)
            .Cylinder(80)
            .Vital();
        yield return Row("CYL-H", "Backup oxygen cylinder H", "", "oxygen", 130, 3, 10, 10, Oxygen, Urgency.Stat)
            .Cylinder(130)
            .Vital();
        // A reservoir is filled on the way, so its full gross weight counts.
        yield return Row(
                "LOX-RES",
                "Liquid oxygen reservoir",
                "E0439",
                "oxygen",
                130,
                4,
                30,
                20,
                "lox-tech",
                Urgency.Scheduled
            )
            .Vessel(130)
            .Vital();
        yield return Row(
                "LOX-PORT",
                "Liquid oxygen portable",
                "E0434",
                "oxygen",
                8,
                0.5,
                15,
                10,
                "lox-tech",
                Urgency.Scheduled
            )
            .Vessel(8)
            .Vital();
    }

    private static IEnumerable<CatalogueItem> Breathing()
    {
        yield return Row(
                "CPAP",
                "CPAP, auto-adjusting, with humidifier",
                "E0601",
                "cpap",
                4,
                0.5,
                50,
                10,
                Rt,
                Urgency.Scheduled
            )
            .Remembers();
        yield return Row(
                "BIPAP",
                "Bilevel device without backup rate",
                "E0470",
                "cpap",
                5,
                0.5,
                60,
                10,
                Rt,
                Urgency.Scheduled
            )
            .Remembers()
            .Ever();
        yield return Row(
                "BIPAP-ST",
                "Bilevel device with backup rate",
                "E0471",
                "cpap",
                5,
                0.5,
                60,
                10,
                Rt,
                Urgency.Scheduled
            )
            .Remembers()
            .Ever();
        yield return Row(
                "VENT-INV",
                "Home ventilator, invasive",
                "E0465",
                "ventilator",
                25,
                4,
                105,
                30,
                Rt,
                Urgency.SameDay
            )
            .Remembers()
            .Vital();
        yield return Row(
                "VENT-NIV",
                "Home ventilator, non-invasive",
                "E0466",
                "ventilator",
                14,
                4,
                90,
                30,
                Rt,
                Urgency.SameDay
            )
            .Remembers()
            .Vital();
        yield return Row(
                "VENT-MULTI",
                "Home ventilator, multi-function",
                "E0467",
                "ventilator",
                25,
                4,
                120,
                30,
                Rt,
                Urgency.SameDay
            )
            .Remembers()
            .Vital();
        yield return Row(
                "SUCTION",
                "Suction pump, portable",
                "E0600",
                "respiratory",
                12,
                1,
                20,
                10,
                Tech,
                Urgency.SameDay
            )
            .Ever();
        yield return Row("NEB", "Nebulizer compressor", "E0570", "respiratory", 5, 1, 10, 10, Tech, Urgency.SameDay);
        yield return Row("COUGH", "Cough assist device", "E0482", "respiratory", 15, 2, 50, 15, Rt, Urgency.Scheduled)
            .Remembers();
        yield return Row("VEST", "Airway clearance vest", "E0483", "respiratory", 18, 2, 55, 15, Rt, Urgency.Scheduled)
            .Remembers();
        yield return Row("APNEA", "Apnea monitor with recording", "E0619", "monitor", 8, 1, 45, 15, Rt, Urgency.Stat)
            .Remembers()
            .Vital();
    }

    private static IEnumerable<CatalogueItem> Therapy()
    {
        yield return Row(
                "NPWT",
                "Negative pressure wound therapy pump",
                "E2402",
                "wound",
                8,
                1,
                25,
                15,
                Tech,
                Urgency.SameDay
            )
            .Remembers()
            .Ever();
        yield return Row(
                "ENT-PUMP",
                "Enteral feeding pump with pole",
                "B9002",
                "enteral",
                8,
                2,
                28,
                15,
                Tech,
                Urgency.SameDay
            )
            .Ever();
        yield return Row(
                "BILI",
                "Phototherapy light for newborns",
                "E0202",
                "monitor",
                12,
                2,
                45,
                15,
                Rt,
                Urgency.SameDay
            )
            .Ever();
        yield return Row(
            "CPM",
            "Continuous passive motion device, knee",
            "E0935",
            "therapy",
            25,
            5,
            30,
            15,
            Tech,
            Urgency.SameDay
        );
    }

    private static CatalogueItem Supply(
        string code,
        string name,
        string hcpcs,
        double pounds,
        double cubicFeet,
        int? days,
        string size = ""
    )
    {
        var item = Row(code, name, hcpcs, "supply", pounds, cubicFeet, 1, 0, Any, Urgency.Scheduled).Sold().Sized(size);
        item.SupplyDays = days;
        return item;
    }

    private static IEnumerable<CatalogueItem> Supplies()
    {
        yield return Supply("CANNULA", "Nasal cannula, adult, 7 ft", "A4615", 0.1, 0.02, 14);
        yield return Supply("TUBING-50", "Oxygen tubing, 50 ft", "A4616", 1, 0.1, 90, "50 ft");
        yield return Supply("HUMID-BTL", "Humidifier bottle for oxygen", "E0555", 0.3, 0.05, 30);
        yield return Supply("REG-870", "Oxygen regulator, CGA 870", "E1353", 1, 0.05, null).Kept();
        yield return Supply("REG-540", "Oxygen regulator, CGA 540, for M and H", "E1353", 3, 0.1, null).Kept();
        yield return Supply("CART-E", "Wheeled cart for E cylinder", "E1354", 5, 0.8, null).Kept();
        yield return Supply("STAND-H", "Stand for M or H cylinder", "E1355", 12, 1.5, null).Kept();
        foreach (var size in new[] { "S", "M", "L" })
        {
            yield return Supply($"MASK-NAS-{size}", $"Nasal mask for CPAP, {size}", "A7034", 0.4, 0.05, 90, size);
            yield return Supply($"MASK-FULL-{size}", $"Full face mask for CPAP, {size}", "A7030", 0.5, 0.06, 90, size);
        }
        yield return Supply("CUSHION-NAS-M", "Nasal mask cushion, M", "A7032", 0.1, 0.01, 15, "M");
        yield return Supply("HEADGEAR", "Headgear for CPAP mask", "A7035", 0.2, 0.03, 180);
        yield return Supply("PAP-TUBE", "Heated tubing for CPAP", "A4604", 0.5, 0.05, 90);
        yield return Supply("FILTER-D", "Disposable filter for CPAP", "A7038", 0.05, 0.01, 15);
        yield return Supply("FILTER-R", "Reusable filter for CPAP", "A7039", 0.05, 0.01, 180);
        yield return Supply("WATER-CH", "Water chamber for CPAP humidifier", "A7046", 0.4, 0.05, 180);
        yield return Supply("NEB-KIT", "Nebulizer set, disposable", "A7003", 0.2, 0.03, 15);
        yield return Supply("SUCT-CAN", "Suction canister, disposable", "A7000", 0.5, 0.1, 30);
        yield return Supply("SUCT-CATH", "Suction catheters, box of 50", "A4624", 1, 0.2, 15);
        yield return Supply("ENT-BAG", "Enteral feeding kit for pump, one day", "B4035", 0.3, 0.03, 1).Lots();
        yield return Supply("ENT-FORMULA", "Enteral formula, case", "B4150", 25, 1, 4).Lots();
        yield return Supply("NPWT-DRESS", "Wound therapy dressing set", "A6550", 0.5, 0.1, 2).Lots();
        yield return Supply("NPWT-CAN", "Wound therapy canister", "A7000", 0.5, 0.1, 7).Lots();
    }

    private static CatalogueItem With(this CatalogueItem item, Action<CatalogueItem> change)
    {
        change(item);
        return item;
    }

    private static CatalogueItem Two(this CatalogueItem item) => item.With(i => i.Crew = 2);

    private static CatalogueItem Sized(this CatalogueItem item, string size) => item.With(i => i.Size = size);

    private static CatalogueItem Counted(this CatalogueItem item) => item.With(i => i.Tracking = Tracking.Quantity);

    private static CatalogueItem Sold(this CatalogueItem item) => item.Counted().With(i => i.Returnable = false);

    private static CatalogueItem Kept(this CatalogueItem item) => item.With(i => i.Returnable = true);

    private static CatalogueItem Lots(this CatalogueItem item) => item.With(i => i.Tracking = Tracking.Lot);

    private static CatalogueItem Cylinder(this CatalogueItem item, double gross) =>
        item.Lots().With(i => i.HazmatGross = Mass.FromPounds(gross));

    private static CatalogueItem Vessel(this CatalogueItem item, double gross) =>
        item.With(i => i.HazmatGross = Mass.FromPounds(gross));

    private static CatalogueItem Ever(this CatalogueItem item) => item.With(i => i.AroundTheClock = true);

    private static CatalogueItem Vital(this CatalogueItem item) => item.Ever().With(i => i.LifeSustaining = true);

    private static CatalogueItem Remembers(this CatalogueItem item) => item.With(i => i.HasMemory = true);
}
