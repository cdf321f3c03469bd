using System.Text;
using Homeward.App.Tests.Browser;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Intake;

public sealed class PatientPageTests
{
    [Theory, OnBothDatabases]
    public async Task A_clerk_registers_a_patient_sees_the_record_and_takes_a_file(StorageKind kind)
    {
        await using var app = await App.Live(kind);
        await app.Given(
            new Branch
            {
                Id = app.NewId(),
                Code = "COL",
                Name = "Columbus",
            }
        );
        await using var office = await Office.Open(app, Roles.Intake);
        var page = office.Page;

        await office.Go("/patients", "No patient yet");
        await office.Go("/patients/new");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Register" })).ToBeEnabledAsync();
        await page.FillAsync("#firstName", "Mary");
        await page.FillAsync("#lastName", "Kowalski");
        await page.FillAsync("#phone", "12345");
        await page.FillAsync("#birthDate", "1941-05-07");
        await page.FillAsync("#zip", "43215");
        await page.PressAsync("#zip", "Tab");
        await Assertions.Expect(page.Locator("#city")).ToHaveValueAsync("Columbus");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]").First).ToContainTextAsync("telephone");
        await page.FillAsync("#phone", "614-221-0199");
        await office.Shot("patients-new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mary Kowalski" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("The home is known by its ZIP area only")).ToBeVisibleAsync();
        await office.Shot("patients-record");
        var id = await app.Look(db => db.Patients.Select(p => p.Id).SingleAsync());
        foreach (
            var (tab, word) in new[]
            {
                ("cover", "No coverage"),
                ("papers", "No document"),
                ("orders", "No order yet"),
                ("trail", "read patient"),
            }
        )
        {
            await office.Go($"/patients/{id}?tab={tab}", word);
            await office.Shot($"patients-{tab}");
        }
        await office.Go("/patients?q=kowal", "Mary Kowalski");
        await office.Shot("patients");

        await office.Go("/imports");
        await Assertions.Expect(page.Locator("#file")).ToBeEnabledAsync();
        await page.SetInputFilesAsync(
            "#file",
            new FilePayload
            {
                Name = "day.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(
                    "order no,first,last,dob,item\nA-1,Ann,Lee,1950-01-31,COMMODE\nA-2,Bo,Ray,never,COMMODE\n"
                ),
            }
        );
        await Assertions.Expect(page.GetByText("would be refused").First).ToBeVisibleAsync();
        Assert.Equal(0, await app.Look(db => db.Orders.CountAsync()));
        await office.Shot("imports-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take 1 row" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Refused rows")).ToBeVisibleAsync();
        Assert.Equal(1, await app.Look(db => db.Orders.CountAsync()));
    }
}
