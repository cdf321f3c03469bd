namespace Homeward.Field.Visit;

/// <summary>A text in the languages every visit needs. Tenants add their own as data.</summary>
/// <param name="English">In English.</param>
/// <param name="Spanish">In Spanish.</param>
public sealed record LocalText(string English, string Spanish)
{
    /// <summary>The text for a language tag: Spanish for "es" and "es-...", English for all else.</summary>
    /// <param name="language">A BCP 47 tag, or null.</param>
    public string In(string? language) =>
        language is not null
        && (
            language.Equals("es", StringComparison.OrdinalIgnoreCase)
            || language.StartsWith("es-", StringComparison.OrdinalIgnoreCase)
        )
            ? Spanish
            : English;
}
