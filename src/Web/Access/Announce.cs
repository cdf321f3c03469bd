using Homeward.Journey.Shared;

namespace Homeward.Web.Access;

/// <summary>The first start: an administrator is made, and the one-time password is said once, on the console of whoever starts the host.</summary>
public static partial class Announce
{
    public static async Task AnnounceFirstAdmin(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        var made = await scope
            .ServiceProvider.GetRequiredService<MakeFirstAdmin>()
            .Run(app.Configuration["Homeward:FirstAdmin"], CancellationToken.None);
        if (made is null)
            return;
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Homeward.FirstAdmin");
        var (name, password) = made.Must();
        Say(log, Box(name, password.Reveal()));
    }

    private static string Box(string name, string password)
    {
        string[] lines =
        [
            "There was no account, so an administrator was made.",
            "",
            $"    user name          {name}",
            $"    one-time password  {password}",
            "",
            "Sign in at /sign-in; you will choose your own password there.",
            "This is shown once and stored nowhere.",
        ];
        var width = lines.Max(l => l.Length) + 2;
        return string.Join(
            Environment.NewLine,
            [
                "",
                $"┌{new string('─', width)}┐",
                .. lines.Select(l => $"│ {l.PadRight(width - 1)}│"),
                $"└{new string('─', width)}┘",
            ]
        );
    }

    // Warning, so that a quiet log level does not swallow the only copy.
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}")]
    private static partial void Say(ILogger log, string box);
}
