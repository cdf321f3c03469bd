using System.Globalization;
using Homeward.Routing;
using Homeward.Routing.Formats;

namespace Homeward.Cli.Routing;

/// <summary>An instance in one of the formats: the only place that knows which there are.</summary>
internal abstract class InstanceFile
{
    internal static readonly string[] Formats = ["vrplib", "solomon", "vroom"];

    internal abstract Problem Problem { get; }

    /// <summary>What is to be known of how the file was read, a sentence each.</summary>
    internal virtual IReadOnlyList<string> Notes => [];

    /// <summary>How the file itself asks to be searched.</summary>
    internal virtual SolveOptions Options => new();

    /// <summary>Whether a solution of this format may leave out what does not fit.</summary>
    internal virtual bool MayLeaveOut => false;

    /// <summary>The cost as the format states it.</summary>
    internal abstract string CostOf(Plan plan);

    /// <summary>A time as the format states it.</summary>
    internal abstract string TimeOf(Seconds time);

    /// <summary>The routes of a solution, and the cost that it states.</summary>
    internal abstract (IReadOnlyList<FixedRoute> Routes, string? Cost) ReadSolution(string text);

    internal abstract string WriteSolution(Plan plan);

    /// <exception cref="CannotRun">There is no such file, or it is not in the format.</exception>
    internal static InstanceFile Open(FileInfo file, string? format)
    {
        var text = Text(file);
        var read = format ?? Guess(text) ?? throw CannotRun.UnknownFormat(file.Name);
        try
        {
            return read switch
            {
                "vrplib" => new VrpFile(VrpLib.Read(text)),
                "solomon" => new VrpFile(SolomonText.Read(text)),
                _ => new VroomFile(text),
            };
        }
        catch (VroomFormatException e)
        {
            throw CannotRun.NotInFormat(file.Name, read, e.Message, VroomFile.Answer(e));
        }
        catch (InstanceFormatException e)
        {
            throw CannotRun.NotInFormat(file.Name, read, e.Message);
        }
    }

    /// <summary>Times, cost and violations of a solution, and the cost that its file states.</summary>
    /// <exception cref="CannotRun">There is no such file, or it is no solution of the instance.</exception>
    internal (Evaluation Evaluation, string? Cost) OpenSolution(FileInfo file)
    {
        var text = Text(file);
        try
        {
            var (routes, cost) = ReadSolution(text);
            return (RoutePlanner.Evaluate(Problem, routes), cost);
        }
        catch (Exception e)
            when (e is InstanceFormatException or VroomFormatException or ArgumentException or KeyNotFoundException)
        {
            throw CannotRun.NotASolution(file.Name, e.Message);
        }
    }

    private static string Text(FileInfo file)
    {
        if (!file.Exists)
            throw CannotRun.NoFile(file.FullName);
        try
        {
            using var reader = file.OpenText();
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotRun.Unreadable(file.FullName, e.Message);
        }
    }

    private static string? Guess(string text) =>
        text.AsSpan().TrimStart().StartsWith("{") ? "vroom"
        : text.Contains("DIMENSION", StringComparison.Ordinal) ? "vrplib"
        : text.Contains("CUSTOMER", StringComparison.Ordinal) ? "solomon"
        : null;

    private sealed class VrpFile(VrpInstance instance) : InstanceFile
    {
        internal override Problem Problem => instance.Problem;

        internal override string CostOf(Plan plan) => Number(instance.CostOf(plan));

        internal override string TimeOf(Seconds time) => Number((decimal)time.Value / Math.Max(1, instance.TimeScale));

        internal override (IReadOnlyList<FixedRoute> Routes, string? Cost) ReadSolution(string text)
        {
            var solution = VrpLib.ReadSolution(instance, text);
            return (solution.Routes, solution.Cost is { } cost ? Number(cost) : null);
        }

        internal override string WriteSolution(Plan plan) => VrpLib.WriteSolution(instance, plan);

        private static string Number(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);
    }
}
