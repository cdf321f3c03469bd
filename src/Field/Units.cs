using System.Globalization;
using System.Text.Json.Serialization;

namespace Homeward.Field;

/// <summary>
/// A mass in whole grams. Default is zero. Negative values are differences and are allowed. Arithmetic is checked:
/// it throws <see cref="OverflowException"/> beyond 2,147 tonnes rather than wrap.
/// </summary>
/// <param name="Grams">Whole grams.</param>
[method: JsonConstructor]
public readonly record struct Mass(int Grams) : IComparable<Mass>
{
    /// <summary>Grams in an international avoirdupois pound (exact, NIST Handbook 44 appendix C).</summary>
    public const double GramsPerPound = 453.59237;

    /// <summary>No mass.</summary>
    public static Mass Zero => default;

    /// <summary>The mass in pounds, unrounded.</summary>
    [JsonIgnore]
    public double Pounds => Grams / GramsPerPound;

    /// <summary>From pounds, rounded to the nearest gram.</summary>
    /// <param name="pounds">A finite number of pounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or does not fit.</exception>
    public static Mass FromPounds(double pounds) => new(Whole.Of(pounds * GramsPerPound, nameof(pounds)));

    /// <summary>From kilograms, rounded to the nearest gram.</summary>
    /// <param name="kilograms">A finite number of kilograms.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or does not fit.</exception>
    public static Mass FromKilograms(double kilograms) => new(Whole.Of(kilograms * 1000, nameof(kilograms)));

    /// <summary>Sum. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Mass operator +(Mass a, Mass b) => new(checked(a.Grams + b.Grams));

    /// <summary>Difference. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Mass operator -(Mass a, Mass b) => new(checked(a.Grams - b.Grams));

    /// <summary>So many of them. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Mass operator *(Mass a, int count) => new(checked(a.Grams * count));

    /// <summary>Lighter than.</summary>
    public static bool operator <(Mass a, Mass b) => a.Grams < b.Grams;

    /// <summary>Heavier than.</summary>
    public static bool operator >(Mass a, Mass b) => a.Grams > b.Grams;

    /// <summary>No heavier than.</summary>
    public static bool operator <=(Mass a, Mass b) => a.Grams <= b.Grams;

    /// <summary>No lighter than.</summary>
    public static bool operator >=(Mass a, Mass b) => a.Grams >= b.Grams;

    /// <inheritdoc/>
    public int CompareTo(Mass other) => Grams.CompareTo(other.Grams);

    /// <summary>Pounds with one decimal, as in "12.3 lb", in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pounds:0.#} lb");
}

/// <summary>
/// A volume in whole millilitres. Default is zero. Negative values are differences. Arithmetic is checked and throws
/// <see cref="OverflowException"/> beyond 2,147 cubic metres.
/// </summary>
/// <param name="Millilitres">Whole millilitres.</param>
[method: JsonConstructor]
public readonly record struct Volume(int Millilitres) : IComparable<Volume>
{
    /// <summary>Millilitres in a cubic foot (exact).</summary>
    public const double MillilitresPerCubicFoot = 28_316.846592;

    /// <summary>No volume.</summary>
    public static Volume Zero => default;

    /// <summary>The volume in cubic feet, unrounded.</summary>
    [JsonIgnore]
    public double CubicFeet => Millilitres / MillilitresPerCubicFoot;

    /// <summary>From cubic feet, rounded to the nearest millilitre.</summary>
    /// <param name="cubicFeet">A finite number of cubic feet.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or does not fit.</exception>
    public static Volume FromCubicFeet(double cubicFeet) =>
        new(Whole.Of(cubicFeet * MillilitresPerCubicFoot, nameof(cubicFeet)));

    /// <summary>Sum. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Volume operator +(Volume a, Volume b) => new(checked(a.Millilitres + b.Millilitres));

    /// <summary>Difference. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Volume operator -(Volume a, Volume b) => new(checked(a.Millilitres - b.Millilitres));

    /// <summary>So many of them. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Volume operator *(Volume a, int count) => new(checked(a.Millilitres * count));

    /// <summary>Smaller than.</summary>
    public static bool operator <(Volume a, Volume b) => a.Millilitres < b.Millilitres;

    /// <summary>Larger than.</summary>
    public static bool operator >(Volume a, Volume b) => a.Millilitres > b.Millilitres;

    /// <summary>No larger than.</summary>
    public static bool operator <=(Volume a, Volume b) => a.Millilitres <= b.Millilitres;

    /// <summary>No smaller than.</summary>
    public static bool operator >=(Volume a, Volume b) => a.Millilitres >= b.Millilitres;

    /// <inheritdoc/>
    public int CompareTo(Volume other) => Millilitres.CompareTo(other.Millilitres);

    /// <summary>Cubic feet with one decimal, as in "30.5 cu ft", in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CubicFeet:0.#} cu ft");
}

/// <summary>
/// An amount of US dollars in whole cents. Default is zero. Negative is a credit. Arithmetic is checked and throws
/// <see cref="OverflowException"/>.
/// </summary>
/// <param name="Cents">Whole cents.</param>
[method: JsonConstructor]
public readonly record struct Money(long Cents) : IComparable<Money>
{
    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The amount in dollars, exact.</summary>
    [JsonIgnore]
    public decimal Dollars => Cents / 100m;

    /// <summary>From dollars, rounded to the nearest cent, halves away from zero.</summary>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static Money FromDollars(decimal dollars) =>
        new((long)Math.Round(dollars * 100m, 0, MidpointRounding.AwayFromZero));

    /// <summary>Sum. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Money operator +(Money a, Money b) => new(checked(a.Cents + b.Cents));

    /// <summary>Difference. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Money operator -(Money a, Money b) => new(checked(a.Cents - b.Cents));

    /// <summary>So many of them. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Money operator *(Money a, int count) => new(checked(a.Cents * count));

    /// <summary>Less than.</summary>
    public static bool operator <(Money a, Money b) => a.Cents < b.Cents;

    /// <summary>More than.</summary>
    public static bool operator >(Money a, Money b) => a.Cents > b.Cents;

    /// <summary>At most.</summary>
    public static bool operator <=(Money a, Money b) => a.Cents <= b.Cents;

    /// <summary>At least.</summary>
    public static bool operator >=(Money a, Money b) => a.Cents >= b.Cents;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    /// <summary>As in "$1,234.50" or "-$3.00", in every culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Cents < 0 ? "-" : "")}${Math.Abs(Dollars):#,0.00}");
}

/// <summary>
/// A distance in whole metres. Default is zero. Negative values are differences. Arithmetic is checked and throws
/// <see cref="OverflowException"/>.
/// </summary>
/// <param name="Metres">Whole metres.</param>
[method: JsonConstructor]
public readonly record struct Distance(int Metres) : IComparable<Distance>
{
    /// <summary>Metres in an international mile (exact).</summary>
    public const double MetresPerMile = 1609.344;

    /// <summary>No distance.</summary>
    public static Distance Zero => default;

    /// <summary>The distance in miles, unrounded.</summary>
    [JsonIgnore]
    public double Miles => Metres / MetresPerMile;

    /// <summary>From miles, rounded to the nearest metre.</summary>
    /// <param name="miles">A finite number of miles.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or does not fit.</exception>
    public static Distance FromMiles(double miles) => new(Whole.Of(miles * MetresPerMile, nameof(miles)));

    /// <summary>Sum. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Distance operator +(Distance a, Distance b) => new(checked(a.Metres + b.Metres));

    /// <summary>Difference. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Distance operator -(Distance a, Distance b) => new(checked(a.Metres - b.Metres));

    /// <summary>Shorter than.</summary>
    public static bool operator <(Distance a, Distance b) => a.Metres < b.Metres;

    /// <summary>Longer than.</summary>
    public static bool operator >(Distance a, Distance b) => a.Metres > b.Metres;

    /// <summary>No longer than.</summary>
    public static bool operator <=(Distance a, Distance b) => a.Metres <= b.Metres;

    /// <summary>No shorter than.</summary>
    public static bool operator >=(Distance a, Distance b) => a.Metres >= b.Metres;

    /// <inheritdoc/>
    public int CompareTo(Distance other) => Metres.CompareTo(other.Metres);

    /// <summary>Miles with one decimal, as in "4.2 mi", in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Miles:0.#} mi");
}

/// <summary>
/// A length of time in whole seconds: driving, setting up, waiting. Default is zero. Negative values are differences.
/// Arithmetic is checked and throws <see cref="OverflowException"/> beyond 68 years.
/// </summary>
/// <param name="Seconds">Whole seconds.</param>
[method: JsonConstructor]
public readonly record struct WorkTime(int Seconds) : IComparable<WorkTime>
{
    /// <summary>No time.</summary>
    public static WorkTime Zero => default;

    /// <summary>The time in minutes, unrounded.</summary>
    [JsonIgnore]
    public double Minutes => Seconds / 60.0;

    /// <summary>The time in hours, unrounded.</summary>
    [JsonIgnore]
    public double Hours => Seconds / 3600.0;

    /// <summary>From minutes, rounded to the nearest second.</summary>
    /// <param name="minutes">A finite number of minutes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or does not fit.</exception>
    public static WorkTime FromMinutes(double minutes) => new(Whole.Of(minutes * 60, nameof(minutes)));

    /// <summary>From hours, rounded to the nearest second.</summary>
    /// <param name="hours">A finite number of hours.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or does not fit.</exception>
    public static WorkTime FromHours(double hours) => new(Whole.Of(hours * 3600, nameof(hours)));

    /// <summary>From a time span, rounded to the nearest second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span does not fit (68 years).</exception>
    public static WorkTime From(TimeSpan span) => new(Whole.Of(span.TotalSeconds, nameof(span)));

    /// <summary>As a <see cref="TimeSpan"/>.</summary>
    public TimeSpan ToTimeSpan() => TimeSpan.FromSeconds(Seconds);

    /// <summary>Sum. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static WorkTime operator +(WorkTime a, WorkTime b) => new(checked(a.Seconds + b.Seconds));

    /// <summary>Difference. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static WorkTime operator -(WorkTime a, WorkTime b) => new(checked(a.Seconds - b.Seconds));

    /// <summary>So many of them. Throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static WorkTime operator *(WorkTime a, int count) => new(checked(a.Seconds * count));

    /// <summary>Shorter than.</summary>
    public static bool operator <(WorkTime a, WorkTime b) => a.Seconds < b.Seconds;

    /// <summary>Longer than.</summary>
    public static bool operator >(WorkTime a, WorkTime b) => a.Seconds > b.Seconds;

    /// <summary>No longer than.</summary>
    public static bool operator <=(WorkTime a, WorkTime b) => a.Seconds <= b.Seconds;

    /// <summary>No shorter than.</summary>
    public static bool operator >=(WorkTime a, WorkTime b) => a.Seconds >= b.Seconds;

    /// <inheritdoc/>
    public int CompareTo(WorkTime other) => Seconds.CompareTo(other.Seconds);

    /// <summary>As in "1 h 05 min", "45 min" or "30 s", with the sign in front, in every culture.</summary>
    public override string ToString()
    {
        var s = Math.Abs((long)Seconds);
        var sign = Seconds < 0 ? "-" : "";
        return s < 60 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{s} s")
            : s < 3600 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{s / 60} min")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{s / 3600} h {s % 3600 / 60:00} min");
    }
}

internal static class Whole
{
    public static int Of(double value, string name)
    {
        var whole = Math.Round(value, MidpointRounding.AwayFromZero);
        return whole is >= int.MinValue and <= int.MaxValue
            ? (int)whole
            : throw new ArgumentOutOfRangeException(name, value, "The value is not a number or does not fit.");
    }
}
