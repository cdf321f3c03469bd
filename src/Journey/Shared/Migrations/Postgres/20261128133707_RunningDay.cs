using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Homeward.Journey.Shared.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RunningDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A place that came twice at once was kept twice; from here on van and time are the key.
            migrationBuilder.Sql(
                """
                DELETE FROM "Position" WHERE EXISTS (
                    SELECT 1 FROM "Position" o WHERE o."VehicleId" = "Position"."VehicleId" AND o."At" = "Position"."At" AND o."Id" < "Position"."Id"
                )
                """
            );

            migrationBuilder.DropPrimaryKey(name: "PK_Position", table: "Position");

            migrationBuilder.DropIndex(name: "IX_Position_VehicleId_At", table: "Position");

            migrationBuilder.DropColumn(name: "Id", table: "Position");

            migrationBuilder.AddColumn<double>(
                name: "BearingDegrees",
                table: "Position",
                type: "double precision",
                nullable: true
            );

            migrationBuilder.AddPrimaryKey(
                name: "PK_Position",
                table: "Position",
                columns: new[] { "VehicleId", "At" }
            );

            migrationBuilder.CreateTable(
                name: "Tracker",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BranchId = table.Column<Guid>(type: "uuid", nullable: false),
                    VehicleId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    CodeHash = table.Column<string>(type: "text", nullable: false),
                    CodeEnds = table.Column<string>(type: "text", nullable: false),
                    BoundAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tracker", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Tracker_CodeHash",
                table: "Tracker",
                column: "CodeHash",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Tracker_VehicleId", table: "Tracker", column: "VehicleId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Tracker");

            migrationBuilder.DropPrimaryKey(name: "PK_Position", table: "Position");

            migrationBuilder.DropColumn(name: "BearingDegrees", table: "Position");

            migrationBuilder.AddColumn<Guid>(
                name: "Id",
                table: "Position",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000")
            );

            migrationBuilder.AddPrimaryKey(name: "PK_Position", table: "Position", column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_Position_VehicleId_At",
                table: "Position",
                columns: new[] { "VehicleId", "At" }
            );
        }
    }
}
