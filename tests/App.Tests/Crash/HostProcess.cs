using System.Diagnostics;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Crash;

/// <summary>The host as an operating-system process of its own, so that it can be killed as a power cut would.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly List<string> said;

    private HostProcess(Process process, Uri address, List<string> said) =>
        (this.process, Address, this.said) = (process, address, said);

    public Uri Address { get; }

    /// <summary>Starts the host over the storage and returns when it says that it listens.</summary>
    public static async Task<HostProcess> Start(Storage storage, CancellationToken ct, Uri? address = null)
    {
        address ??= new Uri($"http://127.0.0.1:{Postgres.FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Homeward.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = storage.DataFolder,
            Environment =
            {
                ["Homeward__Data"] = storage.DataFolder,
                ["Homeward__Database"] = storage.ConnectionString,
                ["Urls"] = address.ToString(),
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Logging__Console__FormatterName"] = "simple",
            },
        };
        var process = Process.Start(start)!;
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        void Hear(string? line)
        {
            if (line is null)
                return;
            lock (said)
                said.Add(line);
            if (line.Contains("Now listening on", StringComparison.Ordinal))
                listening.TrySetResult();
        }
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
        {
            lock (said)
                listening.TrySetException(
                    new InvalidOperationException("The host ended before it listened:\n" + string.Join('\n', said))
                );
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(TimeSpan.FromMinutes(2), ct);
        return new(process, address, said);
    }

    /// <summary>What it wrote to its console.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return string.Join('\n', said);
        }
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task Kill(CancellationToken ct)
    {
        process.Kill();
        await process.WaitForExitAsync(ct);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
