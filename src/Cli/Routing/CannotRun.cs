namespace Homeward.Cli.Routing;

/// <summary>Why a route verb cannot run, on one page: a code, a sentence, what to do.</summary>
internal sealed class CannotRun(string code, string sentence, string toDo) : Exception($"{code}: {sentence} {toDo}")
{
    /// <summary>What the format itself has for such a case, to write in place of a solution; null where it has nothing.</summary>
    public string? Answer { get; private init; }

    public static CannotRun NoFile(string path) =>
        new("RTE-001", $"There is no file {path}.", "Check the path; it is looked for from the current folder.");

    public static CannotRun Unreadable(string path, string why) =>
        new("RTE-002", $"{path} cannot be read: {why}", "Check that it is a text file that you may read.");

    public static CannotRun UnknownFormat(string path) =>
        new(
            "RTE-003",
            $"{path} does not look like an instance: it has no DIMENSION, no CUSTOMER table and is no JSON.",
            "Say what it is with --format vrplib, solomon or vroom."
        );

    public static CannotRun NotInFormat(string path, string format, string why, string? answer = null) =>
        new(
            "RTE-004",
            $"{path}: {Sentence(why)}",
            $"Correct the file, or say with --format what it is: it was read as {format}."
        )
        {
            Answer = answer,
        };

    public static CannotRun NotASolution(string path, string why) =>
        new("RTE-005", $"{path}: {Sentence(why)}", "Correct the file, or give the instance that it solves.");

    public static CannotRun NoVisit(string id, string instance) =>
        new(
            "RTE-006",
            $"There is no visit '{id}' in {instance}.",
            "Give its name: a client's number as solution files have it, or job:7 of VROOM's."
        );

    public static CannotRun Unwritable(string path, string why) =>
        new(
            "RTE-007",
            $"{path} cannot be written: {why}",
            "Check that the folder is there and that you may write to it."
        );

    private static string Sentence(string why) => why.TrimEnd().EndsWith('.') ? why.TrimEnd() : $"{why.TrimEnd()}.";
}
