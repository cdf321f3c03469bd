using System.Collections.Concurrent;
using System.Security.Claims;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Web.Access;

/// <summary>When each session of this host was last heard of, and which were signed out. A circuit asks here; a cookie carries its own end.</summary>
public sealed class Sessions(TimeProvider clock)
{
    /// <summary>However busy: after this long somebody signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> ended = new();

    public void Touch(string session) => seen[session] = clock.GetUtcNow();

    /// <summary>A session this host has not heard of yet (a restart, another node) counts from now.</summary>
    public TimeSpan Quiet(string session) => clock.GetUtcNow() - seen.GetOrAdd(session, _ => clock.GetUtcNow());

    public bool Ended(string session) => ended.ContainsKey(session);

    public void End(string session)
    {
        ended[session] = clock.GetUtcNow();
        // A cookie is dead by itself after the longest session; what is older need not be remembered.
        foreach (var old in ended.Where(e => clock.GetUtcNow() - e.Value > Longest).ToList())
            ended.TryRemove(old);
        foreach (var old in seen.Where(e => clock.GetUtcNow() - e.Value > Longest).ToList())
            seen.TryRemove(old);
    }
}

/// <summary>Whether a session still holds, and what its person may do now: read from the database each time it is asked.</summary>
public sealed class SessionCheck(JourneyDb db, Sessions sessions, TimeProvider clock, LogoffRule rule)
{
    /// <summary>What the cookie keeps: who, which session, since when, and the stamp it was made under.</summary>
    public ClaimsPrincipal Slim(Account account, string? session = null) =>
        new(
            new ClaimsIdentity(
                [
                    new(ClaimTypes.NameIdentifier, account.Id.ToString()),
                    new(Principal.Stamp, account.SecurityStamp ?? ""),
                    new(Principal.Session, session ?? Ids.New(clock).ToString("N")),
                    new(
                        Principal.Since,
                        clock
                            .GetUtcNow()
                            .ToUnixTimeSeconds()
                            .ToString(System.Globalization.CultureInfo.InvariantCulture)
                    ),
                ],
                SessionCookie.Scheme
            )
        );

    /// <summary>The whole principal, as the grants stand now; null when the session is over.</summary>
    public async Task<ClaimsPrincipal?> Whole(ClaimsPrincipal user, CancellationToken ct)
    {
        if (
            !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || user.FindFirstValue(Principal.Session) is not { } session
            || !long.TryParse(user.FindFirstValue(Principal.Since), out var since)
            || sessions.Ended(session)
            || clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(since) > Sessions.Longest
        )
            return null;
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct);
        // A one-time password opens one door, and no session: it must be replaced first.
        if (
            account is null
            || account.Disabled
            || account.MustChangePassword
            || account.SecurityStamp != user.FindFirstValue(Principal.Stamp)
        )
            return null;
        var grants = await db.RoleGrants.AsNoTracking().Where(g => g.AccountId == id).ToListAsync(ct);
        return Principal.Of(account, grants, user.Claims.Where(c => Principal.IsOfSession(c.Type)));
    }

    /// <summary>For a circuit, which outlives requests: the session holds and its person is not idle.</summary>
    public async Task<bool> Holds(ClaimsPrincipal user, CancellationToken ct) =>
        await Whole(user, ct) is { } whole
        && user.FindFirstValue(Principal.Session) is { } session
        && sessions.Quiet(session) < TimeSpan.FromMinutes(await rule.MinutesFor(Principal.RolesOf(whole), ct));
}
