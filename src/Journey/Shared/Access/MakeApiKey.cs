using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>A key to make: no branches means all of the maker's, which must then be all there are.</summary>
public sealed record NewApiKey(string Name, List<string> Permissions, List<Guid> Branches, DateTime ExpiresAt);

/// <summary>Makes a machine's key. It can do no more, and nowhere else, than whoever makes it; the secret is told once.</summary>
public sealed class MakeApiKey(Desk desk, BranchExists branches)
{
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(731);

    public Task<Outcome<WithSecret<ApiKeyView>>> Run(Command<NewApiKey> command, CancellationToken ct) =>
        desk.OnceWithSecret<ApiKeyView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (name, permissions, at, expires) = command.Data;
                var problems = new List<Refusal>();
                if (name?.Trim().Length is not (> 0 and <= 100))
                    problems.Add(new InvalidField("name", "A key has a name of 1 to 100 characters."));
                if (permissions is not { Count: > 0 })
                    problems.Add(new InvalidField("permissions", "A key needs at least one permission."));
                if (at is null || at.Count > 500)
                    problems.Add(new InvalidField("branches", "Name the branches, or give an empty list for all."));
                if (expires.ToUniversalTime() <= desk.Now || expires.ToUniversalTime() > desk.Now + LongestLife)
                    problems.Add(new KeyLifeOutOfRange());
                if (problems.Count > 0)
                    return problems;
                var reach = await Reach.Of(desk, ct);
                var where = at!.Count == 0 ? [(Guid?)null] : at.Distinct().Select(b => (Guid?)b).ToList();
                foreach (var branch in where)
                {
                    var mine = reach.At(branch);
                    if (!mine.Contains(May.MakeKeys))
                        return new BeyondYourBranches();
                    if (branch is { } id && !await branches(desk.Db, id, ct))
                        return new UnknownBranch();
                    foreach (var permission in permissions!.Distinct())
                        if (!May.All.Contains(permission) || permission == May.SignIn)
                            problems.Add(new UnknownPermission(permission));
                        else if (!mine.Contains(permission))
                            problems.Add(new BeyondYourRights(permission));
                    if (problems.Count > 0)
                        return problems;
                }
                var (prefix, secret) = ApiKeys.Make();
                var key = new ApiKey
                {
                    Id = desk.NewId(),
                    Name = name!.Trim(),
                    Prefix = prefix,
                    SecretHash = ApiKeys.HashOf(secret),
                    Permissions = [.. permissions!.Distinct().Order(StringComparer.Ordinal)],
                    Branches = [.. at.Distinct()],
                    CreatedAt = desk.Now,
                    ExpiresAt = expires.ToUniversalTime(),
                    MadeBy = desk.Actor.Id,
                    MadeByName = desk.Actor.Name,
                };
                desk.Db.ApiKeys.Add(key);
                return new WithSecret<ApiKeyView>(ApiKeyView.Of(key), new($"hw_{prefix}_{secret}"));
            },
            ct
        );
}

public sealed record ApiKeyToRevoke(Guid KeyId);

/// <summary>Ends a key at once.</summary>
public sealed class RevokeApiKey(Desk desk)
{
    public Task<Outcome<ApiKeyView>> Run(Command<ApiKeyToRevoke> command, CancellationToken ct) =>
        desk.Once<ApiKeyView>(
            command.Id,
            command.Data,
            async () =>
            {
                var key = await desk.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == command.Data.KeyId, ct);
                if (key is null || !ApiKeyView.Sees(desk.Actor, key.Branches))
                    return new NoSuch("key");
                if (key.RevokedAt is not null)
                    return new AlreadySo("key", "revoked");
                key.RevokedAt = desk.Now;
                return ApiKeyView.Of(key);
            },
            ct
        );
}
