using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Homeward.Field.Visit;

/// <summary>
/// A text a patient signs, kept with the signature: which text, which version, which language, and a hash over exactly
/// those words. A change of one character is a new version.
/// </summary>
/// <param name="Id">A stable name, such as "delivery-acknowledgement".</param>
/// <param name="Version">1 or more.</param>
/// <param name="Language">A BCP 47 tag, such as "en" or "es".</param>
/// <param name="Text">The exact words.</param>
/// <param name="Sha256">SHA-256 over the UTF-8 bytes of the text, 64 lower case hex digits.</param>
[method: JsonConstructor]
public sealed record SignedText(string Id, int Version, string Language, string Text, string Sha256)
{
    /// <summary>Makes a text and its hash.</summary>
    /// <exception cref="ArgumentException">Id, language or text is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The version is less than 1.</exception>
    public static SignedText Of(string id, int version, string language, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(language);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return new(id, version, language, text, Hash(text));
    }

    /// <summary>True when the hash is the hash of the text: nothing was changed since it was made.</summary>
    [JsonIgnore]
    public bool IsIntact => string.Equals(Sha256, Hash(Text), StringComparison.Ordinal);

    /// <summary>
    /// The acknowledgement that comes with the system, version 1, English and Spanish. Have counsel read it before use.
    /// </summary>
    public static IReadOnlyList<SignedText> Defaults { get; } =
    [
        Of(
            "delivery-acknowledgement",
            1,
            "en",
            "I received the items listed on the date shown. I was shown how to use them safely and my questions were answered. "
                + "I was told how to reach the company at any hour. If I sign for the patient, I am not employed by the "
                + "company and have no financial interest in this delivery."
        ),
        Of(
            "delivery-acknowledgement",
            1,
            "es",
            "Recibí los artículos de la lista en la fecha indicada. Me mostraron cómo usarlos de forma segura y respondieron a mis "
                + "preguntas. Me indicaron cómo comunicarme con la empresa a cualquier hora. Si firmo en nombre del paciente, no "
                + "trabajo para la empresa ni tengo interés económico en esta entrega."
        ),
        Of("pickup-acknowledgement", 1, "en", "The items listed were picked up from me on the date shown."),
        Of("pickup-acknowledgement", 1, "es", "Los artículos de la lista fueron recogidos en la fecha indicada."),
    ];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
