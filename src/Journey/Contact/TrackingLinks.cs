using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Contact;

/// <summary>
/// Makes and opens the links patients get. The token is derived from the link's id by the installation's key (256 bits), so it
/// can be put into a message again without being stored; the database holds only its hash.
/// </summary>
public sealed class TrackingLinks(Desk desk, MasterKey keys)
{
    /// <summary>How long after the visit's window a link still answers.</summary>
    public static readonly TimeSpan Lingers = TimeSpan.FromDays(2);

    /// <summary>The visit's link, made when it has none that is still good. Saved with the change it belongs to.</summary>
    public async Task<(TrackingLink Link, string Token)> For(Visit visit, CancellationToken ct)
    {
        var now = desk.Now;
        var link =
            desk.Db.TrackingLinks.Local.FirstOrDefault(l => l.VisitId == visit.Id && l.RevokedAt == null)
            ?? await desk.Db.TrackingLinks.FirstOrDefaultAsync(l => l.VisitId == visit.Id && l.RevokedAt == null, ct);
        if (link is null)
        {
            link = new TrackingLink
            {
                Id = desk.NewId(),
                BranchId = visit.BranchId,
                VisitId = visit.Id,
                CreatedAt = now,
            };
            link.TokenHash = HashOf(TokenOf(link.Id));
            desk.Db.Add(link);
        }
        var expires = (visit.WindowTo > now ? visit.WindowTo : now) + Lingers;
        if (expires > link.ExpiresAt)
            link.ExpiresAt = expires;
        return (link, TokenOf(link.Id));
    }

    public string TokenOf(Guid linkId) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(keys.Derive("tracking links"), linkId.ToByteArray()));

    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
