using System.CommandLine;
using Homeward.Cli;

namespace Homeward.App.Tests.Cli;

/// <summary>A folder of instances, and the route verbs typed over them.</summary>
public abstract class TypedRoutes : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("homeward-cli-");

    protected string Folder => folder.FullName;

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string File(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    protected static async Task<(int Code, string Printed, string Said)> Type(params string[] words)
    {
        using var printed = new StringWriter { NewLine = "\n" };
        using var said = new StringWriter { NewLine = "\n" };
        var code = await Verbs
            .Root()
            .Parse(["route", .. words])
            .InvokeAsync(new InvocationConfiguration { Output = printed, Error = said });
        return (code, printed.ToString(), said.ToString());
    }
}
