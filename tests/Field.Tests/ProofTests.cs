using Homeward.Field.Proof;
using Homeward.Field.Visit;

namespace Homeward.Field.Tests;

public sealed class ProofTests
{
    private static readonly DateOnly Day = new(2026, 5, 4);
    private static readonly ProofSettings Settings = new()
    {
        Staff = [new("u-7", "Garcia, José A."), new("u-8", "Dana Pell")],
        Rules = [new(EvidenceKind.Instruction, EvidenceLevel.Off)],
    };

    private static readonly ProofEvidence Direct = new()
    {
        BeneficiaryName = "Mary Major",
        DeliveryAddress = "1 Main St, Columbus OH 43215",
        Items = [new(Narrative: "Oxygen concentrator", Hcpcs: "E1390", Quantity: 1)],
        SupplierDate = Day,
        Signature = new(SignerRole.Beneficiary, "hash"),
        RealTimeInteraction = true,
    };

    private static readonly ProofEvidence Carrier = Direct with
    {
        Signature = null,
        RealTimeInteraction = null,
        SupplierDate = null,
        Shipment = new("1Z", null, Day, Day.AddDays(1), Day.AddDays(3), "confirmation"),
    };

    private static readonly ProofEvidence FacilityByVan = Direct with
    {
        Signature = new(SignerRole.FacilityStaff, "hash", "Nora Nurse"),
        Facility = new("Oak Manor", "record-1", "record-2"),
    };

    private static readonly ProofEvidence FacilityShipped = Carrier with { Facility = FacilityByVan.Facility };

    private sealed record Element(string Code, Func<ProofEvidence, ProofEvidence> Remove);

    private static readonly Element Name = new("PRF-01", e => e with { BeneficiaryName = " " });
    private static readonly Element Address = new("PRF-02", e => e with { DeliveryAddress = null });
    private static readonly Element Description = new(
        "PRF-03",
        e => e with { Items = [.. e.Items.Select(i => i with { Narrative = null, Hcpcs = "", BrandModel = null })] }
    );
    private static readonly Element Quantity = new(
        "PRF-04",
        e => e with { Items = [.. e.Items.Select(i => i with { Quantity = 0 })] }
    );
    private static readonly Element Date = new("PRF-05", e => e with { SupplierDate = null, RecipientDate = null });
    private static readonly Element Signed = new("PRF-06", e => e with { Signature = null });
    private static readonly Element InPerson = new("PRF-10", e => e with { RealTimeInteraction = null });
    private static readonly Element Link = new(
        "PRF-11",
        e => e with { Shipment = e.Shipment! with { TrackingNumber = null, InvoiceNumber = null } }
    );
    private static readonly Element Evidence = new(
        "PRF-12",
        e => e with { Shipment = e.Shipment! with { EvidenceOfDelivery = null } }
    );
    private static readonly Element ShipmentDate = new(
        "PRF-05",
        e => e with { Shipment = e.Shipment! with { DeliveredDate = null } }
    );
    private static readonly Element Provided = new(
        "PRF-14",
        e => e with { Facility = e.Facility! with { ProvidedRecord = null } }
    );
    private static readonly Element Used = new(
        "PRF-15",
        e => e with { Facility = e.Facility! with { UsedRecord = null } }
    );

    private static readonly Dictionary<
        string,
        (DeliveryMethod Method, ProofEvidence Whole, Element[] Elements)
    > Methods = new()
    {
        ["direct"] = (DeliveryMethod.Direct, Direct, [Name, Address, Description, Quantity, Date, Signed, InPerson]),
        ["carrier"] = (
            DeliveryMethod.Carrier,
            Carrier,
            [Name, Address, Link, Description, Quantity, ShipmentDate, Evidence]
        ),
        ["facility by van"] = (
            DeliveryMethod.Facility,
            FacilityByVan,
            [Name, Address, Description, Quantity, Date, Signed, Provided, Used]
        ),
        ["facility shipped"] = (
            DeliveryMethod.Facility,
            FacilityShipped,
            [Name, Address, Link, Description, Quantity, ShipmentDate, Evidence, Provided, Used]
        ),
    };

    public static TheoryData<string> MethodNames => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(MethodNames))]
    public void Every_subset_of_missing_elements_is_named_and_nothing_else(string name)
    {
        var (method, whole, elements) = Methods[name];
        for (var subset = 0; subset < 1 << elements.Length; subset++)
        {
            var gone = elements.Where((_, i) => (subset >> i & 1) == 1).ToList();
            var evidence = gone.Aggregate(whole, (e, element) => element.Remove(e));
            var missing = ProofRules.Missing(method, evidence, Settings);
            Assert.Equal(gone.Select(g => g.Code).Order(), missing.Select(m => m.Code).Order());
            Assert.Equal(gone.Count == 0, ProofRules.IsComplete(method, evidence, Settings));
            Assert.All(missing, m => Assert.False(string.IsNullOrWhiteSpace(m.Sentence + m.WhatToDo)));
        }
    }

    [Fact]
    public void An_empty_record_misses_everything_and_nothing_throws()
    {
        foreach (var method in Enum.GetValues<DeliveryMethod>())
        {
            foreach (var kind in Enum.GetValues<VisitKind>())
            {
                var evidence = new ProofEvidence { Kind = kind };
                Assert.False(ProofRules.IsComplete(method, evidence, ProofSettings.Default));
                Assert.Null(ProofRules.DateOfService(method, evidence, ProofSettings.Default).Date);
            }
        }
    }

    [Theory]
    [InlineData("José García", null)]
    [InlineData("GARCIA, JOSE", null)]
    [InlineData("Jose A. Garcia Jr.", null)]
    [InlineData("  dana   pell ", null)]
    [InlineData("Somebody Else", "U-8")]
    public void Staff_can_never_sign_as_designee(string printed, string? id)
    {
        var signature = new Signature(SignerRole.Designee, "hash", printed, Relationship: "friend", PersonId: id);
        foreach (var role in Enum.GetValues<SignerRole>())
        {
            foreach (var method in new[] { DeliveryMethod.Direct, DeliveryMethod.Facility })
            {
                var evidence = Direct with { Signature = signature with { Role = role } };
                Assert.Contains(
                    ProofRules.Missing(method, evidence, Settings),
                    m => m.Code == "PRF-07" && m.Level == EvidenceLevel.Block
                );
            }
        }
    }

    [Fact]
    public void No_tenant_setting_lets_staff_sign_or_a_designee_stay_nameless()
    {
        var settings = Settings with
        {
            Rules = [.. Enum.GetValues<EvidenceKind>().Select(k => new EvidenceRule(k, EvidenceLevel.Off))],
        };
        var staff = Direct with { Signature = new(SignerRole.Designee, "hash", "Dana Pell") };
        var nameless = Direct with { Signature = new(SignerRole.Designee, "hash", null, Relationship: "son") };
        Assert.Equal(["PRF-07"], Codes(staff, settings));
        Assert.Equal(["PRF-16"], Codes(nameless, settings));
    }

    [Fact]
    public void A_neighbor_may_sign_as_designee()
    {
        var evidence = Direct with
        {
            Signature = new(SignerRole.Designee, "hash", "Dan Pellar", Relationship: "neighbor"),
        };
        Assert.Empty(Codes(evidence));
    }

    [Fact]
    public void A_patient_who_shares_a_staff_name_may_sign_for_herself_unless_she_is_that_person()
    {
        var namesake = Direct with
        {
            BeneficiaryName = "Dana Pell",
            Signature = new(SignerRole.Beneficiary, "hash", "Dana Pell"),
        };
        Assert.Empty(Codes(namesake));
        var herself = namesake with { Signature = namesake.Signature! with { PersonId = "u-8" } };
        Assert.Equal(["PRF-07"], Codes(herself));
    }

    [Fact]
    public void Someone_with_a_financial_interest_cannot_sign()
    {
        var signature = new Signature(
            SignerRole.Designee,
            "hash",
            "Ann Oak",
            Relationship: "friend",
            HasFinancialInterest: true
        );
        Assert.Equal(["PRF-08"], Codes(Direct with { Signature = signature }));
    }

    [Fact]
    public void A_designee_names_the_relationship_at_the_level_the_tenant_sets()
    {
        var evidence = Direct with { Signature = new(SignerRole.Designee, "hash", "Ann Oak") };
        Assert.Equal(["PRF-09"], Codes(evidence));
        var warn = Settings with { Rules = [.. Settings.Rules, new(EvidenceKind.Relationship, EvidenceLevel.Warn)] };
        Assert.Equal(
            EvidenceLevel.Warn,
            Assert.Single(ProofRules.Missing(DeliveryMethod.Direct, evidence, warn)).Level
        );
        Assert.True(ProofRules.IsComplete(DeliveryMethod.Direct, evidence, warn));
    }

    [Fact]
    public void An_illegible_signature_needs_a_printed_name()
    {
        var scrawl = Direct with { Signature = new(SignerRole.Beneficiary, "hash", IsLegible: false) };
        Assert.Equal(["PRF-16"], Codes(scrawl));
        Assert.Empty(Codes(scrawl with { Signature = scrawl.Signature! with { PrintedName = "Mary Major" } }));
    }

    [Fact]
    public void Facility_staff_sign_facility_deliveries_only()
    {
        Assert.Empty(Codes(FacilityByVan, method: DeliveryMethod.Facility));
        Assert.Contains("PRF-17", Codes(FacilityByVan));
    }

    [Fact]
    public void Porch_drop_by_our_own_driver_is_refused_and_has_no_date_of_service()
    {
        var porch = Direct with { RealTimeInteraction = false, Photos = [new("door")] };
        Assert.Equal(["PRF-10"], Codes(porch));
        var date = ProofRules.DateOfService(DeliveryMethod.Direct, porch, Settings);
        Assert.Null(date.Date);
        Assert.Equal("POD-9", date.Rule);
    }

    [Fact]
    public void Porch_drop_by_a_carrier_is_accepted() => Assert.Empty(Codes(Carrier, method: DeliveryMethod.Carrier));

    [Fact]
    public void The_recipients_date_beats_the_suppliers()
    {
        var date = ProofRules.DateOfService(
            DeliveryMethod.Direct,
            Direct with
            {
                RecipientDate = Day.AddDays(-1),
            },
            Settings
        );
        Assert.Equal((Day.AddDays(-1), "POD-2"), (date.Date, date.Rule));
    }

    [Fact]
    public void Either_date_alone_is_the_date_received()
    {
        var ours = ProofRules.DateOfService(DeliveryMethod.Direct, Direct, Settings);
        Assert.Equal((Day, "POD-1"), (ours.Date, ours.Rule));
        var own = Direct with { SupplierDate = null, RecipientDate = Day };
        Assert.Equal(
            (Day, "POD-1"),
            (ProofRules.DateOfService(DeliveryMethod.Direct, own, Settings) is var d ? (d.Date, d.Rule) : default)
        );
    }

    [Fact]
    public void A_shipped_item_may_be_claimed_by_ship_date_or_delivery_date()
    {
        var byShipping = ProofRules.DateOfService(DeliveryMethod.Carrier, Carrier, Settings);
        Assert.Equal((Day, "POD-3"), (byShipping.Date, byShipping.Rule));
        var settings = Settings with { CarrierDate = CarrierServiceDate.DeliveredDate };
        Assert.Equal(Day.AddDays(3), ProofRules.DateOfService(DeliveryMethod.Carrier, Carrier, settings).Date);
        Assert.Equal(Day.AddDays(3), ProofRules.DateOfService(DeliveryMethod.Facility, FacilityShipped, settings).Date);
    }

    [Fact]
    public void Label_and_pickup_far_apart_are_warned_about()
    {
        var late = Carrier with { Shipment = Carrier.Shipment! with { PickedUpDate = Day.AddDays(4) } };
        var missing = Assert.Single(ProofRules.Missing(DeliveryMethod.Carrier, late, Settings));
        Assert.Equal(("PRF-13", EvidenceLevel.Warn), (missing.Code, missing.Level));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Hospital_hand_over_up_to_two_days_before_discharge_is_dated_by_the_discharge(
        int daysBefore,
        bool accepted
    )
    {
        var discharge = Day.AddDays(daysBefore);
        var evidence = Direct with { PreDischarge = new(discharge, discharge, PreDischargePurpose.Fitting) };
        var date = ProofRules.DateOfService(DeliveryMethod.Direct, evidence, Settings);
        Assert.Equal(accepted ? discharge : null, date.Date);
        Assert.Equal("POD-8", date.Rule);
        Assert.Equal(accepted ? ServicePlace.Home : ServicePlace.Undecided, date.Place);
        Assert.Equal(accepted ? [] : new[] { "PRF-28" }, Codes(evidence));
    }

    [Fact]
    public void Hospital_hand_over_waits_for_the_discharge_and_needs_a_purpose()
    {
        var evidence = Direct with { PreDischarge = new(Day.AddDays(1)) };
        Assert.Equal(["PRF-27", "PRF-31"], Codes(evidence));
        Assert.Null(ProofRules.DateOfService(DeliveryMethod.Direct, evidence, Settings).Date);
    }

    [Fact]
    public void A_date_of_receipt_in_the_future_is_refused()
    {
        var settings = Settings with { Today = Day.AddDays(-1) };
        Assert.Equal(["PRF-26"], Codes(Direct, settings));
        Assert.Null(ProofRules.DateOfService(DeliveryMethod.Direct, Direct, settings).Date);
        Assert.Empty(Codes(Direct, settings with { Today = Day }));
    }

    [Fact]
    public void An_unqualified_driver_cannot_be_the_instructor()
    {
        var settings = Settings with { Rules = [] };
        Assert.Equal(["PRF-33"], Codes(Direct, settings));
        Assert.Equal(["PRF-34"], Codes(Direct with { Instructions = [new("Driver Dan", false, Day)] }, settings));
        Assert.Empty(Codes(Direct with { Instructions = [new("Rita RT", true, Day.AddDays(-1))] }, settings));
    }

    [Fact]
    public void An_item_already_in_use_is_proved_by_statement_and_attestation()
    {
        var evidence = new ProofEvidence { RecentlyEligible = new() };
        Assert.Equal(["PRF-29", "PRF-30"], Codes(evidence));
        Assert.Empty(Codes(new ProofEvidence { RecentlyEligible = new("statement", "attestation", Day) }));
        Assert.Equal("POD-11", ProofRules.DateOfService(DeliveryMethod.Direct, evidence, Settings).Rule);
    }

    [Fact]
    public void Serial_and_lot_are_asked_for_by_item_at_the_tenants_level()
    {
        var settings = Settings with
        {
            Rules =
            [
                .. Settings.Rules,
                new(EvidenceKind.Serial, EvidenceLevel.Off),
                new(EvidenceKind.Serial, EvidenceLevel.Block, "E1390"),
                new(EvidenceKind.Lot, EvidenceLevel.Warn, "OXYGEN"),
            ],
        };
        var evidence = Direct with
        {
            Items = [Direct.Items[0], new("Walker", Quantity: 1), new("Gas", Quantity: 2, Group: "oxygen")],
        };
        var missing = ProofRules.Missing(DeliveryMethod.Direct, evidence, settings);
        Assert.Equal([("PRF-18", 0), ("PRF-19", 2)], missing.Select(m => (m.Code, m.Line!.Value)));
        var scanned = evidence.Items[0] with { Serial = "007" };
        Assert.True(
            ProofRules.IsComplete(
                DeliveryMethod.Direct,
                evidence with
                {
                    Items = [scanned, .. evidence.Items.Skip(1)],
                },
                settings
            )
        );
    }

    [Theory]
    [InlineData(EvidenceKind.Photo, "PRF-36")]
    [InlineData(EvidenceKind.Checklist, "PRF-37")]
    [InlineData(EvidenceKind.Location, "PRF-38")]
    [InlineData(EvidenceKind.Invoice, "PRF-35")]
    [InlineData(EvidenceKind.Model, "PRF-20")]
    public void Extra_evidence_blocks_warns_or_keeps_quiet_as_set(EvidenceKind kind, string code)
    {
        var full = Direct with
        {
            Photos = [new("p")],
            ChecklistComplete = true,
            Place = new(40, -83),
            InvoiceNumber = "I-1",
            Items = [Direct.Items[0] with { BrandModel = "AirCo 5" }],
        };
        foreach (var level in Enum.GetValues<EvidenceLevel>())
        {
            var settings = Settings with { Rules = [.. Settings.Rules, new(kind, level)] };
            var missing = ProofRules.Missing(DeliveryMethod.Direct, Direct, settings);
            Assert.Equal(level >= EvidenceLevel.Warn ? [(code, level)] : [], missing.Select(m => (m.Code, m.Level)));
            Assert.Empty(ProofRules.Missing(DeliveryMethod.Direct, full, settings));
        }
    }

    [Fact]
    public void A_failed_visit_is_proved_by_reason_and_photo_and_has_no_date_of_service()
    {
        var failed = new ProofEvidence { Failure = new(null) };
        Assert.Equal(["PRF-22", "PRF-23"], Codes(failed));
        Assert.Empty(Codes(failed with { Failure = new("not-home"), Photos = [new("door")] }));
        Assert.Null(
            ProofRules.DateOfService(DeliveryMethod.Direct, Direct with { Failure = new("refused") }, Settings).Date
        );
    }

    [Fact]
    public void Pickup_exchange_and_service_have_proof_of_their_own()
    {
        var pickup = Direct with { Kind = VisitKind.Pickup, Items = [], RealTimeInteraction = null };
        Assert.Equal(["PRF-21"], Codes(pickup));
        Assert.Equal(["PRF-32"], Codes(pickup with { Returned = [new("Bed", 1)] }));
        Assert.Empty(Codes(pickup with { Returned = [new("Bed", 1, Condition: "soiled")] }));
        var exchange = Direct with
        {
            Kind = VisitKind.Exchange,
            Returned = [new("Concentrator", 1, Condition: "alarm")],
        };
        Assert.Equal(["PRF-24"], Codes(exchange));
        Assert.Empty(Codes(exchange with { ExchangeReasonCode = "malfunction" }));
        var service = Direct with { Kind = VisitKind.Service, Items = [] };
        Assert.Equal(["PRF-25"], Codes(service));
        Assert.Empty(Codes(service with { ServiceDone = "Filter changed" }));
    }

    [Fact]
    public void Proof_is_kept_seven_years() => Assert.Equal(new DateOnly(2033, 5, 4), ProofRules.KeepUntil(Day));

    private static IEnumerable<string> Codes(
        ProofEvidence evidence,
        ProofSettings? settings = null,
        DeliveryMethod method = DeliveryMethod.Direct
    ) => ProofRules.Missing(method, evidence, settings ?? Settings).Select(m => m.Code);
}
