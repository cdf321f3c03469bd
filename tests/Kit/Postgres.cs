using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Homeward.TestKit;

/// <summary>
/// A PostgreSQL server for this test process: the one named by HOMEWARD_TEST_POSTGRES, or one of our own in a temporary folder,
/// started on a free port of 127.0.0.1 and stopped when the process ends.
/// </summary>
public static class Postgres
{
    private static readonly Lazy<Task<string?>> Server = new(Start);

    /// <summary>Connection string of the server's maintenance database; null when there is no PostgreSQL here.</summary>
    public static Task<string?> Connection => Server.Value;

    /// <summary>A fresh database, copied from a template where one is given.</summary>
    public static async Task<string> Create(string server, string name, string? template = null)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE \"{name}\"" + (template is null ? "" : $" TEMPLATE \"{template}\"");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    public static async Task Drop(string server, string name)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string?> Start()
    {
        if (Environment.GetEnvironmentVariable("HOMEWARD_TEST_POSTGRES") is { Length: > 0 } given)
            return given;
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0)
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        if (bin is null)
            return null;
        var folder = Directory.CreateTempSubdirectory("homeward-pg-").FullName;
        var asPostgres = Environment.UserName == "root" ? "runuser -u postgres -- " : "";
        if (asPostgres.Length > 0)
            await Shell($"chown postgres: {folder}");
        var port = FreePort();
        await Shell(
            $"cd {folder} && {asPostgres}{bin}/initdb -D {folder}/data -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync"
        );
        var options =
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300";
        await Shell(
            $"cd {folder} && {asPostgres}{bin}/pg_ctl -D {folder}/data -l {folder}/log -w -o \"{options}\" start"
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            using var stop = Process.Start(
                "bash",
                [
                    "-c",
                    $"cd / && {asPostgres}{bin}/pg_ctl -D {folder}/data -m immediate stop >/dev/null 2>&1; rm -rf {folder}",
                ]
            );
            stop.WaitForExit();
        };
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true";
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task Shell(string command)
    {
        // pg_ctl leaves a server behind that would hold our pipes open: its output goes to a file instead.
        var log = Path.GetTempFileName();
        using var process = Process.Start("bash", ["-c", $"({command}) >{log} 2>&1 </dev/null"]);
        await process.WaitForExitAsync();
        var said = await File.ReadAllTextAsync(log);
        File.Delete(log);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"PostgreSQL for the tests did not start: {command}\n{said}");
    }
}
