namespace Homeward.Routing.Formats;

/// <summary>
/// What is wrong with VROOM's JSON, or what in it cannot be planned: nothing is dropped in silence, so what is not
/// understood is refused by name.
/// </summary>
public sealed class VroomFormatException : Exception
{
    internal const int Input = 2;
    internal const int Routing = 3;

    internal VroomFormatException(string path, string sentence, int code = Input)
        : base(path.Length == 0 ? sentence : $"{path}: {sentence}") => (Path, Code) = (path, code);

    /// <summary>VROOM's status code: 2 for bad input, 3 where driving times or distances are missing.</summary>
    public int Code { get; }

    /// <summary>Where in the JSON, as <c>jobs[3].time_windows[0]</c>; empty for the whole of it.</summary>
    public string Path { get; }
}
