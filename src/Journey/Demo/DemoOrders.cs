using Homeward.Journey.Branches;
using Homeward.Journey.Intake;

namespace Homeward.Journey.Demo;

/// <summary>What a branch is asked for on an ordinary day, in the shares of an ordinary day.</summary>
internal static class DemoOrders
{
    internal sealed record Wish(
        int Share,
        Situation Situation,
        string Diagnosis,
        string Payer,
        (string Code, int Quantity, string? Prescription)[] Lines,
        DocumentKind[] Papers
    );

    private static readonly DocumentKind[] Usual = [DocumentKind.StandardWrittenOrder];
    private static readonly DocumentKind[] OxygenPapers =
    [
        DocumentKind.StandardWrittenOrder,
        DocumentKind.WrittenOrderPriorToDelivery,
        DocumentKind.FaceToFace,
        DocumentKind.OxygenTest,
    ];
    private static readonly DocumentKind[] SleepPapers =
    [
        DocumentKind.StandardWrittenOrder,
        DocumentKind.SleepStudy,
        DocumentKind.FaceToFace,
    ];

    public static readonly Wish[] Wishes =
    [
        new(9, Situation.HospitalDischarge, "J44.9", "medicare", [("HOME-O2", 1, "2 L/min, continuous")], OxygenPapers),
        new(8, Situation.HospitalDischarge, "M62.81", "medicare", [("HOSP-BED", 1, null)], Usual),
        new(4, Situation.Hospice, "C34.90", "hospice-per-diem", [("HOSPICE", 1, "2 L/min as needed")], Usual),
        new(9, Situation.HospitalDischarge, "Z96.641", "aetna", [("DISCH-MOB", 1, null)], Usual),
        new(6, Situation.Home, "G47.33", "anthem", [("CPAP-SET", 1, "auto 6-14 cm H2O")], SleepPapers),
        new(8, Situation.Home, "R26.81", "humana-ma", [("WALKER", 1, null)], Usual),
        new(5, Situation.Home, "M17.11", "medicaid-oh", [("COMMODE", 1, null), ("WALKER", 1, null)], Usual),
        new(5, Situation.Home, "I63.9", "medicare", [("WC-LT-18", 1, null)], Usual),
        new(3, Situation.Home, "J45.40", "aetna", [("NEB", 1, null), ("NEB-KIT", 2, null)], Usual),
        new(3, Situation.Home, "J44.1", "medicare", [("CYL-E", 6, null)], OxygenPapers),
    ];

    /// <summary>The wish for the n-th order: shares kept over every sixty, spread by a stride that meets all of them.</summary>
    public static Wish Of(int n)
    {
        var place = n * 37 % Wishes.Sum(w => w.Share);
        foreach (var wish in Wishes)
        {
            if (place < wish.Share)
                return wish;
            place -= wish.Share;
        }
        throw new InvalidOperationException("The shares do not add up.");
    }

    /// <summary>Serialised units on the shelves, by item: four hundred in all.</summary>
    public static readonly (string Item, int Count)[] Shelves =
    [
        ("BED-SEMI", 80),
        ("CONC-5", 100),
        ("CONC-10", 16),
        ("POC", 14),
        ("PORT-GAS", 50),
        ("WC-LT-18", 56),
        ("CPAP", 36),
        ("BIPAP", 6),
        ("APP-PAD", 16),
        ("NEB", 12),
        ("SUCTION", 8),
        ("LIFT-HYD", 6),
    ];
}
