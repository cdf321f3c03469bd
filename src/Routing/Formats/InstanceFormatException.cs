namespace Homeward.Routing.Formats;

/// <summary>A text that is not what its format asks for. The message is a sentence that begins with the line, where there is one.</summary>
public sealed class InstanceFormatException : FormatException
{
    internal InstanceFormatException(string message, int? line = null)
        : base(line is { } n ? $"Line {n}: {message}" : message) => Line = line;

    /// <summary>The line that is at fault, from 1; null where something is missing altogether.</summary>
    public int? Line { get; }
}
