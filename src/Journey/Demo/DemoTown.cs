namespace Homeward.Journey.Demo;

/// <summary>Plausible people at plausible places in Columbus, Ohio. Nobody here exists; the quarters and their ZIP codes do.</summary>
internal static class DemoTown
{
    internal sealed record Quarter(string Zip, string City, double Latitude, double Longitude, string[] Streets);

    public static readonly Quarter[] Quarters =
    [
        new("43206", "Columbus", 39.9452, -82.9905, ["City Park Ave", "S 3rd St", "Mohawk St", "E Whittier St"]),
        new("43201", "Columbus", 39.9871, -83.0021, ["Summit St", "N 4th St", "Hamlet St", "E 5th Ave"]),
        new(
            "43214",
            "Columbus",
            40.0525,
            -83.0185,
            ["Indianola Ave", "E Torrence Rd", "Weisheimer Rd", "Oakland Park Ave"]
        ),
        new(
            "43085",
            "Worthington",
            40.0975,
            -83.0155,
            ["Hartford St", "E New England Ave", "Evening St", "Highgate Ave"]
        ),
        new("43017", "Dublin", 40.1035, -83.1285, ["Coffman Rd", "Brand Rd", "Earlington Pkwy", "Muirfield Dr"]),
        new("43026", "Hilliard", 40.0325, -83.1505, ["Norwich St", "Cemetery Rd", "Scioto Darby Rd", "Luxair Dr"]),
        new("43221", "Columbus", 40.0225, -83.0735, ["Tremont Rd", "Kioka Ave", "Reed Rd", "Zollinger Rd"]),
        new("43212", "Columbus", 39.9855, -83.0455, ["Oxley Rd", "W 3rd Ave", "Lincoln Rd", "Glenn Ave"]),
        new("43204", "Columbus", 39.9545, -83.0825, ["S Hague Ave", "Wicklow Rd", "Eureka Ave", "Sullivant Ave"]),
        new("43209", "Columbus", 39.9585, -82.9305, ["S Drexel Ave", "Bryden Rd", "Roosevelt Ave", "E Livingston Ave"]),
        new("43213", "Columbus", 39.9685, -82.8755, ["Yearling Rd", "Etna Rd", "Maplewood Ave", "Elaine Rd"]),
        new(
            "43230",
            "Columbus",
            40.0305,
            -82.8765,
            ["Granville St", "Carpenter Rd", "Cherry Bottom Rd", "Havens Corners Rd"]
        ),
        new("43081", "Westerville", 40.1155, -82.9055, ["S State St", "Otterbein Ave", "Schrock Rd", "E Walnut St"]),
        new(
            "43068",
            "Reynoldsburg",
            39.9555,
            -82.8015,
            ["Epworth Ave", "Lancaster Ave", "Rosehill Rd", "Priestley Dr"]
        ),
        new("43123", "Grove City", 39.8815, -83.0845, ["Park St", "Haughn Rd", "Hoover Rd", "Columbus St"]),
        new("43207", "Columbus", 39.9105, -82.9755, ["Reeb Ave", "Groveport Rd", "Marion Rd", "Parsons Ave"]),
        new("43211", "Columbus", 40.0145, -82.9715, ["Cleveland Ave", "E Hudson St", "Medina Ave", "Myrtle Ave"]),
        new("43229", "Columbus", 40.0855, -82.9765, ["Karl Rd", "Tamarack Blvd", "Sharon Woods Blvd", "Beechcroft Rd"]),
        new("43205", "Columbus", 39.9575, -82.9645, ["Oak St", "Franklin Ave", "E Mound St", "Wilson Ave"]),
        new(
            "43223",
            "Columbus",
            39.9265,
            -83.0325,
            ["Harrisburg Pike", "Brown Rd", "Whitethorne Ave", "Clarendon Ave"]
        ),
    ];

    public static readonly string[] First =
    [
        "Dorothy",
        "Harold",
        "Ruth",
        "Walter",
        "Betty",
        "Eugene",
        "Maria",
        "Clarence",
        "Lois",
        "Raymond",
        "Evelyn",
        "Carlos",
        "Jean",
        "Albert",
        "Frances",
        "Willie",
        "Shirley",
        "Leonard",
        "Rosa",
        "Stanley",
        "Norma",
        "Earl",
        "Thelma",
        "Vernon",
        "Gladys",
        "Melvin",
        "Irene",
        "Hector",
        "Marjorie",
        "Floyd",
        "Bernice",
        "Luis",
        "Phyllis",
        "Chester",
        "Lucille",
        "Herman",
        "Juanita",
        "Marvin",
        "Edna",
        "Theodore",
    ];

    public static readonly string[] Last =
    [
        "Abernathy",
        "Bauer",
        "Castellano",
        "Dunham",
        "Eversole",
        "Fenwick",
        "Gutierrez",
        "Hollis",
        "Ingram",
        "Jaworski",
        "Keller",
        "Lindqvist",
        "Mercer",
        "Novak",
        "O'Dell",
        "Pruitt",
        "Quintero",
        "Rademacher",
        "Sandoval",
        "Tolliver",
        "Underhill",
        "Vance",
        "Whitlock",
        "Yoder",
        "Zimmer",
        "Ashworth",
        "Brandt",
        "Cordova",
        "Delacroix",
        "Ellery",
        "Farrow",
        "Grady",
        "Huang",
        "Iverson",
        "Jessup",
        "Kowalski",
        "Lockhart",
        "Maddox",
        "Nakamura",
        "Ostrander",
    ];

    public static readonly (string Npi, string Name)[] Practitioners =
    [
        ("1234567893", "Helen Marsh, MD"),
        ("1000000012", "Anil Deshpande, MD"),
        ("1000000020", "Grace Whitfield, NP"),
        ("1000000038", "Tom Brennan, DO"),
    ];
}
