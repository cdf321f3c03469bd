using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>The first account's name and its one-time password.</summary>
public sealed record FirstAdmin(string UserName, Secret Password);

/// <summary>
/// Where there is no account yet, makes an administrator with a random one-time password. There is no fixed password anywhere,
/// and none can be given from outside.
/// </summary>
public sealed class MakeFirstAdmin(Desk desk, OpenAccount open)
{
    /// <summary>The environment or settings may name the account: Homeward:FirstAdmin.</summary>
    public const string DefaultName = "admin";

    /// <summary>Null when there are accounts already. Two hosts starting at once: the name is unique, one wins.</summary>
    public async Task<Outcome<FirstAdmin>?> Run(string? userName, CancellationToken ct)
    {
        if (await desk.Db.Users.AnyAsync(ct))
            return null;
        var name = string.IsNullOrWhiteSpace(userName) ? DefaultName : userName.Trim();
        var made = await open.Run(new(desk.NewId(), new(name, "Administrator", null, [new(Roles.Admin, null)])), ct);
        if (made.Ok)
            return new FirstAdmin(made.Value.Value.UserName, made.Value.Secret);
        return await desk.Db.Users.AnyAsync(ct) ? null : made.Refused<FirstAdmin>();
    }
}
