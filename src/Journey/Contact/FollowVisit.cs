using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Contact;

public enum FollowStep
{
    Booked,
    OnTheWay,
    Here,
    Done,
    Missed,
    Cancelled,
}

/// <summary>What the holder of a link may see: one visit's times and a phone number. No name, no address, no item.</summary>
public sealed record VisitFollowed(
    FollowStep Step,
    DateOnly Date,
    DateTime WindowFrom,
    DateTime WindowTo,
    DateTime? Eta,
    DateTime? EndedAt,
    int? StopsBefore,
    string BranchName,
    string BranchPhone,
    string TimeZone,
    string Language
);

/// <summary>Opens a patient's link.</summary>
public sealed class FollowVisit(Desk desk)
{
    public async Task<Outcome<VisitFollowed>> Run(string token, CancellationToken ct)
    {
        // A real token is 43 characters; anything else is not worth a query. All failures look alike.
        if (token.Length != 43)
            return new LinkGone();
        var hash = TrackingLinks.HashOf(token);
        var link = await desk
            .Db.TrackingLinks.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .AsNoTracking()
            .FirstOrDefaultAsync(l => l.TokenHash == hash, ct);
        if (link is null || link.ExpiresAt <= desk.Now || link.RevokedAt is not null)
            return new LinkGone();
        var visit = await desk
            .Db.Visits.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .AsNoTracking()
            .FirstOrDefaultAsync(v => v.Id == link.VisitId, ct);
        if (visit is null)
            return new LinkGone();
        var language = await desk
            .Db.Patients.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .Where(p => p.Id == visit.PatientId)
            .Select(p => p.Language)
            .SingleAsync(ct);
        var branch = await desk.Db.Branches.AsNoTracking().SingleAsync(b => b.Id == visit.BranchId, ct);
        return new VisitFollowed(
            StepOf(visit.State),
            visit.Date,
            visit.WindowFrom,
            visit.WindowTo,
            visit.State is VisitState.EnRoute ? visit.Eta : null,
            visit.EndedAt,
            await StopsBefore(visit, ct),
            branch.Name,
            branch.Phone,
            branch.TimeZone,
            Wording.LanguageOf(language)
        );
    }

    /// <summary>How many stops the crew has before this one: shown only on the day, and only as a number.</summary>
    private async Task<int?> StopsBefore(Visit visit, CancellationToken ct)
    {
        if (visit.State != VisitState.Published || visit.PersonId is null || visit.Sequence is null)
            return null;
        return await desk
            .Db.Visits.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .CountAsync(
                v =>
                    v.PersonId == visit.PersonId
                    && v.Date == visit.Date
                    && v.Sequence < visit.Sequence
                    && (
                        v.State == VisitState.Published
                        || v.State == VisitState.EnRoute
                        || v.State == VisitState.Arrived
                    ),
                ct
            );
    }

    private static FollowStep StepOf(VisitState state) =>
        state switch
        {
            VisitState.EnRoute => FollowStep.OnTheWay,
            VisitState.Arrived => FollowStep.Here,
            VisitState.Closed => FollowStep.Done,
            VisitState.Failed => FollowStep.Missed,
            VisitState.Cancelled => FollowStep.Cancelled,
            _ => FollowStep.Booked,
        };
}
