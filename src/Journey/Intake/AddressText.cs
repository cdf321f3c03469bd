using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Homeward.Journey.Intake;

/// <summary>Addresses as people write them, made one way to write and one way to compare.</summary>
public static partial class AddressText
{
    private static readonly FrozenDictionary<string, string> States = (
        "ALABAMA AL,ALASKA AK,ARIZONA AZ,ARKANSAS AR,CALIFORNIA CA,COLORADO CO,CONNECTICUT CT,DELAWARE DE,"
        + "DISTRICT OF COLUMBIA DC,FLORIDA FL,GEORGIA GA,HAWAII HI,IDAHO ID,ILLINOIS IL,INDIANA IN,IOWA IA,KANSAS KS,"
        + "KENTUCKY KY,LOUISIANA LA,MAINE ME,MARYLAND MD,MASSACHUSETTS MA,MICHIGAN MI,MINNESOTA MN,MISSISSIPPI MS,"
        + "MISSOURI MO,MONTANA MT,NEBRASKA NE,NEVADA NV,NEW HAMPSHIRE NH,NEW JERSEY NJ,NEW MEXICO NM,NEW YORK NY,"
        + "NORTH CAROLINA NC,NORTH DAKOTA ND,OHIO OH,OKLAHOMA OK,OREGON OR,PENNSYLVANIA PA,PUERTO RICO PR,RHODE ISLAND RI,"
        + "SOUTH CAROLINA SC,SOUTH DAKOTA SD,TENNESSEE TN,TEXAS TX,UTAH UT,VERMONT VT,VIRGINIA VA,WASHINGTON WA,"
        + "WEST VIRGINIA WV,WISCONSIN WI,WYOMING WY,GUAM GU,AMERICAN SAMOA AS,VIRGIN ISLANDS VI,NORTHERN MARIANA ISLANDS MP"
    )
        .Split(',')
        .ToFrozenDictionary(s => s[..^3], s => s[^2..]);

    private static readonly FrozenSet<string> StateCodes = States.Values.ToFrozenSet();

    // USPS Publication 28, appendix C: the suffixes, directions and unit words people write in both ways.
    private static readonly FrozenDictionary<string, string> Short = (
        "AVENUE AVE,AV AVE,BOULEVARD BLVD,CIRCLE CIR,COURT CT,DRIVE DR,HIGHWAY HWY,LANE LN,PARKWAY PKWY,PLACE PL,ROAD RD,"
        + "SQUARE SQ,STREET ST,STR ST,TERRACE TER,TRAIL TRL,WAY WAY,HEIGHTS HTS,MOUNT MT,SAINT ST,NORTH N,SOUTH S,EAST E,WEST W,"
        + "NORTHEAST NE,NORTHWEST NW,SOUTHEAST SE,SOUTHWEST SW,APARTMENT APT,UNIT APT,SUITE STE,FLOOR FL,BUILDING BLDG,ROOM RM,# APT"
    )
        .Split(',')
        .ToFrozenDictionary(
            s => s[..s.IndexOf(' ', StringComparison.Ordinal)],
            s => s[(s.IndexOf(' ', StringComparison.Ordinal) + 1)..]
        );

    /// <summary>One line: trimmed, runs of blanks and line ends to one space; null when nothing is left.</summary>
    public static string? Line(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Blanks().Replace(text.Trim(), " ");

    /// <summary>"Ohio", "ohio", "OH" to OH; null when it is no state or territory.</summary>
    public static string? StateCode(string? text)
    {
        var state = Line(text)?.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
        return state is null ? null
            : StateCodes.Contains(state) ? state
            : States.GetValueOrDefault(state);
    }

    /// <summary>The post office's way to write a town that was typed in capitals or small letters; else as it was written.</summary>
    public static string City(string city, string? zip) =>
        ZipCodes.Find(zip) is { City.Length: > 0 } place
        && string.Equals(place.City, city, StringComparison.OrdinalIgnoreCase)
            ? place.City
            : city;

    /// <summary>For comparing: capitals, no punctuation, suffixes and unit words short. Empty when there is no line.</summary>
    public static string Key(string? line, string? line2 = null) =>
        string.Join(
            ' ',
            Parts().Matches($"{line} {line2}".ToUpperInvariant()).Select(m => Short.GetValueOrDefault(m.Value, m.Value))
        );

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[\p{L}\p{N}]+|#")]
    private static partial Regex Parts();
}
