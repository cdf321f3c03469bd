using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Homeward.Journey.Shared.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Accessory",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccessoryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Required = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accessory", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReferralSourceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    MustChangePassword = table.Column<bool>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Prefix = table.Column<string>(type: "TEXT", nullable: false),
                    SecretHash = table.Column<string>(type: "TEXT", nullable: false),
                    Permissions = table.Column<string>(type: "TEXT", nullable: false),
                    Branches = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeByName = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActorKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: true),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    Verb = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Changes = table.Column<string>(type: "TEXT", nullable: false),
                    SealNo = table.Column<long>(type: "INTEGER", nullable: true),
                    Leaf = table.Column<int>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "AuditSeals",
                columns: table => new
                {
                    No = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Root = table.Column<string>(type: "TEXT", nullable: false),
                    Previous = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditSeals", x => x.No);
                }
            );

            migrationBuilder.CreateTable(
                name: "Authorisation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CoverageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Hcpcs = table.Column<string>(type: "TEXT", nullable: false),
                    UnitsApproved = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitsUsed = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authorisation", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Balance",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PlaceKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Reserved = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Balance", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Bin",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bin", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "BinCount",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BinId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Expected = table.Column<int>(type: "INTEGER", nullable: false),
                    Found = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Findings = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BinCount", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Branch",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: false),
                    AddressLine = table.Column<string>(type: "TEXT", nullable: false),
                    City = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Zip = table.Column<string>(type: "TEXT", nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: false),
                    Longitude = table.Column<double>(type: "REAL", nullable: false),
                    OpensAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    ClosesAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    OpenDays = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Branch", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CalendarDay",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    OpensAt = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    ClosesAt = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarDay", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "ChecklistAnswer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChecklistAnswer", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CodeLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    List = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeLists", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Commands",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    RequestHash = table.Column<string>(type: "TEXT", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commands", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Consent",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    How = table.Column<string>(type: "TEXT", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedHow = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consent", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Coverage",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Payer = table.Column<string>(type: "TEXT", nullable: false),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false),
                    Rank = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Eligibility = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EligibilityCheckedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EligibilityNote = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coverage", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CustodyMove",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustodyMove", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "DeliveryZone",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Colour = table.Column<string>(type: "TEXT", nullable: false),
                    Polygon = table.Column<string>(type: "TEXT", nullable: false),
                    Days = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryZone", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "DocumentRule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hcpcs = table.Column<string>(type: "TEXT", nullable: false),
                    Payer = table.Column<string>(type: "TEXT", nullable: false),
                    Document = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NeededBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MaxAgeDays = table.Column<int>(type: "INTEGER", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentRule", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Documents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DatedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Blob = table.Column<string>(type: "TEXT", nullable: true),
                    Covers = table.Column<string>(type: "TEXT", nullable: false),
                    VoidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    VoidReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Documents", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Evidence",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Blob = table.Column<string>(type: "TEXT", nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", nullable: true),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    DeviceTime = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ServerTime = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true),
                    AccuracyMetres = table.Column<double>(type: "REAL", nullable: true),
                    CapturedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CapturedByName = table.Column<string>(type: "TEXT", nullable: false),
                    Corrects = table.Column<Guid>(type: "TEXT", nullable: true),
                    CorrectionReason = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Evidence", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Handover",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitLineId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LotId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Condition = table.Column<string>(type: "TEXT", nullable: true),
                    MissingAccessories = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UndoReason = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Handover", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "ImportRun",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Blob = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    Repeated = table.Column<int>(type: "INTEGER", nullable: false),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    Verdicts = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRun", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "IssuedProofs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProofId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PdfHash = table.Column<string>(type: "TEXT", nullable: false),
                    EvidenceHash = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedProofs", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Items",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Hcpcs = table.Column<string>(type: "TEXT", nullable: false),
                    Manufacturer = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<string>(type: "TEXT", nullable: false),
                    Gtin = table.Column<string>(type: "TEXT", nullable: true),
                    Family = table.Column<string>(type: "TEXT", nullable: false),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    Bulk = table.Column<int>(type: "INTEGER", nullable: false),
                    Setup = table.Column<int>(type: "INTEGER", nullable: false),
                    Pickup = table.Column<int>(type: "INTEGER", nullable: false),
                    Skill = table.Column<string>(type: "TEXT", nullable: false),
                    Crew = table.Column<int>(type: "INTEGER", nullable: false),
                    HazmatGross = table.Column<int>(type: "INTEGER", nullable: false),
                    Tracking = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Returnable = table.Column<bool>(type: "INTEGER", nullable: false),
                    LifeSustaining = table.Column<bool>(type: "INTEGER", nullable: false),
                    AroundTheClock = table.Column<bool>(type: "INTEGER", nullable: false),
                    UsualUrgency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SupplyDays = table.Column<int>(type: "INTEGER", nullable: true),
                    HasMemory = table.Column<bool>(type: "INTEGER", nullable: false),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Items", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Kit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Kit", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Lot",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RecalledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Lot", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Message",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Message", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Numbers",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Numbers", x => x.Name);
                }
            );

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "ParLevel",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParLevel", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "PatientKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientKeys", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "PickupRequest",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RentalStopsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    UnitIds = table.Column<string>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FetchedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Notes = table.Column<string>(type: "TEXT", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PickupRequest", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Plan",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    VersionNo = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PublishedBy = table.Column<string>(type: "TEXT", nullable: true),
                    TravelSource = table.Column<string>(type: "TEXT", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plan", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Position",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VehicleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: false),
                    Longitude = table.Column<double>(type: "REAL", nullable: false),
                    AccuracyMetres = table.Column<double>(type: "REAL", nullable: true),
                    SpeedMetresPerSecond = table.Column<double>(type: "REAL", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Position", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Practitioner",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Npi = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    Fax = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Practitioner", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Proofs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DateOfService = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DateReason = table.Column<string>(type: "TEXT", nullable: true),
                    DateRule = table.Column<string>(type: "TEXT", nullable: true),
                    Missing = table.Column<string>(type: "TEXT", nullable: false),
                    PdfBlob = table.Column<string>(type: "TEXT", nullable: true),
                    EvidenceHash = table.Column<string>(type: "TEXT", nullable: false),
                    SignedTextId = table.Column<string>(type: "TEXT", nullable: true),
                    SignedTextVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReadyAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExportedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    KeepUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LegalHold = table.Column<bool>(type: "INTEGER", nullable: false),
                    LegalHoldReason = table.Column<string>(type: "TEXT", nullable: true),
                    NotBillable = table.Column<bool>(type: "INTEGER", nullable: false),
                    NotBillableReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Proofs", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "RecurringSupply",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    SupplyDays = table.Column<int>(type: "INTEGER", nullable: false),
                    LastDeliveredOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RunsOutOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PractitionerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CoverageId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Diagnoses = table.Column<string>(type: "TEXT", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ConfirmedHow = table.Column<string>(type: "TEXT", nullable: true),
                    LastOrderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StateReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecurringSupply", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "ReferralSource",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferralSource", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Reservation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderLineId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BalanceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reservation", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Return",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenUnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Condition = table.Column<string>(type: "TEXT", nullable: false),
                    MissingAccessories = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ShelvedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WipedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WipedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Return", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "TrackingLink",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FirstSeenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrackingLink", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Transfer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    FromBranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToBranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentBy = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReceivedBy = table.Column<string>(type: "TEXT", nullable: true),
                    UnitIds = table.Column<string>(type: "TEXT", nullable: false),
                    Counted = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfer", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Vehicle",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Plate = table.Column<string>(type: "TEXT", nullable: false),
                    Payload = table.Column<int>(type: "INTEGER", nullable: false),
                    Space = table.Column<int>(type: "INTEGER", nullable: false),
                    HazmatLimit = table.Column<int>(type: "INTEGER", nullable: false),
                    CleanDirty = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DirtyBay = table.Column<int>(type: "INTEGER", nullable: false),
                    LiftGate = table.Column<bool>(type: "INTEGER", nullable: false),
                    CostPerMile = table.Column<long>(type: "INTEGER", nullable: false),
                    Co2GramsPerMile = table.Column<int>(type: "INTEGER", nullable: false),
                    InspectionDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InService = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vehicle", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "VisitEvent",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Undoes = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    DeviceTime = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ServerTime = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true),
                    AccuracyMetres = table.Column<double>(type: "REAL", nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VisitEvent", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "AccountClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountClaims_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "AccountLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AccountLogins_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "AccountTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_AccountTokens",
                        x => new
                        {
                            x.UserId,
                            x.LoginProvider,
                            x.Name,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_AccountTokens_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "RoleGrants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleGrants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RoleGrants_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Patient",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    FirstName = table.Column<string>(type: "TEXT", nullable: false),
                    LastName = table.Column<string>(type: "TEXT", nullable: false),
                    BirthDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Sex = table.Column<string>(type: "TEXT", nullable: true),
                    Phone = table.Column<string>(type: "TEXT", nullable: false),
                    OtherPhone = table.Column<string>(type: "TEXT", nullable: true),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    AddressLine = table.Column<string>(type: "TEXT", nullable: false),
                    AddressLine2 = table.Column<string>(type: "TEXT", nullable: true),
                    City = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Zip = table.Column<string>(type: "TEXT", nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true),
                    Location = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FlightsOfStairs = table.Column<int>(type: "INTEGER", nullable: false),
                    Elevator = table.Column<bool>(type: "INTEGER", nullable: false),
                    GateCode = table.Column<string>(type: "TEXT", nullable: true),
                    Pets = table.Column<string>(type: "TEXT", nullable: true),
                    AccessNotes = table.Column<string>(type: "TEXT", nullable: true),
                    ContactName = table.Column<string>(type: "TEXT", nullable: true),
                    ContactRelationship = table.Column<string>(type: "TEXT", nullable: true),
                    ContactPhone = table.Column<string>(type: "TEXT", nullable: true),
                    Hospice = table.Column<bool>(type: "INTEGER", nullable: false),
                    DiedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Identifiers = table.Column<string>(type: "TEXT", nullable: false),
                    SearchName = table.Column<string>(type: "TEXT", nullable: false),
                    MergedInto = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Patient", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Patient_Branch_BranchId",
                        column: x => x.BranchId,
                        principalTable: "Branch",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstName = table.Column<string>(type: "TEXT", nullable: false),
                    LastName = table.Column<string>(type: "TEXT", nullable: false),
                    JobTitle = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: false),
                    Languages = table.Column<string>(type: "TEXT", nullable: false),
                    HourlyCost = table.Column<long>(type: "INTEGER", nullable: false),
                    HiredOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                    table.ForeignKey(
                        name: "FK_People_Branch_BranchId",
                        column: x => x.BranchId,
                        principalTable: "Branch",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "CustodyPostings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MoveId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LotId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PlaceKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustodyPostings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustodyPostings_CustodyMove_MoveId",
                        column: x => x.MoveId,
                        principalTable: "CustodyMove",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Unit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Serial = table.Column<string>(type: "TEXT", nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PlaceKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderLineId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MeterHours = table.Column<decimal>(type: "TEXT", nullable: false),
                    StateSince = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Unit", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Unit_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "PlanLeftOut",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    ToDo = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanLeftOut", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlanLeftOut_Plan_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plan",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "PlanRoutes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VehicleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecondPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Length = table.Column<int>(type: "INTEGER", nullable: false),
                    Driving = table.Column<int>(type: "INTEGER", nullable: false),
                    Cost = table.Column<long>(type: "INTEGER", nullable: false),
                    PeakHazmat = table.Column<int>(type: "INTEGER", nullable: false),
                    PeakLoad = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanRoutes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlanRoutes_Plan_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plan",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "CareSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReturnId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Findings = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CareSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CareSteps_Return_ReturnId",
                        column: x => x.ReturnId,
                        principalTable: "Return",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Order",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HeldFrom = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    HoldReason = table.Column<string>(type: "TEXT", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", nullable: true),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    OrderedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Urgency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    UrgencyAsked = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Situation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DischargeAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WantedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WantedFrom = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    WantedTo = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    NotBefore = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueReason = table.Column<string>(type: "TEXT", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReferralSourceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CoverageId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Diagnoses = table.Column<string>(type: "TEXT", nullable: false),
                    Notes = table.Column<string>(type: "TEXT", nullable: true),
                    DeliveryNotes = table.Column<string>(type: "TEXT", nullable: true),
                    SplitFrom = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReleasedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReleasedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReleasedByName = table.Column<string>(type: "TEXT", nullable: true),
                    ReleaseReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Order", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Order_Patient_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patient",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Visit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PickupRequestId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    PreviousVisitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    WindowFrom = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WindowTo = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BookedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Urgency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Service = table.Column<int>(type: "INTEGER", nullable: false),
                    Skills = table.Column<string>(type: "TEXT", nullable: false),
                    Crew = table.Column<int>(type: "INTEGER", nullable: false),
                    LifeSustaining = table.Column<bool>(type: "INTEGER", nullable: false),
                    VehicleId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: true),
                    PlannedArrival = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Eta = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DepartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ArrivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true),
                    FailureNote = table.Column<string>(type: "TEXT", nullable: true),
                    HoldReason = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    PlanVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Visit", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Visit_Patient_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patient",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Credential",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Skill = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RevokedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Credential", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Credential_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Shift",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BranchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VehicleId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Second = table.Column<bool>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Start = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    End = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    BreakFrom = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    BreakMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    OnCall = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Shift", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Shift_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_Shift_Vehicle_VehicleId",
                        column: x => x.VehicleId,
                        principalTable: "Vehicle",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "PlanStops",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RouteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ArrivesAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeavesAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Leg = table.Column<int>(type: "INTEGER", nullable: false),
                    Drive = table.Column<int>(type: "INTEGER", nullable: false),
                    LoadAfter = table.Column<int>(type: "INTEGER", nullable: false),
                    HazmatAfter = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanStops", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlanStops_PlanRoutes_RouteId",
                        column: x => x.RouteId,
                        principalTable: "PlanRoutes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "OrderAttempt",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Delivered = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DateOfService = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: true),
                    NextStep = table.Column<string>(type: "TEXT", nullable: true),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderAttempt", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderAttempt_Order_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Order",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "OrderLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    DeliveredQuantity = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    KitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ExchangeReason = table.Column<string>(type: "TEXT", nullable: true),
                    AuthorisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Prescription = table.Column<string>(type: "TEXT", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderLines_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_OrderLines_Order_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Order",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "VisitLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderLineId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VisitLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VisitLines_Visit_VisitId",
                        column: x => x.VisitId,
                        principalTable: "Visit",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Accessory_ItemId_AccessoryId",
                table: "Accessory",
                columns: new[] { "ItemId", "AccessoryId" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_AccountClaims_UserId", table: "AccountClaims", column: "UserId");

            migrationBuilder.CreateIndex(name: "IX_AccountLogins_UserId", table: "AccountLogins", column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Accounts",
                column: "NormalizedEmail",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Accounts",
                column: "NormalizedUserName",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_ApiKeys_Prefix", table: "ApiKeys", column: "Prefix", unique: true);

            migrationBuilder.CreateIndex(name: "IX_Audit_At", table: "Audit", column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_PatientId_At",
                table: "Audit",
                columns: new[] { "PatientId", "At" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Audit_SealNo_Leaf",
                table: "Audit",
                columns: new[] { "SealNo", "Leaf" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Audit_SubjectId_At",
                table: "Audit",
                columns: new[] { "SubjectId", "At" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Authorisation_PatientId",
                table: "Authorisation",
                column: "PatientId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Balance_BranchId_ItemId",
                table: "Balance",
                columns: new[] { "BranchId", "ItemId" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Balance_ItemId_LotId_PlaceKind_PlaceId",
                table: "Balance",
                columns: new[] { "ItemId", "LotId", "PlaceKind", "PlaceId" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Bin_BranchId_Code",
                table: "Bin",
                columns: new[] { "BranchId", "Code" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_BinCount_BinId_At",
                table: "BinCount",
                columns: new[] { "BinId", "At" }
            );

            migrationBuilder.CreateIndex(name: "IX_Branch_Code", table: "Branch", column: "Code", unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CalendarDay_BranchId_Date",
                table: "CalendarDay",
                columns: new[] { "BranchId", "Date" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_CareSteps_ReturnId", table: "CareSteps", column: "ReturnId");

            migrationBuilder.CreateIndex(
                name: "IX_ChecklistAnswer_VisitId",
                table: "ChecklistAnswer",
                column: "VisitId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_CodeLists_List_Code_From",
                table: "CodeLists",
                columns: new[] { "List", "Code", "From" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Consent_PatientId", table: "Consent", column: "PatientId");

            migrationBuilder.CreateIndex(name: "IX_Coverage_PatientId", table: "Coverage", column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_PersonId_Skill",
                table: "Credential",
                columns: new[] { "PersonId", "Skill" }
            );

            migrationBuilder.CreateIndex(name: "IX_Credential_ValidTo", table: "Credential", column: "ValidTo");

            migrationBuilder.CreateIndex(
                name: "IX_CustodyMove_BranchId_At",
                table: "CustodyMove",
                columns: new[] { "BranchId", "At" }
            );

            migrationBuilder.CreateIndex(name: "IX_CustodyPostings_LotId", table: "CustodyPostings", column: "LotId");

            migrationBuilder.CreateIndex(name: "IX_CustodyPostings_MoveId", table: "CustodyPostings", column: "MoveId");

            migrationBuilder.CreateIndex(
                name: "IX_CustodyPostings_PlaceKind_PlaceId",
                table: "CustodyPostings",
                columns: new[] { "PlaceKind", "PlaceId" }
            );

            migrationBuilder.CreateIndex(name: "IX_CustodyPostings_UnitId", table: "CustodyPostings", column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryZone_BranchId_Name",
                table: "DeliveryZone",
                columns: new[] { "BranchId", "Name" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_DocumentRule_Hcpcs_Payer",
                table: "DocumentRule",
                columns: new[] { "Hcpcs", "Payer" }
            );

            migrationBuilder.CreateIndex(name: "IX_Documents_OrderId", table: "Documents", column: "OrderId");

            migrationBuilder.CreateIndex(name: "IX_Documents_PatientId", table: "Documents", column: "PatientId");

            migrationBuilder.CreateIndex(name: "IX_Evidence_VisitId", table: "Evidence", column: "VisitId");

            migrationBuilder.CreateIndex(name: "IX_Handover_LotId", table: "Handover", column: "LotId");

            migrationBuilder.CreateIndex(name: "IX_Handover_UnitId", table: "Handover", column: "UnitId");

            migrationBuilder.CreateIndex(name: "IX_Handover_VisitId", table: "Handover", column: "VisitId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRun_BranchId_At",
                table: "ImportRun",
                columns: new[] { "BranchId", "At" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_IssuedProofs_EvidenceHash",
                table: "IssuedProofs",
                column: "EvidenceHash"
            );

            migrationBuilder.CreateIndex(
                name: "IX_IssuedProofs_PdfHash",
                table: "IssuedProofs",
                column: "PdfHash",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_IssuedProofs_ProofId", table: "IssuedProofs", column: "ProofId");

            migrationBuilder.CreateIndex(name: "IX_Items_Code", table: "Items", column: "Code", unique: true);

            migrationBuilder.CreateIndex(name: "IX_Items_Gtin", table: "Items", column: "Gtin");

            migrationBuilder.CreateIndex(name: "IX_Items_Hcpcs", table: "Items", column: "Hcpcs");

            migrationBuilder.CreateIndex(name: "IX_Kit_Code", table: "Kit", column: "Code", unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Lot_ItemId_Number",
                table: "Lot",
                columns: new[] { "ItemId", "Number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Message_BranchId_CreatedAt",
                table: "Message",
                columns: new[] { "BranchId", "CreatedAt" }
            );

            migrationBuilder.CreateIndex(name: "IX_Message_PatientId", table: "Message", column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_Order_BranchId_ExternalId",
                table: "Order",
                columns: new[] { "BranchId", "ExternalId" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Order_BranchId_ReceivedAt",
                table: "Order",
                columns: new[] { "BranchId", "ReceivedAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Order_BranchId_State_DueAt",
                table: "Order",
                columns: new[] { "BranchId", "State", "DueAt" }
            );

            migrationBuilder.CreateIndex(name: "IX_Order_Number", table: "Order", column: "Number", unique: true);

            migrationBuilder.CreateIndex(name: "IX_Order_PatientId", table: "Order", column: "PatientId");

            migrationBuilder.CreateIndex(name: "IX_OrderAttempt_OrderId", table: "OrderAttempt", column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_OrderAttempt_VisitId_Delivered",
                table: "OrderAttempt",
                columns: new[] { "VisitId", "Delivered" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_OrderLines_ItemId", table: "OrderLines", column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_OrderId_No",
                table: "OrderLines",
                columns: new[] { "OrderId", "No" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DoneAt_DueAt",
                table: "Outbox",
                columns: new[] { "DoneAt", "DueAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_ParLevel_BranchId_ItemId",
                table: "ParLevel",
                columns: new[] { "BranchId", "ItemId" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Patient_BirthDate", table: "Patient", column: "BirthDate");

            migrationBuilder.CreateIndex(
                name: "IX_Patient_BranchId_SearchName",
                table: "Patient",
                columns: new[] { "BranchId", "SearchName" }
            );

            migrationBuilder.CreateIndex(name: "IX_Patient_Number", table: "Patient", column: "Number", unique: true);

            migrationBuilder.CreateIndex(name: "IX_Patient_OtherPhone", table: "Patient", column: "OtherPhone");

            migrationBuilder.CreateIndex(name: "IX_Patient_Phone", table: "Patient", column: "Phone");

            migrationBuilder.CreateIndex(
                name: "IX_PatientKeys_BranchId_Key",
                table: "PatientKeys",
                columns: new[] { "BranchId", "Key" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_PatientKeys_Key", table: "PatientKeys", column: "Key");

            migrationBuilder.CreateIndex(name: "IX_PatientKeys_PatientId", table: "PatientKeys", column: "PatientId");

            migrationBuilder.CreateIndex(name: "IX_People_BranchId", table: "People", column: "BranchId");

            migrationBuilder.CreateIndex(
                name: "IX_PickupRequest_BranchId_State",
                table: "PickupRequest",
                columns: new[] { "BranchId", "State" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_PickupRequest_Number",
                table: "PickupRequest",
                column: "Number",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_PickupRequest_PatientId",
                table: "PickupRequest",
                column: "PatientId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Plan_BranchId_Date_VersionNo",
                table: "Plan",
                columns: new[] { "BranchId", "Date", "VersionNo" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_PlanLeftOut_PlanId", table: "PlanLeftOut", column: "PlanId");

            migrationBuilder.CreateIndex(name: "IX_PlanRoutes_PlanId", table: "PlanRoutes", column: "PlanId");

            migrationBuilder.CreateIndex(name: "IX_PlanStops_RouteId", table: "PlanStops", column: "RouteId");

            migrationBuilder.CreateIndex(name: "IX_PlanStops_VisitId", table: "PlanStops", column: "VisitId");

            migrationBuilder.CreateIndex(
                name: "IX_Position_VehicleId_At",
                table: "Position",
                columns: new[] { "VehicleId", "At" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Practitioner_Npi",
                table: "Practitioner",
                column: "Npi",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Proofs_BranchId_State_MadeAt",
                table: "Proofs",
                columns: new[] { "BranchId", "State", "MadeAt" }
            );

            migrationBuilder.CreateIndex(name: "IX_Proofs_EvidenceHash", table: "Proofs", column: "EvidenceHash");

            migrationBuilder.CreateIndex(name: "IX_Proofs_OrderId", table: "Proofs", column: "OrderId");

            migrationBuilder.CreateIndex(name: "IX_Proofs_PdfBlob", table: "Proofs", column: "PdfBlob");

            migrationBuilder.CreateIndex(name: "IX_Proofs_VisitId", table: "Proofs", column: "VisitId", unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecurringSupply_BranchId_State_RunsOutOn",
                table: "RecurringSupply",
                columns: new[] { "BranchId", "State", "RunsOutOn" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RecurringSupply_PatientId",
                table: "RecurringSupply",
                column: "PatientId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_ReferralSource_Name",
                table: "ReferralSource",
                column: "Name",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Reservation_BalanceId", table: "Reservation", column: "BalanceId");

            migrationBuilder.CreateIndex(
                name: "IX_Reservation_OrderLineId",
                table: "Reservation",
                column: "OrderLineId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Reservation_UnitId",
                table: "Reservation",
                column: "UnitId",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Return_BranchId_State",
                table: "Return",
                columns: new[] { "BranchId", "State" }
            );

            migrationBuilder.CreateIndex(name: "IX_Return_ClosedAt", table: "Return", column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Return_OpenUnitId",
                table: "Return",
                column: "OpenUnitId",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Return_UnitId", table: "Return", column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_RoleGrants_AccountId_Role_BranchId",
                table: "RoleGrants",
                columns: new[] { "AccountId", "Role", "BranchId" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Settings_Key_BranchId",
                table: "Settings",
                columns: new[] { "Key", "BranchId" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Shift_BranchId_Date",
                table: "Shift",
                columns: new[] { "BranchId", "Date" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Shift_PersonId_Date",
                table: "Shift",
                columns: new[] { "PersonId", "Date" }
            );

            migrationBuilder.CreateIndex(name: "IX_Shift_VehicleId", table: "Shift", column: "VehicleId");

            migrationBuilder.CreateIndex(
                name: "IX_TrackingLink_TokenHash",
                table: "TrackingLink",
                column: "TokenHash",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_TrackingLink_VisitId", table: "TrackingLink", column: "VisitId");

            migrationBuilder.CreateIndex(name: "IX_Transfer_Number", table: "Transfer", column: "Number", unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transfer_ToBranchId_State",
                table: "Transfer",
                columns: new[] { "ToBranchId", "State" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Unit_BranchId_ItemId_State",
                table: "Unit",
                columns: new[] { "BranchId", "ItemId", "State" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Unit_ItemId_Serial",
                table: "Unit",
                columns: new[] { "ItemId", "Serial" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Unit_LotId", table: "Unit", column: "LotId");

            migrationBuilder.CreateIndex(name: "IX_Unit_OrderLineId", table: "Unit", column: "OrderLineId");

            migrationBuilder.CreateIndex(
                name: "IX_Unit_PlaceKind_PlaceId",
                table: "Unit",
                columns: new[] { "PlaceKind", "PlaceId" }
            );

            migrationBuilder.CreateIndex(name: "IX_Unit_Serial", table: "Unit", column: "Serial");

            migrationBuilder.CreateIndex(
                name: "IX_Vehicle_BranchId_Name",
                table: "Vehicle",
                columns: new[] { "BranchId", "Name" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Visit_BranchId_Date_State",
                table: "Visit",
                columns: new[] { "BranchId", "Date", "State" }
            );

            migrationBuilder.CreateIndex(name: "IX_Visit_Number", table: "Visit", column: "Number", unique: true);

            migrationBuilder.CreateIndex(name: "IX_Visit_OrderId", table: "Visit", column: "OrderId");

            migrationBuilder.CreateIndex(name: "IX_Visit_PatientId", table: "Visit", column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_Visit_PersonId_Date",
                table: "Visit",
                columns: new[] { "PersonId", "Date" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_VisitEvent_VisitId_ServerTime",
                table: "VisitEvent",
                columns: new[] { "VisitId", "ServerTime" }
            );

            migrationBuilder.CreateIndex(name: "IX_VisitLines_OrderLineId", table: "VisitLines", column: "OrderLineId");

            migrationBuilder.CreateIndex(name: "IX_VisitLines_VisitId", table: "VisitLines", column: "VisitId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Accessory");

            migrationBuilder.DropTable(name: "AccountClaims");

            migrationBuilder.DropTable(name: "AccountLogins");

            migrationBuilder.DropTable(name: "AccountTokens");

            migrationBuilder.DropTable(name: "ApiKeys");

            migrationBuilder.DropTable(name: "Audit");

            migrationBuilder.DropTable(name: "AuditSeals");

            migrationBuilder.DropTable(name: "Authorisation");

            migrationBuilder.DropTable(name: "Balance");

            migrationBuilder.DropTable(name: "Bin");

            migrationBuilder.DropTable(name: "BinCount");

            migrationBuilder.DropTable(name: "CalendarDay");

            migrationBuilder.DropTable(name: "CareSteps");

            migrationBuilder.DropTable(name: "ChecklistAnswer");

            migrationBuilder.DropTable(name: "CodeLists");

            migrationBuilder.DropTable(name: "Commands");

            migrationBuilder.DropTable(name: "Consent");

            migrationBuilder.DropTable(name: "Coverage");

            migrationBuilder.DropTable(name: "Credential");

            migrationBuilder.DropTable(name: "CustodyPostings");

            migrationBuilder.DropTable(name: "DeliveryZone");

            migrationBuilder.DropTable(name: "DocumentRule");

            migrationBuilder.DropTable(name: "Documents");

            migrationBuilder.DropTable(name: "Evidence");

            migrationBuilder.DropTable(name: "Handover");

            migrationBuilder.DropTable(name: "ImportRun");

            migrationBuilder.DropTable(name: "IssuedProofs");

            migrationBuilder.DropTable(name: "Kit");

            migrationBuilder.DropTable(name: "Lot");

            migrationBuilder.DropTable(name: "Message");

            migrationBuilder.DropTable(name: "Numbers");

            migrationBuilder.DropTable(name: "OrderAttempt");

            migrationBuilder.DropTable(name: "OrderLines");

            migrationBuilder.DropTable(name: "Outbox");

            migrationBuilder.DropTable(name: "ParLevel");

            migrationBuilder.DropTable(name: "PatientKeys");

            migrationBuilder.DropTable(name: "PickupRequest");

            migrationBuilder.DropTable(name: "PlanLeftOut");

            migrationBuilder.DropTable(name: "PlanStops");

            migrationBuilder.DropTable(name: "Position");

            migrationBuilder.DropTable(name: "Practitioner");

            migrationBuilder.DropTable(name: "Proofs");

            migrationBuilder.DropTable(name: "RecurringSupply");

            migrationBuilder.DropTable(name: "ReferralSource");

            migrationBuilder.DropTable(name: "Reservation");

            migrationBuilder.DropTable(name: "RoleGrants");

            migrationBuilder.DropTable(name: "Settings");

            migrationBuilder.DropTable(name: "Shift");

            migrationBuilder.DropTable(name: "TrackingLink");

            migrationBuilder.DropTable(name: "Transfer");

            migrationBuilder.DropTable(name: "Unit");

            migrationBuilder.DropTable(name: "VisitEvent");

            migrationBuilder.DropTable(name: "VisitLines");

            migrationBuilder.DropTable(name: "Return");

            migrationBuilder.DropTable(name: "CustodyMove");

            migrationBuilder.DropTable(name: "Order");

            migrationBuilder.DropTable(name: "PlanRoutes");

            migrationBuilder.DropTable(name: "Accounts");

            migrationBuilder.DropTable(name: "People");

            migrationBuilder.DropTable(name: "Vehicle");

            migrationBuilder.DropTable(name: "Items");

            migrationBuilder.DropTable(name: "Visit");

            migrationBuilder.DropTable(name: "Plan");

            migrationBuilder.DropTable(name: "Patient");

            migrationBuilder.DropTable(name: "Branch");
        }
    }
}
