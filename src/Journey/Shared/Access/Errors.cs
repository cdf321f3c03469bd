namespace Homeward.Journey.Shared;

// The failures of access. Whoever knocks at the door learns no more from them than that it stayed shut.

public sealed record SignInRefused()
    : Refusal(
        "ACC-001",
        "That name and password do not open an account.",
        "Check both. After five wrong tries an account rests for 15 minutes; a manager can give you a new one-time password.",
        RefusalKind.Forbidden
    );

public sealed record CodeRefused()
    : Refusal(
        "ACC-002",
        "That code is not right, or was used already.",
        "Wait for the next code of your authenticator, or use a recovery code. Five wrong tries rest the account for 15 minutes.",
        RefusalKind.Forbidden
    );

public sealed record DoorClosed()
    : Refusal(
        "ACC-003",
        "Signing in took too long, or was started anew elsewhere.",
        "Start again with your name and password.",
        RefusalKind.Forbidden
    );

public sealed record WeakPassword : Refusal
{
    public WeakPassword(string sentence, string field)
        : base(
            "ACC-004",
            sentence,
            "Take at least 12 characters, such as four unrelated words; not your name, not the word password.",
            RefusalKind.Invalid
        ) => Field = field;
}

public sealed record WrongPassword : Refusal
{
    public WrongPassword(string field)
        : base(
            "ACC-005",
            "That is not your present password.",
            "Type it again; five wrong tries rest the account for 15 minutes.",
            RefusalKind.Invalid
        ) => Field = field;
}

public sealed record NameTaken : Refusal
{
    public NameTaken(string field)
        : base(
            "ACC-006",
            "Another account has this name or e-mail address already.",
            "Choose another, or open the existing account.",
            RefusalKind.Conflict
        ) => Field = field;
}

public sealed record UnknownRole : Refusal
{
    public UnknownRole(string role)
        : base(
            "ACC-007",
            $"There is no role \"{role}\".",
            $"Use one of: {string.Join(", ", Roles.Table.Keys)}.",
            RefusalKind.Invalid
        ) => Field = "role";
}

public sealed record BeyondYourBranches()
    : Refusal(
        "ACC-008",
        "You can give access only at branches where you hold it yourself.",
        "Choose one of your branches, or ask an administrator of all branches.",
        RefusalKind.Forbidden
    );

public sealed record BeyondYourRights(string What)
    : Refusal(
        "ACC-009",
        $"You cannot give or take what you do not hold: {What}.",
        "Ask an administrator.",
        RefusalKind.Forbidden
    );

public sealed record LastAdministrator()
    : Refusal(
        "ACC-010",
        "This is the last administrator of all branches. Nothing was changed.",
        "Make another administrator first."
    );

public sealed record NotYourOwn(string What)
    : Refusal(
        "ACC-011",
        $"You cannot {What} your own account here.",
        "Ask another administrator, or use your account page."
    );

public sealed record SecretShownOnce()
    : Refusal(
        "ACC-012",
        "This was done already, and its secret was shown then. It is not kept and cannot be shown again.",
        "If it is lost, make a new one: a new key, or another reset of the password.",
        RefusalKind.Conflict
    );

public sealed record UnknownPermission : Refusal
{
    public UnknownPermission(string permission)
        : base(
            "ACC-013",
            $"There is no permission \"{permission}\".",
            "Take permissions from the list in docs/access.md.",
            RefusalKind.Invalid
        ) => Field = "permissions";
}

public sealed record KeyLifeOutOfRange : Refusal
{
    public KeyLifeOutOfRange()
        : base(
            "ACC-014",
            "A key must end within two years from now.",
            "Give an end between tomorrow and two years from now; make a new key before the old one ends.",
            RefusalKind.Invalid
        ) => Field = "expiresAt";
}

public sealed record AlreadySo(string What, string State)
    : Refusal("ACC-015", $"This {What} is {State} already.", "Reload the page to see its state.");

public sealed record SecondFactorNotStarted()
    : Refusal(
        "ACC-016",
        "There is no authenticator waiting to be confirmed.",
        "Start again: scan the new picture, then type the code it shows."
    );

public sealed record UnknownBranch : Refusal
{
    public UnknownBranch()
        : base(
            "ACC-017",
            "There is no such branch, or it is not yours to see.",
            "Choose one of your branches.",
            RefusalKind.Invalid
        ) => Field = "branchId";
}
