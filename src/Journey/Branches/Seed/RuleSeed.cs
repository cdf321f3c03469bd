namespace Homeward.Journey.Branches.Seed;

/// <summary>The document rules a fresh house begins with.</summary>
internal static class RuleSeed
{
    private const string Swo =
        "42 CFR 410.38(d)(1); med.noridianmedicare.com/web/jadme/topics/documentation/standard-written-order";
    private const string Wopd =
        "42 CFR 410.38(d)(2)-(3): complete written order before delivery, face-to-face within six months before the order";
    private const string Pa = "42 CFR 414.234: prior authorisation is a condition of payment";
    private const string Ncd =
        "NCD 240.2, LCD L33797: qualifying test within 30 days before the initial date (recalled, check)";
    private const string Refill =
        "cms.gov/dmepos-refill-requirements: affirmative answer within 30 days before the supply ends, each time";
    private const string House = "House default: plans of this kind usually ask for it; change it to the contract.";

    private static readonly DateOnly Order2020 = new(2020, 1, 1);
    private static readonly string[] Oxygen = ["E0424", "E0431", "E0433", "E0434", "E0439", "E1390", "E1391", "E1392"];

    private static readonly string[] Refills = ["A4604", "A7*", "B4*", "A4624", "A6550"];
    private static readonly string[] Plans = ["medicaid-oh", "humana-ma", "aetna", "anthem"];
    private static readonly string[] Commercial = ["aetna", "anthem"];
    private static readonly string[] Prescribed =
    [
        "E0424",
        "E0431",
        "E0434",
        "E0439",
        "E0443",
        "E1390",
        "E1391",
        "E1392",
        "E0601",
        "E0470",
        "E0471",
    ];

    private static DocumentRule Row(
        string hcpcs,
        string payer,
        DocumentKind document,
        NeededBy by,
        DateOnly from,
        string source,
        int? maxAgeDays = null
    ) =>
        new()
        {
            Hcpcs = hcpcs,
            Payer = payer,
            Document = document,
            NeededBy = by,
            From = from,
            Source = source,
            MaxAgeDays = maxAgeDays,
        };

    public static IReadOnlyList<DocumentRule> All() =>
        [
            Row("*", "*", DocumentKind.StandardWrittenOrder, NeededBy.Claim, Order2020, Swo),
            // The lists themselves carry the dates of each code; these rules hold for whatever is on them that day.
            Row("@wopd", "medicare", DocumentKind.WrittenOrderPriorToDelivery, NeededBy.Dispatch, Order2020, Wopd),
            Row("@wopd", "medicare", DocumentKind.FaceToFace, NeededBy.Dispatch, Order2020, Wopd, 183),
            Row(
                "@prior-authorisation",
                "medicare",
                DocumentKind.PriorAuthorisation,
                NeededBy.Dispatch,
                new(2017, 7, 17),
                Pa
            ),
            .. Oxygen.Select(code =>
                Row(code, "medicare", DocumentKind.OxygenTest, NeededBy.Claim, Order2020, Ncd, 30)
            ),
            Row(
                "E0601",
                "medicare",
                DocumentKind.SleepStudy,
                NeededBy.Claim,
                Order2020,
                "LCD L33718 (recalled, check)"
            ),
            Row(
                "E0470",
                "medicare",
                DocumentKind.SleepStudy,
                NeededBy.Claim,
                Order2020,
                "LCD L33718, L33800 (recalled, check)"
            ),
            .. Refills.Select(code =>
                Row(code, "medicare", DocumentKind.RefillConfirmation, NeededBy.Dispatch, new(2024, 1, 1), Refill, 30)
            ),
            .. Plans.SelectMany(payer =>
                new[]
                {
                    Row("K08*", payer, DocumentKind.PriorAuthorisation, NeededBy.Dispatch, Order2020, House),
                    Row("E0277", payer, DocumentKind.PriorAuthorisation, NeededBy.Dispatch, Order2020, House),
                    Row("E2402", payer, DocumentKind.PriorAuthorisation, NeededBy.Dispatch, Order2020, House),
                    Row("E0465", payer, DocumentKind.PriorAuthorisation, NeededBy.Dispatch, Order2020, House),
                    Row("E0466", payer, DocumentKind.PriorAuthorisation, NeededBy.Dispatch, Order2020, House),
                }
            ),
            .. Commercial.Select(payer =>
                Row("E0601", payer, DocumentKind.SleepStudy, NeededBy.Dispatch, Order2020, House)
            ),
            .. Prescribed.Select(code =>
                Row(
                    code,
                    "self-pay",
                    DocumentKind.Prescription,
                    NeededBy.Dispatch,
                    Order2020,
                    "21 USC 353(b), 21 CFR 801.109: prescription only (recalled, check)"
                )
            ),
        ];
}
