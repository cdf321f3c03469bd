namespace Homeward.Journey.Shared;

/// <summary>What can be allowed. Each is an authorisation policy of the same name; a page or endpoint without one is denied.</summary>
public static class May
{
    public const string ReadPatients = "patients.read";
    public const string WritePatients = "patients.write";
    public const string ReadOrders = "orders.read";
    public const string WriteOrders = "orders.write";
    public const string ReleaseClinically = "orders.clinical-release";
    public const string Import = "orders.import";
    public const string ReadStock = "stock.read";
    public const string MoveStock = "stock.move";
    public const string AdjustStock = "stock.adjust";
    public const string ReadPlan = "plan.read";
    public const string WritePlan = "plan.write";
    public const string PublishPlan = "plan.publish";
    public const string ReadVisits = "visits.read";
    public const string DriveDay = "visits.drive";
    public const string ReadProof = "proof.read";
    public const string WriteProof = "proof.write";
    public const string ReadReturns = "returns.read";
    public const string WriteReturns = "returns.write";
    public const string ReadInbox = "inbox.read";
    public const string ReadReports = "reports.read";
    public const string ReadSetup = "setup.read";
    public const string WriteSetup = "setup.write";
    public const string WriteCrew = "crew.write";
    public const string ManageAccess = "access.manage";

    /// <summary>Open accounts and give roles no stronger than one's own, at one's own branches.</summary>
    public const string GrantRoles = "access.grant";

    /// <summary>Make keys for machines, with no more permissions than one's own.</summary>
    public const string MakeKeys = "access.keys";
    public const string ReadAudit = "audit.read";

    /// <summary>Any signed-in person: their own account, the start page.</summary>
    public const string SignIn = "self";

    /// <summary>Who may stand at a door: crews, and those who dispatch or mend proof. Whose visit it is, the journey looks itself.</summary>
    public const string StandAtDoor = "door";

    /// <summary>Policies that any one of several permissions opens.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Either = new Dictionary<
        string,
        IReadOnlySet<string>
    >
    {
        [StandAtDoor] = new HashSet<string>([DriveDay, WritePlan, WriteProof]),
    };

    public static readonly IReadOnlySet<string> All = new HashSet<string>([
        ReadPatients,
        WritePatients,
        ReadOrders,
        WriteOrders,
        ReleaseClinically,
        Import,
        ReadStock,
        MoveStock,
        AdjustStock,
        ReadPlan,
        WritePlan,
        PublishPlan,
        ReadVisits,
        DriveDay,
        ReadProof,
        WriteProof,
        ReadReturns,
        WriteReturns,
        ReadInbox,
        ReadReports,
        ReadSetup,
        WriteSetup,
        WriteCrew,
        ManageAccess,
        GrantRoles,
        MakeKeys,
        ReadAudit,
        SignIn,
    ]);
}

/// <summary>The roles, each the least it needs.</summary>
public static class Roles
{
    public const string Intake = "intake";
    public const string Dispatcher = "dispatcher";
    public const string Driver = "driver";
    public const string Rt = "rt";
    public const string Warehouse = "warehouse";
    public const string Biller = "biller";
    public const string Compliance = "compliance";
    public const string Referral = "referral";
    public const string Manager = "manager";
    public const string Admin = "admin";

    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Table = new Dictionary<
        string,
        IReadOnlySet<string>
    >
    {
        [Intake] = Set(
            May.ReadPatients,
            May.WritePatients,
            May.ReadOrders,
            May.WriteOrders,
            May.Import,
            May.ReadStock,
            May.ReadPlan,
            May.ReadVisits,
            May.ReadInbox,
            May.ReadSetup,
            May.ReadReturns,
            May.WriteReturns
        ),
        [Dispatcher] = Set(
            May.ReadPatients,
            May.ReadOrders,
            May.ReadStock,
            May.ReadPlan,
            May.WritePlan,
            May.PublishPlan,
            May.ReadVisits,
            May.ReadInbox,
            May.ReadSetup,
            May.ReadReturns,
            May.WriteReturns,
            May.ReadReports
        ),
        [Driver] = Set(May.DriveDay),
        [Rt] = Set(May.DriveDay, May.ReadPatients, May.ReadOrders, May.ReadVisits, May.ReleaseClinically),
        [Warehouse] = Set(
            May.ReadStock,
            May.MoveStock,
            May.AdjustStock,
            May.ReadReturns,
            May.WriteReturns,
            May.ReadPlan,
            May.ReadSetup
        ),
        [Biller] = Set(
            May.ReadPatients,
            May.ReadOrders,
            May.ReadVisits,
            May.ReadProof,
            May.WriteProof,
            May.ReadReports
        ),
        [Compliance] = Set(
            May.ReadPatients,
            May.ReadOrders,
            May.ReadStock,
            May.ReadVisits,
            May.ReadProof,
            May.ReadReturns,
            May.ReadReports,
            May.ReadSetup,
            May.ReadAudit,
            May.WriteCrew,
            May.ReleaseClinically
        ),
        [Referral] = Set(May.ReadOrders),
        [Manager] = new HashSet<string>(May.All.Except([May.ManageAccess, May.DriveDay])),
        [Admin] = Set(
            May.ManageAccess,
            May.GrantRoles,
            May.MakeKeys,
            May.ReadAudit,
            May.ReadSetup,
            May.WriteSetup,
            May.WriteCrew,
            May.ReadReports
        ),
    };

    public static IReadOnlySet<string> PermissionsOf(IEnumerable<string> roles) =>
        roles
            .SelectMany(r => Table.TryGetValue(r, out var p) ? p : new HashSet<string>())
            .Append(May.SignIn)
            .ToHashSet();

    private static HashSet<string> Set(params string[] permissions) => [.. permissions];
}
