using PhoneNumbers;

namespace Homeward.Journey.Intake;

/// <summary>Telephone numbers as people write them, kept as E.164.</summary>
public static class PhoneText
{
    private const int Longest = 40;
    private static readonly PhoneNumberUtil Book = PhoneNumberUtil.GetInstance();

    /// <summary>"(614) 220-0199" to "+16142200199"; null when no telephone network has such a number. Without + it is a US number.</summary>
    public static string? Normalise(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest)
            return null;
        try
        {
            var number = Book.Parse(text, "US");
            return Book.IsValidNumber(number) ? Book.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>As people read it: (614) 220-0199, or +44 20 7946 0958 from elsewhere. What cannot be read is shown as it is.</summary>
    public static string Show(string? e164)
    {
        if (string.IsNullOrEmpty(e164))
            return "";
        try
        {
            var number = Book.Parse(e164, "US");
            return Book.Format(
                number,
                number.CountryCode == 1 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL
            );
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }
}
