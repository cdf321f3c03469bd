using Homeward.Journey.Shared;

namespace Homeward.Journey.Proof;

/// <summary>Knows pictures by their first bytes; what a sender calls a file is not believed.</summary>
internal static class Pictures
{
    public const int SignatureBytes = 1024 * 1024;
    public const int PhotoBytes = 12 * 1024 * 1024;

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static string? TypeOf(ReadOnlySpan<byte> file) =>
        file.StartsWith(Png) ? "image/png"
        : file.Length > 3 && file[0] == 0xff && file[1] == 0xd8 && file[2] == 0xff ? "image/jpeg"
        : null;

    /// <summary>The type to store it with, or why it cannot be kept.</summary>
    public static (string? Type, Refusal? Refusal) Check(string kind, byte[] file)
    {
        var most = kind == EvidenceKinds.Signature ? SignatureBytes : PhotoBytes;
        if (file.Length > most)
            return (null, new PictureTooLarge(kind, most / 1024 / 1024) { Field = "file" });
        var type = TypeOf(file);
        if (type is null || (kind == EvidenceKinds.Signature && type != "image/png"))
            return (null, new NotAPicture(kind) { Field = "file" });
        using var codec = SkiaSharp.SKCodec.Create(new MemoryStream(file));
        // A header alone proves nothing; and a picture of a few bytes may unfold to gigabytes.
        return codec is { Info: { Width: > 0 and <= 12_000, Height: > 0 and <= 12_000 } }
            ? (type, null)
            : (null, new NotAPicture(kind) { Field = "file" });
    }
}
