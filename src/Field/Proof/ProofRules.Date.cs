using Homeward.Field.Visit;

namespace Homeward.Field.Proof;

/// <content>The date of service.</content>
public static partial class ProofRules
{
    /// <summary>
    /// The date of service with its reason, or why there is none. The order of the rules: failed visit, kind of visit,
    /// POD-11, POD-9, POD-8, POD-3 for shipments, POD-2, POD-1.
    /// </summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ServiceDate DateOfService(DeliveryMethod method, ProofEvidence evidence, ProofSettings settings)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(settings);
        if (evidence.Failure is not null)
        {
            return new(null, "The visit failed: nothing was delivered, so there is no date of service.", "POD-1");
        }
        if (evidence.Kind is VisitKind.Pickup or VisitKind.Service)
        {
            var kind = evidence.Kind == VisitKind.Pickup ? "pickup" : "service visit";
            return new(null, $"Nothing was delivered at this {kind}, so there is no date of service.", "POD-1");
        }
        if (evidence.RecentlyEligible is not null)
        {
            return new(
                null,
                "The item was in use before eligibility: the date of service follows from eligibility, not from a delivery.",
                "POD-11"
            );
        }
        var shipped = IsShipped(method, evidence);
        if (method == DeliveryMethod.Direct && evidence.RealTimeInteraction != true)
        {
            return new(
                null,
                "Nobody received the item in person; left at the door by our own driver it does not count as delivered.",
                "POD-9"
            );
        }
        var received = shipped ? CarrierDate(evidence, settings) : ReceivedDate(evidence);
        if (received.Date is { } date && settings.Today is { } today && date > today)
        {
            return new(null, $"The date of receipt {Say(date)} is in the future.", received.Rule);
        }
        return evidence.PreDischarge is { } early && received.Date is not null
            ? DischargeDate(early, received.Date.Value, settings)
            : received;
    }

    private static bool IsShipped(DeliveryMethod method, ProofEvidence evidence) =>
        method == DeliveryMethod.Carrier || (method == DeliveryMethod.Facility && evidence.WasShipped);

    private static ServiceDate ReceivedDate(ProofEvidence evidence) =>
        (evidence.RecipientDate, evidence.SupplierDate) switch
        {
            ({ } own, { } ours) when own != ours => new(
                own,
                $"The recipient wrote {Say(own)} and we wrote {Say(ours)}: the recipient's date decides.",
                "POD-2"
            ),
            ({ } own, { }) => new(own, $"Recipient and supplier both wrote {Say(own)}.", "POD-2"),
            ({ } own, null) => new(own, $"The recipient wrote {Say(own)} as the date of receipt.", "POD-1"),
            (null, { } ours) => new(ours, $"The supplier entered {Say(ours)} as the date of receipt.", "POD-1"),
            _ => new(null, "No date of receipt was entered.", "POD-1"),
        };

    private static ServiceDate CarrierDate(ProofEvidence evidence, ProofSettings settings)
    {
        var shipment = evidence.Shipment;
        var delivered = shipment?.DeliveredDate ?? evidence.RecipientDate ?? evidence.SupplierDate;
        var shipped = Earliest(shipment?.LabelDate, shipment?.PickedUpDate);
        return (settings.CarrierDate, shipped, delivered) switch
        {
            (CarrierServiceDate.ShipDate, { } date, _) => new(
                date,
                shipment?.LabelDate == date
                    ? $"Shipped: the label was made on {Say(date)}, and the ship date may be used."
                    : $"Shipped: the carrier took it on {Say(date)}, and the ship date may be used.",
                "POD-3"
            ),
            (_, _, { } date) => new(date, $"The carrier delivered it on {Say(date)}.", "POD-3"),
            (_, { }, null) => new(
                null,
                "The carrier has not confirmed a delivery date, which this branch claims under.",
                "POD-3"
            ),
            _ => new(null, "Neither a ship date nor a delivery date is recorded.", "POD-3"),
        };
    }

    private static ServiceDate DischargeDate(PreDischarge early, DateOnly handed, ProofSettings settings)
    {
        if (early.ActualDischarge is not { } home)
        {
            return new(
                null,
                "The patient has not been discharged yet; the discharge date will be the date of service.",
                "POD-8"
            );
        }
        if (handed > home)
        {
            return new(
                handed,
                $"It was handed over on {Say(handed)}, after the discharge on {Say(home)}.",
                "POD-1",
                ServicePlace.Home
            );
        }
        var days = early.AnticipatedDischarge.DayNumber - handed.DayNumber;
        if (days > settings.PreDischargeDays)
        {
            return new(
                null,
                $"It was handed over {days} days before the expected discharge; at most {settings.PreDischargeDays} are accepted.",
                "POD-8"
            );
        }
        return new(
            home,
            $"Handed over in the facility on {Say(handed)} for use at home: the discharge date {Say(home)} is the date of service.",
            "POD-8",
            ServicePlace.Home
        );
    }

    private static DateOnly? Earliest(DateOnly? a, DateOnly? b) =>
        a is null ? b
        : b is null ? a
        : a < b ? a
        : b;
}
