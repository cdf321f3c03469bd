using System.Globalization;
using Homeward.Field.Visit;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches.Seed;

/// <summary>
/// The code lists a fresh house begins with: dated, each row with its source. "Recalled" in a source means that it was written
/// down from memory and is to be checked before money hangs on it.
/// </summary>
internal static class CodeSeed
{
    private const string House = "House default; change it to your own practice.";
    private const string Oxygen2026 =
        "CMS update of the Required Face-to-Face and WOPD list, effective 2026-04-13: vanhalemgroup.com/blog/post/cms-updates-to-master-list-f2f-wopd-list-and-required-prior-authorization";
    private const string Pmd =
        "42 CFR 410.38(d): power mobility devices need a face-to-face encounter and WOPD by statute. Day recalled; look codes up at med.noridianmedicare.com/web/jddme/topics/documentation/wopd-and-f2f-lookup-tool";
    private const string Prior =
        "CMS Required Prior Authorization list; day recalled, check at cms.gov before relying on it";
    private const string Prior2024 =
        "CMS Required Prior Authorization list, update of May 2024 (day recalled): vanhalemgroup.com/blog/post/cms-updates-master-list-and-adds-new-hcpcs-to-required-prior-authorization-";
    private const string Prior2026 =
        "CMS Required Prior Authorization list, effective 2026-04-13: ossur.com/en-us/professionals/ossur-rr/cmsupdatespriorauthorization-list";

    private static readonly DateOnly Always = new(2020, 1, 1);

    private static CodeListRow Row(
        string list,
        string code,
        string text,
        DateOnly from,
        string source,
        object? data = null
    ) =>
        new()
        {
            List = list,
            Code = code,
            Text = text,
            From = from,
            Source = source,
            Data = data is null ? "{}" : Json.Write(data, data.GetType()),
        };

    public static IReadOnlyList<CodeListRow> All() =>
        [.. Wopd(), .. PriorAuthorisation(), .. Payers(), .. Visits(), .. Orders(), .. People(), .. ShippingSeed.All()];

    private static IEnumerable<CodeListRow> Wopd()
    {
        var day = new DateOnly(2026, 4, 13);
        // Eight were added that day; the source shows these seven. The eighth is left out rather than guessed.
        foreach (
            var (code, text) in new[]
            {
                ("E0424", "Stationary compressed gas oxygen system, rental"),
                ("E0431", "Portable gaseous oxygen system, rental"),
                ("E0433", "Portable liquid oxygen system, home liquefier"),
                ("E0434", "Portable liquid oxygen system, rental"),
                ("E0439", "Stationary liquid oxygen system, rental"),
                ("E1390", "Oxygen concentrator, single delivery port"),
                ("E1391", "Oxygen concentrator, dual delivery port"),
            }
        )
            yield return Row(CodeLists.Wopd, code, text, day, Oxygen2026);
        foreach (var code in PowerMobility())
            yield return Row(CodeLists.Wopd, code, "Power mobility device", Always, Pmd);
    }

    private static IEnumerable<string> PowerMobility() =>
        new[]
        {
            (800, 802),
            (806, 808),
            (812, 816),
            (820, 831),
            (835, 843),
            (848, 864),
            (868, 871),
            (877, 880),
            (884, 886),
            (890, 891),
        }.SelectMany(r =>
            Enumerable
                .Range(r.Item1, r.Item2 - r.Item1 + 1)
                .Select(n => string.Create(CultureInfo.InvariantCulture, $"K{n:0000}"))
        );

    private static IEnumerable<CodeListRow> PriorAuthorisation()
    {
        var surfaces = new DateOnly(2019, 10, 21);
        yield return Row(CodeLists.PriorAuthorisation, "E0193", "Powered air flotation bed", surfaces, Prior);
        yield return Row(
            CodeLists.PriorAuthorisation,
            "E0277",
            "Powered pressure-reducing air mattress",
            surfaces,
            Prior
        );
        yield return Row(
            CodeLists.PriorAuthorisation,
            "E0371",
            "Nonpowered advanced overlay for mattress",
            surfaces,
            Prior
        );
        yield return Row(CodeLists.PriorAuthorisation, "E0372", "Powered air overlay for mattress", surfaces, Prior);
        yield return Row(
            CodeLists.PriorAuthorisation,
            "E0373",
            "Nonpowered advanced pressure-reducing mattress",
            surfaces,
            Prior
        );
        foreach (
            var code in PowerMobility()
                .Where(c => string.CompareOrdinal(c, "K0813") >= 0 && string.CompareOrdinal(c, "K0864") <= 0)
        )
            yield return Row(
                CodeLists.PriorAuthorisation,
                code,
                "Power wheelchair",
                code is "K0856" or "K0861" ? new(2017, 7, 17) : new(2018, 9, 1),
                Prior
            );
        foreach (var code in new[] { "L0648", "L0650", "L1832", "L1833", "L1851" })
            yield return Row(
                CodeLists.PriorAuthorisation,
                code,
                "Spinal or knee orthosis",
                new(2022, 4, 13),
                Prior,
                new { expeditedBusinessDays = 2 }
            );
        foreach (var code in new[] { "E0747", "E0748", "E0760" })
            yield return Row(
                CodeLists.PriorAuthorisation,
                code,
                "Osteogenesis stimulator",
                new(2024, 5, 13),
                Prior2024
            );
        foreach (var code in new[] { "L0631", "L0637", "L0639" })
            yield return Row(CodeLists.PriorAuthorisation, code, "Lumbar-sacral orthosis", new(2024, 5, 13), Prior2024);
        foreach (var code in new[] { "L0651", "L1844", "L1846", "L1852", "L1932" })
            yield return Row(CodeLists.PriorAuthorisation, code, "Orthosis", new(2026, 4, 13), Prior2026);
    }

    private static IEnumerable<CodeListRow> Payers()
    {
        CodeListRow Payer(string code, string text, string kind, bool claims) =>
            Row(CodeLists.Payer, code, text, Always, House, new { kind, claims });
        yield return Payer("medicare", "Medicare (fee for service)", "medicare", true);
        yield return Payer("medicaid-oh", "Ohio Medicaid", "medicaid", true);
        yield return Payer("humana-ma", "Humana Medicare Advantage", "medicare-advantage", true);
        yield return Payer("aetna", "Aetna", "commercial", true);
        yield return Payer("anthem", "Anthem", "commercial", true);
        yield return Payer("hospice-per-diem", "Hospice (per diem)", "hospice", false);
        yield return Payer("self-pay", "Self-pay", "self-pay", false);
    }

    private static IEnumerable<CodeListRow> Visits()
    {
        foreach (var r in FailureReason.Defaults)
            yield return Row(
                CodeLists.FailureReason,
                r.Code,
                r.Text.English,
                Always,
                House,
                new
                {
                    nextStep = r.NextStep,
                    whatToDo = r.WhatToDo,
                    quiet = r.Quiet,
                    es = r.Text.Spanish,
                }
            );
        foreach (var r in ExchangeReason.Defaults)
            yield return Row(
                CodeLists.ExchangeReason,
                r.Code,
                r.Text.English,
                Always,
                "HCPCS level II modifiers RA (replacement of an item) and RB (replacement of a part in a repair); a biller confirms.",
                new
                {
                    billing = r.Billing,
                    modifier = r.Modifier,
                    needsNewOrder = r.NeedsNewOrder,
                    es = r.Text.Spanish,
                }
            );
        // stopsRental: the rental ends on the day of need, not on the day the van comes.
        foreach (
            var (code, text, stopsRental, quiet) in new[]
            {
                ("no-longer-needed", "No longer needed", true, false),
                ("deceased", "Patient has died", true, true),
                ("to-facility", "Moved to a facility", true, false),
                ("hospice-election", "Elected hospice", true, false),
                ("hospice-discharge", "Discharged from hospice", true, true),
                ("changed-supplier", "Changed supplier", true, false),
                ("equipment-problem", "Equipment does not work", false, false),
                ("exchange", "Exchange", false, false),
                ("recall", "Recalled by the maker", false, false),
                ("non-payment", "Coverage ended or not paid", true, false),
                ("other", "Other", false, false),
            }
        )
            yield return Row(CodeLists.PickupReason, code, text, Always, House, new { stopsRental, quiet });
    }

    private static IEnumerable<CodeListRow> Orders()
    {
        CodeListRow Plain(string list, string code, string text, object? data = null) =>
            Row(list, code, text, Always, House, data);
        yield return Plain(CodeLists.HoldReason, "documents-missing", "Documents missing");
        yield return Plain(CodeLists.HoldReason, "authorisation-pending", "Prior authorisation pending");
        yield return Plain(CodeLists.HoldReason, "address-unknown", "Address cannot be located");
        yield return Plain(CodeLists.HoldReason, "patient-unreachable", "Patient cannot be reached");
        yield return Plain(CodeLists.HoldReason, "patient-hospitalised", "Patient is in hospital");
        yield return Plain(CodeLists.HoldReason, "out-of-stock", "Out of stock");
        yield return Plain(CodeLists.HoldReason, "clinical-question", "Question to the prescriber");
        yield return Plain(CodeLists.HoldReason, "failed-visit", "A visit failed");
        yield return Plain(CodeLists.HoldReason, "patient-request", "Patient asked to wait");
        yield return Plain(CodeLists.HoldReason, "other", "Other");
        yield return Plain(CodeLists.CancelReason, "patient-request", "Patient does not want it");
        yield return Plain(CodeLists.CancelReason, "prescriber-request", "Prescriber withdrew it");
        yield return Plain(CodeLists.CancelReason, "deceased", "Patient has died", new { quiet = true });
        yield return Plain(CodeLists.CancelReason, "duplicate", "Duplicate order");
        yield return Plain(CodeLists.CancelReason, "not-covered", "Not covered");
        yield return Plain(CodeLists.CancelReason, "other-supplier", "Another supplier delivers");
        yield return Plain(CodeLists.CancelReason, "cannot-supply", "We cannot supply it");
        yield return Plain(CodeLists.CancelReason, "entered-in-error", "Entered in error");
        yield return Plain(CodeLists.CancelReason, "other", "Other");
        yield return Plain(CodeLists.Situation, "Home", "At home", new { usualUrgency = Urgency.NextDay });
        yield return Plain(
            CodeLists.Situation,
            "HospitalDischarge",
            "Leaving hospital",
            new { usualUrgency = Urgency.SameDay }
        );
        yield return Plain(
            CodeLists.Situation,
            "Hospice",
            "Hospice",
            new { usualUrgency = Urgency.SameDay, statHours = 4 }
        );
        yield return Plain(CodeLists.Situation, "Facility", "In a facility", new { usualUrgency = Urgency.NextDay });
        foreach (
            var (code, text) in new[]
            {
                ("spouse", "Spouse or partner"),
                ("child", "Son or daughter"),
                ("parent", "Parent"),
                ("sibling", "Brother or sister"),
                ("relative", "Other relative"),
                ("caregiver", "Caregiver"),
                ("neighbor", "Neighbor"),
                ("friend", "Friend"),
                ("guardian", "Legal guardian"),
                ("facility-staff", "Staff of the facility"),
            }
        )
            yield return Row(
                CodeLists.Relationship,
                code,
                text,
                Always,
                "Designee relationship is to be noted: med.noridianmedicare.com/web/jddme/topics/documentation/proof-of-delivery"
            );
    }

    private static IEnumerable<CodeListRow> People()
    {
        CodeListRow Skill(string code, string text, int? months, string source) =>
            Row(CodeLists.Skill, code, text, Always, source, new { renewMonths = months });
        const string yearly =
            "ACHC DRX4-7A: assessed at first, before a new task and yearly; other accreditors differ (HQAA: every two years).";
        yield return Skill("driver", "Driver", null, "State driving licence");
        yield return Skill("dme-tech", "Equipment technician", 12, yearly);
        yield return Skill("oxygen-tech", "Oxygen technician", 12, yearly);
        yield return Skill("lox-tech", "Liquid oxygen technician", 12, yearly);
        yield return Skill("rt", "Respiratory therapist", 24, "State licence; the months differ by state.");
        yield return Skill("rn", "Registered nurse", 24, "State licence; the months differ by state.");
        yield return Skill("atp", "Assistive technology professional", 24, "RESNA certification; months recalled.");
        yield return Skill(
            "hazmat",
            "Hazardous materials training",
            36,
            "49 CFR 172.704(c)(2): at least every three years."
        );
        yield return Skill(
            "cdl-hm",
            "Commercial licence with hazmat endorsement",
            60,
            "49 CFR 383.141; some states ask sooner."
        );
        yield return Skill("cleaning", "Cleaning and function check", 12, yearly);
        yield return Skill("repair", "Repair, validated by model", 12, yearly);
        foreach (
            var (code, text) in new[]
            {
                ("oxygen", "Oxygen"),
                ("bed", "Beds and surfaces"),
                ("lift", "Patient lifts"),
                ("mobility", "Mobility"),
                ("cpap", "CPAP and bilevel"),
                ("ventilator", "Ventilation"),
                ("respiratory", "Airway and nebulizer"),
                ("monitor", "Monitors and phototherapy"),
                ("enteral", "Enteral feeding"),
                ("wound", "Wound therapy"),
                ("therapy", "Motion therapy"),
                ("supply", "Supplies"),
            }
        )
            yield return Row(CodeLists.Family, code, text, Always, House);
        foreach (
            var (code, text) in new[]
            {
                ("en", "English"),
                ("es", "Spanish"),
                ("zh", "Chinese"),
                ("vi", "Vietnamese"),
                ("ar", "Arabic"),
                ("fr", "French"),
                ("so", "Somali"),
                ("ne", "Nepali"),
                ("ru", "Russian"),
                ("ht", "Haitian Creole"),
                ("ko", "Korean"),
                ("asl", "American Sign Language"),
            }
        )
            yield return Row(CodeLists.Language, code, text, Always, House);
    }
}
