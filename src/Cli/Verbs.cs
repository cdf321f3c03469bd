using System.CommandLine;
using Homeward.Cli.Routing;
using Homeward.Journey;
using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Homeward.Cli;

/// <summary>The verbs of the command line. Each ends with 0 when all is well, 1 when something was found, 2 when it could not run.</summary>
internal static class Verbs
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "The data folder: SQLite file, stored files, keys.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Homeward__Data") ?? "data",
        Recursive = true,
    };

    private static readonly Option<string?> Database = new("--database")
    {
        Description = "Connection string; one that names a Host is PostgreSQL. Without it: SQLite in the data folder.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Homeward__Database"),
        Recursive = true,
    };

    public static RootCommand Root()
    {
        var root = new RootCommand("homeward: the command line of Homeward") { Data, Database };
        root.Add(Verify());
        root.Add(Backup());
        root.Add(Restore());
        root.Add(Ping());
        root.Add(RouteVerbs.Route());
        return root;
    }

    private static Command Verify()
    {
        var verb = new Command(
            "verify",
            "Recompute the audit chain and open every stored file: proves that nothing was altered or removed."
        );
        verb.SetAction(
            (parsed, ct) =>
                In(
                    parsed,
                    async services =>
                    {
                        // What was written since the last seal is sealed first, so that "sound" speaks of everything.
                        await services.GetRequiredService<AuditSealer>().SealAll(ct);
                        var audit = await services.GetRequiredService<VerifyAudit>().Run(ct);
                        var (files, broken) = await services.GetRequiredService<VerifyBlobs>().Run(ct);
                        foreach (var fault in audit.Faults.Concat(broken))
                            await Console.Error.WriteLineAsync(fault);
                        Console.WriteLine(
                            $"{audit.Records} records under {audit.Seals} seals, {files} stored files: {(audit.Sound && broken.Count == 0 ? "sound" : "NOT SOUND")}"
                        );
                        if (audit.LastHash is not null)
                            Console.WriteLine($"last seal {audit.LastHash}");
                        return audit.Sound && broken.Count == 0 ? 0 : 1;
                    },
                    ct
                )
        );
        return verb;
    }

    private static Command Backup()
    {
        var to = new Option<FileInfo>("--to")
        {
            Description = "The file to write, such as homeward-2026-11-10.tar.gz.",
            Required = true,
        };
        var withoutKeys = new Option<bool>("--without-keys")
        {
            Description = "Leave the keys out; keep them elsewhere, or the stored files cannot be read.",
        };
        var verb = new Command("backup", "Write everything into one file, from a running or a stopped host.")
        {
            to,
            withoutKeys,
        };
        verb.SetAction(
            (parsed, ct) =>
                In(
                    parsed,
                    async services =>
                    {
                        var target = parsed.GetRequiredValue(to);
                        var part = new FileInfo(target.FullName + ".part");
                        BackupManifest manifest;
                        await using (
                            var file = new FileStream(part.FullName, FileMode.Create, FileAccess.Write, FileShare.None)
                        )
                            manifest = await services
                                .GetRequiredService<MakeBackup>()
                                .Run(file, !parsed.GetValue(withoutKeys), ct);
                        part.MoveTo(target.FullName, overwrite: true);
                        Console.WriteLine(
                            $"{target.FullName}: {manifest.Rows.Values.Sum()} rows in {manifest.Rows.Count} tables, {manifest.Blobs} stored files{(manifest.WithKeys ? ", with the keys: guard it" : "")}"
                        );
                        return 0;
                    },
                    ct
                )
        );
        return verb;
    }

    private static Command Restore()
    {
        var from = new Argument<FileInfo>("file") { Description = "A backup made by homeward backup." };
        var verb = new Command("restore", "Put a backup into an empty database and data folder, of either engine.")
        {
            from,
        };
        verb.SetAction(
            (parsed, ct) =>
                In(
                    parsed,
                    async services =>
                    {
                        var file = parsed.GetRequiredValue(from);
                        if (!file.Exists)
                        {
                            await Console.Error.WriteLineAsync($"There is no file {file.FullName}.");
                            return 2;
                        }
                        await using var stream = file.OpenRead();
                        var outcome = await services.GetRequiredService<RestoreBackup>().Run(stream, ct);
                        if (!outcome.Ok)
                        {
                            foreach (var refusal in outcome.Refusals)
                                await Console.Error.WriteLineAsync(
                                    $"{refusal.Code}: {refusal.Sentence} {refusal.ToDo}"
                                );
                            return 2;
                        }
                        Console.WriteLine(
                            $"{outcome.Value.Rows.Values.Sum()} rows and {outcome.Value.Blobs} stored files of {outcome.Value.MadeAt:u} restored. Run homeward verify next."
                        );
                        return 0;
                    },
                    ct
                )
        );
        return verb;
    }

    private static Command Ping()
    {
        var url = new Argument<Uri>("url") { Description = "Such as http://127.0.0.1:8080/health." };
        var verb = new Command("ping", "Ask a running host whether it is well; for container health checks.") { url };
        verb.SetAction(
            async (parsed, ct) =>
            {
                await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
                using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
                client.Timeout = TimeSpan.FromSeconds(5);
                try
                {
                    using var answer = await client.GetAsync(parsed.GetRequiredValue(url), ct);
                    return answer.IsSuccessStatusCode ? 0 : 1;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    await Console.Error.WriteLineAsync("It does not answer.");
                    return 1;
                }
            }
        );
        return verb;
    }

    private static async Task<int> In(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken ct)
    {
        var storage = Storage.From(parsed.GetValue(Database), Path.GetFullPath(parsed.GetValue(Data)!));
        await using var services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Warning))
            .AddJourney(storage)
            .BuildServiceProvider();
        await services.PrepareDatabase(ct);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System with
        {
            Name = "command line",
            From = Environment.MachineName,
        };
        return await work(scope.ServiceProvider);
    }
}
