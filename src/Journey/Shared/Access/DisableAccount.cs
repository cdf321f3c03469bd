namespace Homeward.Journey.Shared;

public sealed record AccountSwitch(Guid AccountId, bool Disabled);

/// <summary>Closes an account at once, with every open session, or opens it again. Nothing it did is lost.</summary>
public sealed class DisableAccount(Desk desk)
{
    public Task<Outcome<AccountView>> Run(Command<AccountSwitch> command, CancellationToken ct) =>
        desk.Once<AccountView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await desk.FindAccount(command.Data.AccountId, ct) is not var (account, grants))
                    return new NoSuch("account");
                if (account.Id == desk.Actor.Id)
                    return new NotYourOwn("disable");
                if ((await Reach.Of(desk, ct)).Refuses(grants) is { } refusal)
                    return refusal;
                if (account.Disabled == command.Data.Disabled)
                    return new AlreadySo("account", account.Disabled ? "disabled" : "open");
                if (command.Data.Disabled && grants.AdministersAll() && await desk.IsLastAdmin(account.Id, ct))
                    return new LastAdministrator();
                account.Disabled = command.Data.Disabled;
                account.EndsSessions(desk);
                account.Touched(desk);
                return AccountView.Of(account, grants, desk.Now);
            },
            ct
        );
}

public sealed record PasswordToReset(Guid AccountId, bool DropSecondFactor);

/// <summary>Gives a new one-time password, told once; opens a locked account; takes a lost authenticator off where asked.</summary>
public sealed class ResetPassword(Desk desk, Passwords passwords)
{
    public Task<Outcome<WithSecret<AccountView>>> Run(Command<PasswordToReset> command, CancellationToken ct)
    {
        var secret = Passwords.OneTime();
        var hash = passwords.Hash(new Account(), secret);
        return desk.OnceWithSecret<AccountView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await desk.FindAccount(command.Data.AccountId, ct) is not var (account, grants))
                    return new NoSuch("account");
                if (account.Id == desk.Actor.Id)
                    return new NotYourOwn("reset");
                if ((await Reach.Of(desk, ct)).Refuses(grants) is { } refusal)
                    return refusal;
                account.PasswordHash = hash;
                account.MustChangePassword = true;
                account.AccessFailedCount = 0;
                account.LockoutEnd = null;
                if (command.Data.DropSecondFactor)
                    await SecondFactor.Drop(desk, account, ct);
                account.EndsSessions(desk);
                account.Touched(desk);
                return new WithSecret<AccountView>(AccountView.Of(account, grants, desk.Now), new(secret));
            },
            ct
        );
    }
}
