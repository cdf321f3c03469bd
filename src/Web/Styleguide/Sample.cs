namespace Homeward.Web.Styleguide;

/// <summary>Invented rows for the style guide. No real patient.</summary>
internal sealed record SampleOrder(
    string Number,
    string Patient,
    string Town,
    string Items,
    string Source,
    DateTime DueUtc,
    string Status,
    Ui.Tone Tone,
    string? Missing
);

internal static class Sample
{
    /// <summary>A fixed moment, so that two pictures of the guide are equal.</summary>
    public static readonly DateTime Now = new(2026, 3, 3, 19, 40, 0, DateTimeKind.Utc);

    public const string Zone = "America/Chicago";

    public static readonly IReadOnlyList<SampleOrder> Orders =
    [
        Row(
            "2041",
            "Okafor, Adaeze",
            "Springfield",
            "Concentrator 5 L, 6 E-cylinders",
            "St. Anne's",
            -15,
            "Late",
            Ui.Tone.Bad,
            null
        ),
        Row(
            "2044",
            "Lindqvist, Per",
            "Chatham",
            "Hospital bed, semi-electric; rails; trapeze",
            "Mercy discharge",
            42,
            "Loaded",
            Ui.Tone.Info,
            null
        ),
        Row(
            "2039",
            "Ramirez-Villanueva, Maria Guadalupe",
            "Rochester",
            "Bariatric wheelchair 24 in",
            "Dr. Patel",
            95,
            "Held",
            Ui.Tone.Warn,
            "Face-to-face note"
        ),
        Row(
            "2047",
            "Nguyen, Thi Hoa",
            "Sherman",
            "CPAP, nasal mask M",
            "Portal",
            210,
            "Planned",
            Ui.Tone.Neutral,
            null
        ),
        Row("2048", "Brandt, Wilhelmina", "Auburn", "Commode, walker", "Phone", 330, "Planned", Ui.Tone.Neutral, null),
        Row(
            "2031",
            "Castellano, Dominic",
            "Taylorville",
            "Pickup: bed, concentrator",
            "Family",
            1500,
            "Unplanned",
            Ui.Tone.Accent,
            null
        ),
        Row(
            "2050",
            "Abernathy, June",
            "Petersburg",
            "Nebulizer",
            "St. Anne's",
            2900,
            "Needs papers",
            Ui.Tone.Warn,
            "Authorisation, signature of Dr. Osei"
        ),
        Row(
            "2029",
            "Whitfield, Earl",
            "Divernon",
            "Oxygen refill, 4 M6",
            "Recurring",
            4300,
            "Scheduled",
            Ui.Tone.Muted,
            null
        ),
        Row(
            "2018",
            "Sato, Kenji",
            "Springfield",
            "Patient lift, sling L",
            "Lakeside SNF",
            -300,
            "Delivered",
            Ui.Tone.Good,
            null
        ),
        Row(
            "2052",
            "Delacroix, Beau",
            "Virden",
            "Low-air-loss mattress",
            "Mercy discharge",
            260,
            "Planned",
            Ui.Tone.Neutral,
            null
        ),
        Row(
            "2053",
            "Hargrove, Lettie",
            "Pawnee",
            "Portable concentrator",
            "Portal",
            380,
            "Planned",
            Ui.Tone.Neutral,
            null
        ),
        Row("2054", "Mbeki, Thandiwe", "Riverton", "Knee scooter", "Dr. Patel", 520, "Planned", Ui.Tone.Neutral, null),
    ];

    public static readonly IReadOnlyList<Ui.MapPoint> Points =
    [
        new("depot", 39.781, -89.650, "Springfield depot", Ui.PointKind.Depot),
        new("s1", 39.755, -89.672, "Okafor, Adaeze", Tone: Ui.Tone.Bad, Number: 1),
        new("s2", 39.676, -89.704, "Lindqvist, Per", Number: 2),
        new("s3", 39.592, -89.752, "Brandt, Wilhelmina", Number: 3),
        new("s4", 39.564, -89.657, "Whitfield, Earl", Number: 4),
        new("s5", 39.592, -89.580, "Hargrove, Lettie", Tone: Ui.Tone.Good, Number: 5),
        new("s6", 39.745, -89.531, "Ramirez-Villanueva, Maria", Tone: Ui.Tone.Warn, Number: 6),
        new("s7", 39.893, -89.605, "Nguyen, Thi Hoa"),
        new("s8", 40.012, -89.848, "Abernathy, June"),
        new("v1", 39.633, -89.728, "Van 3, Teresa Boyd", Ui.PointKind.Van),
    ];

    public static readonly IReadOnlyList<Ui.MapLine> Lines =
    [
        new(
            "r1",
            [
                [-89.650, 39.781],
                [-89.672, 39.755],
                [-89.704, 39.676],
                [-89.752, 39.592],
                [-89.657, 39.564],
                [-89.580, 39.592],
                [-89.531, 39.745],
                [-89.650, 39.781],
            ]
        ),
        new(
            "r2",
            [
                [-89.650, 39.781],
                [-89.605, 39.893],
                [-89.848, 40.012],
            ],
            "#b3541e",
            Dashed: true
        ),
    ];

    public static readonly IReadOnlyList<Ui.TimelineItem> History =
    [
        new(Now.AddMinutes(-4), "Arrived", "Front door, 12 m from the address", Ui.Tone.Good, "Teresa Boyd", "pin"),
        new(Now.AddMinutes(-26), "Patient asked to come after 1 PM", "By text message", Ui.Tone.Info, null, "phone"),
        new(
            Now.AddHours(-3),
            "Held: face-to-face note is missing",
            "Asked Dr. Patel's office by fax",
            Ui.Tone.Warn,
            "Grace Muir"
        ),
        new(Now.AddHours(-20), "Order taken", "Portal, St. Anne's", Ui.Tone.Neutral, "R. Alvarez, RN"),
    ];

    private static SampleOrder Row(
        string number,
        string patient,
        string town,
        string items,
        string source,
        int minutes,
        string status,
        Ui.Tone tone,
        string? missing
    ) => new(number, patient, town, items, source, Now.AddMinutes(minutes), status, tone, missing);
}
