using System.Globalization;

namespace Homeward.Journey.Contact;

/// <summary>
/// What is said, in the patient's language. No health fact, no name, no address: a text message is read on a locked screen by
/// whoever holds the phone. {link} is filled in when the message is shown or sent, so that no token lies in the database.
/// </summary>
public static class Wording
{
    public const string LinkMark = "{link}";
    public static readonly IReadOnlyList<string> Languages = ["en", "es"];

    private static readonly Dictionary<(string Kind, string Language), string> Texts = new()
    {
        [("booked", "en")] =
            "{branch}: your visit is set for {day}, {from}-{to}. Details: {link} Questions: {phone}. Reply STOP to end messages.",
        [("booked", "es")] =
            "{branch}: su visita es el {day}, de {from} a {to}. Detalles: {link} Preguntas: {phone}. Responda STOP para no recibir mensajes.",
        [("on-the-way", "en")] =
            "{branch}: we are on the way and expect to be with you about {eta}. Follow: {link} Questions: {phone}.",
        [("on-the-way", "es")] =
            "{branch}: vamos en camino; llegaremos hacia las {eta}. Siga aquí: {link} Preguntas: {phone}.",
        [("done", "en")] = "{branch}: our visit today is finished. Anything not right? Call {phone}, day or night.",
        [("done", "es")] =
            "{branch}: nuestra visita de hoy ha terminado. ¿Algo no está bien? Llame al {phone}, día o noche.",
        [("missed", "en")] = "{branch}: we could not complete our visit today. Please call {phone} to set a new time.",
        [("missed", "es")] = "{branch}: hoy no pudimos completar la visita. Llame al {phone} para acordar otra hora.",
        [("cancelled", "en")] = "{branch}: your visit of {day} is cancelled. Questions: {phone}.",
        [("cancelled", "es")] = "{branch}: su visita del {day} queda cancelada. Preguntas: {phone}.",
    };

    public static string LanguageOf(string wanted) => Languages.Contains(wanted) ? wanted : "en";

    public static string Say(
        string kind,
        string language,
        string branch,
        string phone,
        DateTime from,
        DateTime to,
        DateTime? eta
    )
    {
        var culture = CultureInfo.GetCultureInfo(LanguageOf(language) == "es" ? "es-US" : "en-US");
        return Texts[(kind, LanguageOf(language))]
            .Replace("{branch}", branch, StringComparison.Ordinal)
            .Replace("{phone}", phone, StringComparison.Ordinal)
            .Replace(
                "{day}",
                from.ToString(LanguageOf(language) == "es" ? "ddd d 'de' MMM" : "ddd, MMM d", culture),
                StringComparison.Ordinal
            )
            .Replace("{from}", Time(from, culture), StringComparison.Ordinal)
            .Replace("{to}", Time(to, culture), StringComparison.Ordinal)
            .Replace("{eta}", Time(eta ?? to, culture), StringComparison.Ordinal);
    }

    // ICU sets a narrow no-break space before AM/PM, which costs a text message its plain alphabet.
    private static string Time(DateTime local, CultureInfo culture) =>
        local.ToString("h:mm tt", culture).Replace('\u202f', ' ').Replace('\u00a0', ' ');
}
