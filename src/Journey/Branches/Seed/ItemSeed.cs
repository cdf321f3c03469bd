using System.Globalization;
using Homeward.Field;

namespace Homeward.Journey.Branches.Seed;

/// <summary>
/// The catalogue a fresh house begins with. Weights, bulk and minutes are planning defaults from general trade knowledge, not
/// facts about a model: each branch changes them in the catalogue, and learned times replace them.
/// </summary>
internal static class ItemSeed
{
    // A bed with mattress and rails is 216 lb, 33 cu ft and 40 min: as one bed is counted in the trade. A liquid reservoir is
    // filled on the way, so its full gross weight counts. Days: how long one piece of a recurring supply lasts.
    // Marks: R comes back, L life-sustaining, E served at every hour, M holds patient data.
    private const string Table = """
        code           | name                                           | HCPCS | family      | size  | lb   | cu ft | setup | fetch | skill       | crew | hazmat lb | tracked  | urgency   | days | marks
        BED-SEMI       | Semi-electric hospital bed                     | E0260 | bed         |       | 170  | 23    | 34    | 25    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        BED-HD         | Heavy-duty bed, 350 to 600 lb                  | E0303 | bed         |       | 330  | 45    | 60    | 35    | dme-tech    | 2    | 0         | Serial   | NextDay   |      | R
        BED-XHD        | Extra heavy-duty bed, over 600 lb              | E0304 | bed         |       | 380  | 45    | 60    | 35    | dme-tech    | 2    | 0         | Serial   | NextDay   |      | R
        MATT-FOAM      | Foam mattress for hospital bed                 | E0272 | bed         |       | 30   | 8     | 3     | 3     |             | 1    | 0         | Quantity | SameDay   |      | R
        RAIL-HALF      | Half-length side rails, pair                   | E0305 | bed         |       | 16   | 2     | 3     | 3     | dme-tech    | 1    | 0         | Quantity | SameDay   |      | R
        RAIL-FULL      | Full-length side rails, pair                   | E0310 | bed         |       | 22   | 3     | 4     | 3     | dme-tech    | 1    | 0         | Quantity | SameDay   |      | R
        TABLE-OVERBED  | Over-bed table                                 | E0274 | bed         |       | 18   | 4     | 5     | 3     |             | 1    | 0         | Quantity | NextDay   |      | R
        SURF-G2        | Powered pressure-reducing mattress, group 2    | E0277 | bed         |       | 40   | 8     | 25    | 15    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        APP-PAD        | Alternating pressure pad and pump              | E0181 | bed         |       | 12   | 2     | 15    | 10    | dme-tech    | 1    | 0         | Serial   | NextDay   |      | R
        LIFT-HYD       | Patient lift, hydraulic                        | E0630 | lift        |       | 95   | 12    | 25    | 15    | dme-tech    | 1    | 0         | Serial   | NextDay   |      | R
        LIFT-ELEC      | Patient lift, electric                         | E0635 | lift        |       | 105  | 12    | 30    | 15    | dme-tech    | 1    | 0         | Serial   | NextDay   |      | R
        SLING-M        | Lift sling, medium                             | E0621 | lift        | M     | 3    | 0.5   | 2     | 1     |             | 1    | 0         | Quantity | NextDay   |      |
        SLING-L        | Lift sling, large                              | E0621 | lift        | L     | 3    | 0.5   | 2     | 1     |             | 1    | 0         | Quantity | NextDay   |      |
        WC-STD-16      | Standard wheelchair, 16 in seat                | K0001 | mobility    | 16 in | 40   | 9     | 15    | 10    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        WC-STD-18      | Standard wheelchair, 18 in seat                | K0001 | mobility    | 18 in | 40   | 9     | 15    | 10    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        WC-STD-20      | Standard wheelchair, 20 in seat                | K0001 | mobility    | 20 in | 40   | 9     | 15    | 10    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        WC-LT-18       | Lightweight wheelchair, 18 in seat             | K0003 | mobility    | 18 in | 35   | 9     | 15    | 10    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        PWC-G2         | Power wheelchair, group 2 standard             | K0823 | mobility    |       | 220  | 25    | 75    | 30    | atp         | 2    | 0         | Serial   | Scheduled |      | R
        PWC-G3         | Power wheelchair, group 3, single power option | K0856 | mobility    |       | 300  | 25    | 90    | 30    | atp         | 2    | 0         | Serial   | Scheduled |      | R
        WALKER         | Folding walker with wheels                     | E0143 | mobility    |       | 8    | 3     | 8     | 5     |             | 1    | 0         | Quantity | SameDay   |      |
        COMMODE        | Commode chair, fixed arms                      | E0163 | mobility    |       | 15   | 5     | 8     | 5     |             | 1    | 0         | Quantity | SameDay   |      |
        CANE           | Cane, adjustable                               | E0100 | mobility    |       | 2    | 0.5   | 5     | 5     |             | 1    | 0         | Quantity | NextDay   |      |
        BENCH-TRANSFER | Transfer bench for the tub                     | E0247 | mobility    |       | 14   | 4     | 8     | 5     |             | 1    | 0         | Quantity | NextDay   |      |
        CONC-5         | Oxygen concentrator, 5 L/min                   | E1390 | oxygen      |       | 33   | 4     | 35    | 15    | oxygen-tech | 1    | 0         | Serial   | Stat      |      | RLE
        CONC-10        | Oxygen concentrator, 10 L/min                  | E1390 | oxygen      |       | 57   | 6     | 40    | 15    | oxygen-tech | 1    | 0         | Serial   | Stat      |      | RLE
        POC            | Portable oxygen concentrator                   | E1392 | oxygen      |       | 8    | 1     | 30    | 10    | oxygen-tech | 1    | 0         | Serial   | SameDay   |      | RLE
        PORT-GAS       | Portable gas system: regulator, bag, wrench    | E0431 | oxygen      |       | 4    | 0.5   | 12    | 10    | oxygen-tech | 1    | 0         | Serial   | Stat      |      | RLE
        CYL-D          | Oxygen cylinder D, aluminium                   | E0443 | oxygen      |       | 6    | 0.4   | 5     | 5     | oxygen-tech | 1    | 6         | Lot      | Stat      |      | RLE
        CYL-E          | Oxygen cylinder E, aluminium                   | E0443 | oxygen      |       | 8    | 0.5   | 5     | 5     | oxygen-tech | 1    | 8         | Lot      | Stat      |      | RLE
        CYL-M          | Backup oxygen cylinder M                       |       | oxygen      |       | 80   | 2     | 10    | 10    | oxygen-tech | 1    | 80        | Lot      | Stat      |      | RLE
        CYL-H          | Backup oxygen cylinder H                       |       | oxygen      |       | 130  | 3     | 10    | 10    | oxygen-tech | 1    | 130       | Lot      | Stat      |      | RLE
        LOX-RES        | Liquid oxygen reservoir                        | E0439 | oxygen      |       | 130  | 4     | 30    | 20    | lox-tech    | 1    | 130       | Serial   | Scheduled |      | RLE
        LOX-PORT       | Liquid oxygen portable                         | E0434 | oxygen      |       | 8    | 0.5   | 15    | 10    | lox-tech    | 1    | 8         | Serial   | Scheduled |      | RLE
        CPAP           | CPAP, auto-adjusting, with humidifier          | E0601 | cpap        |       | 4    | 0.5   | 50    | 10    | rt          | 1    | 0         | Serial   | Scheduled |      | RM
        BIPAP          | Bilevel device without backup rate             | E0470 | cpap        |       | 5    | 0.5   | 60    | 10    | rt          | 1    | 0         | Serial   | Scheduled |      | REM
        BIPAP-ST       | Bilevel device with backup rate                | E0471 | cpap        |       | 5    | 0.5   | 60    | 10    | rt          | 1    | 0         | Serial   | Scheduled |      | REM
        VENT-INV       | Home ventilator, invasive                      | E0465 | ventilator  |       | 25   | 4     | 105   | 30    | rt          | 1    | 0         | Serial   | SameDay   |      | RLEM
        VENT-NIV       | Home ventilator, non-invasive                  | E0466 | ventilator  |       | 14   | 4     | 90    | 30    | rt          | 1    | 0         | Serial   | SameDay   |      | RLEM
        VENT-MULTI     | Home ventilator, multi-function                | E0467 | ventilator  |       | 25   | 4     | 120   | 30    | rt          | 1    | 0         | Serial   | SameDay   |      | RLEM
        SUCTION        | Suction pump, portable                         | E0600 | respiratory |       | 12   | 1     | 20    | 10    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | RE
        NEB            | Nebulizer compressor                           | E0570 | respiratory |       | 5    | 1     | 10    | 10    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        COUGH          | Cough assist device                            | E0482 | respiratory |       | 15   | 2     | 50    | 15    | rt          | 1    | 0         | Serial   | Scheduled |      | RM
        VEST           | Airway clearance vest                          | E0483 | respiratory |       | 18   | 2     | 55    | 15    | rt          | 1    | 0         | Serial   | Scheduled |      | RM
        APNEA          | Apnea monitor with recording                   | E0619 | monitor     |       | 8    | 1     | 45    | 15    | rt          | 1    | 0         | Serial   | Stat      |      | RLEM
        NPWT           | Negative pressure wound therapy pump           | E2402 | wound       |       | 8    | 1     | 25    | 15    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | REM
        ENT-PUMP       | Enteral feeding pump with pole                 | B9002 | enteral     |       | 8    | 2     | 28    | 15    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | RE
        BILI           | Phototherapy light for newborns                | E0202 | monitor     |       | 12   | 2     | 45    | 15    | rt          | 1    | 0         | Serial   | SameDay   |      | RE
        CPM            | Continuous passive motion device, knee         | E0935 | therapy     |       | 25   | 5     | 30    | 15    | dme-tech    | 1    | 0         | Serial   | SameDay   |      | R
        CANNULA        | Nasal cannula, adult, 7 ft                     | A4615 | supply      |       | 0.1  | 0.02  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 14   |
        TUBING-50      | Oxygen tubing, 50 ft                           | A4616 | supply      | 50 ft | 1    | 0.1   | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        HUMID-BTL      | Humidifier bottle for oxygen                   | E0555 | supply      |       | 0.3  | 0.05  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 30   |
        REG-870        | Oxygen regulator, CGA 870                      | E1353 | supply      |       | 1    | 0.05  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled |      | R
        REG-540        | Oxygen regulator, CGA 540, for M and H         | E1353 | supply      |       | 3    | 0.1   | 1     | 0     |             | 1    | 0         | Quantity | Scheduled |      | R
        CART-E         | Wheeled cart for E cylinder                    | E1354 | supply      |       | 5    | 0.8   | 1     | 0     |             | 1    | 0         | Quantity | Scheduled |      | R
        STAND-H        | Stand for M or H cylinder                      | E1355 | supply      |       | 12   | 1.5   | 1     | 0     |             | 1    | 0         | Quantity | Scheduled |      | R
        MASK-NAS-S     | Nasal mask for CPAP, S                         | A7034 | supply      | S     | 0.4  | 0.05  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        MASK-FULL-S    | Full face mask for CPAP, S                     | A7030 | supply      | S     | 0.5  | 0.06  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        MASK-NAS-M     | Nasal mask for CPAP, M                         | A7034 | supply      | M     | 0.4  | 0.05  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        MASK-FULL-M    | Full face mask for CPAP, M                     | A7030 | supply      | M     | 0.5  | 0.06  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        MASK-NAS-L     | Nasal mask for CPAP, L                         | A7034 | supply      | L     | 0.4  | 0.05  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        MASK-FULL-L    | Full face mask for CPAP, L                     | A7030 | supply      | L     | 0.5  | 0.06  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        CUSHION-NAS-M  | Nasal mask cushion, M                          | A7032 | supply      | M     | 0.1  | 0.01  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 15   |
        HEADGEAR       | Headgear for CPAP mask                         | A7035 | supply      |       | 0.2  | 0.03  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 180  |
        PAP-TUBE       | Heated tubing for CPAP                         | A4604 | supply      |       | 0.5  | 0.05  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 90   |
        FILTER-D       | Disposable filter for CPAP                     | A7038 | supply      |       | 0.05 | 0.01  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 15   |
        FILTER-R       | Reusable filter for CPAP                       | A7039 | supply      |       | 0.05 | 0.01  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 180  |
        WATER-CH       | Water chamber for CPAP humidifier              | A7046 | supply      |       | 0.4  | 0.05  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 180  |
        NEB-KIT        | Nebulizer set, disposable                      | A7003 | supply      |       | 0.2  | 0.03  | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 15   |
        SUCT-CAN       | Suction canister, disposable                   | A7000 | supply      |       | 0.5  | 0.1   | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 30   |
        SUCT-CATH      | Suction catheters, box of 50                   | A4624 | supply      |       | 1    | 0.2   | 1     | 0     |             | 1    | 0         | Quantity | Scheduled | 15   |
        ENT-BAG        | Enteral feeding kit for pump, one day          | B4035 | supply      |       | 0.3  | 0.03  | 1     | 0     |             | 1    | 0         | Lot      | Scheduled | 1    |
        ENT-FORMULA    | Enteral formula, case                          | B4150 | supply      |       | 25   | 1     | 1     | 0     |             | 1    | 0         | Lot      | Scheduled | 4    |
        NPWT-DRESS     | Wound therapy dressing set                     | A6550 | supply      |       | 0.5  | 0.1   | 1     | 0     |             | 1    | 0         | Lot      | Scheduled | 2    |
        NPWT-CAN       | Wound therapy canister                         | A7000 | supply      |       | 0.5  | 0.1   | 1     | 0     |             | 1    | 0         | Lot      | Scheduled | 7    |
        """;

    public static IReadOnlyList<CatalogueItem> All() =>
        [.. Table.Split('\n').Skip(1).Select(line => Item([.. line.Split('|').Select(c => c.Trim())]))];

    private static CatalogueItem Item(string[] c) =>
        new()
        {
            Code = c[0],
            Name = c[1],
            Hcpcs = c[2],
            Family = c[3],
            Size = c[4],
            Weight = Mass.FromPounds(Number(c[5])),
            Bulk = Volume.FromCubicFeet(Number(c[6])),
            Setup = WorkTime.FromMinutes(Number(c[7])),
            Pickup = WorkTime.FromMinutes(Number(c[8])),
            Skill = c[9],
            Crew = (int)Number(c[10]),
            HazmatGross = Mass.FromPounds(Number(c[11])),
            Tracking = Enum.Parse<Tracking>(c[12]),
            UsualUrgency = Enum.Parse<Urgency>(c[13]),
            SupplyDays = c[14].Length > 0 ? (int)Number(c[14]) : null,
            Returnable = c[15].Contains('R'),
            LifeSustaining = c[15].Contains('L'),
            AroundTheClock = c[15].Contains('E'),
            HasMemory = c[15].Contains('M'),
        };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
