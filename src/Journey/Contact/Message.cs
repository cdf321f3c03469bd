using Homeward.Journey.Shared;

namespace Homeward.Journey.Contact;

public enum MessageState
{
    Queued,
    Sent,

    /// <summary>Not sent, and why: no consent, quiet hours passed, the patient died.</summary>
    Suppressed,
    Failed,
}

/// <summary>Something said to a patient or partner. It holds no health fact.</summary>
public sealed class Message : Entity, IBranchScoped, IOfPatient
{
    public Guid BranchId { get; internal set; }
    public Guid PatientId { get; internal set; }
    public Guid? VisitId { get; internal set; }

    /// <summary>booked, on-the-way, done, changed, cancelled.</summary>
    public string Kind { get; internal set; } = "";

    /// <summary>sms, email; without a provider everything stays in the built-in inbox.</summary>
    public string Channel { get; internal set; } = "sms";
    public string To { get; internal set; } = "";
    public string Language { get; internal set; } = "en";
    public string Body { get; internal set; } = "";
    public MessageState State { get; internal set; }
    public string? Why { get; internal set; }
    public DateTime CreatedAt { get; internal set; }
    public DateTime DueAt { get; internal set; }
    public DateTime? SentAt { get; internal set; }
}

/// <summary>An unguessable, expiring way to one visit. Only its hash is stored.</summary>
public sealed class TrackingLink : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid VisitId { get; internal set; }
    public string TokenHash { get; internal set; } = "";
    public DateTime CreatedAt { get; internal set; }
    public DateTime ExpiresAt { get; internal set; }
    public DateTime? RevokedAt { get; internal set; }
    public DateTime? FirstSeenAt { get; internal set; }
}

/// <summary>What a patient agreed to, and when it was taken back.</summary>
public sealed class Consent : Entity, IOfPatient
{
    public Guid PatientId { get; internal set; }
    public string Channel { get; internal set; } = "sms";
    public DateTime GivenAt { get; internal set; }
    public string How { get; internal set; } = "";
    public DateTime? RevokedAt { get; internal set; }
    public string? RevokedHow { get; internal set; }
}
