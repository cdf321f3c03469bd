using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Homeward.Journey.Shared.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PublishAndRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(name: "GivenNo", table: "PlanRoutes", type: "integer", nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HeldBackAt",
                table: "PlanRoutes",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(name: "HeldBackWhy", table: "PlanRoutes", type: "text", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "News",
                table: "PlanRoutes",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'"
            );

            migrationBuilder.AddColumn<Guid>(name: "PapersOf", table: "PlanRoutes", type: "uuid", nullable: true);

            migrationBuilder.AddColumn<string>(name: "Print", table: "PlanRoutes", type: "text", nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Rounds",
                table: "Plan",
                type: "integer",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.CreateTable(
                name: "BranchRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    BranchId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BranchRules", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "RoutePaper",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BranchId = table.Column<Guid>(type: "uuid", nullable: false),
                    RouteId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    VersionNo = table.Column<int>(type: "integer", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoutePaper", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_BranchRules_BranchId_Key_From",
                table: "BranchRules",
                columns: new[] { "BranchId", "Key", "From" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RoutePaper_RouteId_Kind",
                table: "RoutePaper",
                columns: new[] { "RouteId", "Kind" },
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "BranchRules");

            migrationBuilder.DropTable(name: "RoutePaper");

            migrationBuilder.DropColumn(name: "GivenNo", table: "PlanRoutes");

            migrationBuilder.DropColumn(name: "HeldBackAt", table: "PlanRoutes");

            migrationBuilder.DropColumn(name: "HeldBackWhy", table: "PlanRoutes");

            migrationBuilder.DropColumn(name: "News", table: "PlanRoutes");

            migrationBuilder.DropColumn(name: "PapersOf", table: "PlanRoutes");

            migrationBuilder.DropColumn(name: "Print", table: "PlanRoutes");

            migrationBuilder.DropColumn(name: "Rounds", table: "Plan");
        }
    }
}
