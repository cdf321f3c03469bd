namespace Homeward.Routing;

/// <summary>
/// A time of day (from the plan day's origin, which the caller chooses, usually local midnight) or a length of time,
/// in whole seconds. Range: any <see cref="int"/>; times in a problem lie between 0 and <see cref="Horizon"/>.
/// The default is zero. Arithmetic is checked and throws <see cref="OverflowException"/>.
/// </summary>
/// <remarks>
/// Seconds since an origin, not clock time: on a day when the clocks change, an hour on the wall may be skipped or
/// occur twice, and only the caller knows the branch's time zone.
/// </remarks>
/// <param name="Value">The number of seconds.</param>
public readonly record struct Seconds(int Value) : IComparable<Seconds>
{
    /// <summary>The latest time a problem may name: four days after the origin.</summary>
    public static readonly Seconds Horizon = new(4 * 86_400);

    /// <summary>Zero seconds, or the origin.</summary>
    public static readonly Seconds Zero;

    /// <summary>The time <paramref name="hour"/>:<paramref name="minute"/> after the origin; the hour may exceed 24.</summary>
    public static Seconds At(int hour, int minute = 0) => new(checked((hour * 3600) + (minute * 60)));

    /// <summary>A length of <paramref name="minutes"/> minutes.</summary>
    public static Seconds FromMinutes(int minutes) => new(checked(minutes * 60));

    /// <summary>A length of <paramref name="hours"/> hours.</summary>
    public static Seconds FromHours(int hours) => new(checked(hours * 3600));

    /// <summary>The sum.</summary>
    public static Seconds operator +(Seconds a, Seconds b) => new(checked(a.Value + b.Value));

    /// <summary>The difference; may be negative.</summary>
    public static Seconds operator -(Seconds a, Seconds b) => new(checked(a.Value - b.Value));

    /// <summary>Whether <paramref name="a"/> is earlier or shorter.</summary>
    public static bool operator <(Seconds a, Seconds b) => a.Value < b.Value;

    /// <summary>Whether <paramref name="a"/> is later or longer.</summary>
    public static bool operator >(Seconds a, Seconds b) => a.Value > b.Value;

    /// <summary>Whether <paramref name="a"/> is not later or longer.</summary>
    public static bool operator <=(Seconds a, Seconds b) => a.Value <= b.Value;

    /// <summary>Whether <paramref name="a"/> is not earlier or shorter.</summary>
    public static bool operator >=(Seconds a, Seconds b) => a.Value >= b.Value;

    /// <inheritdoc/>
    public int CompareTo(Seconds other) => Value.CompareTo(other.Value);

    /// <summary>The time as <c>HH:mm</c>, with <c>:ss</c> where the seconds are not zero.</summary>
    public override string ToString()
    {
        var (sign, s) = Value < 0 ? ("-", -(long)Value) : ("", Value);
        var hm = $"{sign}{s / 3600:00}:{s / 60 % 60:00}";
        return s % 60 == 0 ? hm : $"{hm}:{s % 60:00}";
    }
}

/// <summary>A road distance in whole metres. Range: any <see cref="int"/>; in a problem, zero or more. The default is zero.</summary>
/// <param name="Value">The number of metres.</param>
public readonly record struct Metres(int Value) : IComparable<Metres>
{
    /// <summary>The sum, checked.</summary>
    public static Metres operator +(Metres a, Metres b) => new(checked(a.Value + b.Value));

    /// <summary>The difference, checked; may be negative.</summary>
    public static Metres operator -(Metres a, Metres b) => new(checked(a.Value - b.Value));

    /// <summary>Whether <paramref name="a"/> is shorter.</summary>
    public static bool operator <(Metres a, Metres b) => a.Value < b.Value;

    /// <summary>Whether <paramref name="a"/> is longer.</summary>
    public static bool operator >(Metres a, Metres b) => a.Value > b.Value;

    /// <summary>Whether <paramref name="a"/> is not longer.</summary>
    public static bool operator <=(Metres a, Metres b) => a.Value <= b.Value;

    /// <summary>Whether <paramref name="a"/> is not shorter.</summary>
    public static bool operator >=(Metres a, Metres b) => a.Value >= b.Value;

    /// <inheritdoc/>
    public int CompareTo(Metres other) => Value.CompareTo(other.Value);

    /// <summary>The distance in kilometres with one decimal.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value / 1000.0:0.0} km");
}

/// <summary>Money in whole cents (hundredths of the operator's currency). Range: any <see cref="long"/>. The default is zero.</summary>
/// <param name="Value">The number of cents.</param>
public readonly record struct Cents(long Value) : IComparable<Cents>
{
    /// <summary>An amount in whole dollars (or the operator's unit of currency).</summary>
    public static Cents Dollars(int dollars) => new(dollars * 100L);

    /// <summary>The sum, checked.</summary>
    public static Cents operator +(Cents a, Cents b) => new(checked(a.Value + b.Value));

    /// <summary>The difference, checked; may be negative.</summary>
    public static Cents operator -(Cents a, Cents b) => new(checked(a.Value - b.Value));

    /// <summary>Whether <paramref name="a"/> is less.</summary>
    public static bool operator <(Cents a, Cents b) => a.Value < b.Value;

    /// <summary>Whether <paramref name="a"/> is more.</summary>
    public static bool operator >(Cents a, Cents b) => a.Value > b.Value;

    /// <summary>Whether <paramref name="a"/> is not more.</summary>
    public static bool operator <=(Cents a, Cents b) => a.Value <= b.Value;

    /// <summary>Whether <paramref name="a"/> is not less.</summary>
    public static bool operator >=(Cents a, Cents b) => a.Value >= b.Value;

    /// <inheritdoc/>
    public int CompareTo(Cents other) => Value.CompareTo(other.Value);

    /// <summary>The amount with two decimals and no currency sign.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value / 100m:0.00}");
}

/// <summary>A span from <paramref name="Start"/> to <paramref name="End"/>, both ends included.</summary>
/// <param name="Start">The first moment. 0 to <see cref="Seconds.Horizon"/>.</param>
/// <param name="End">The last moment, not before <paramref name="Start"/>; a problem with such a window is refused.</param>
public readonly record struct TimeWindow(Seconds Start, Seconds End)
{
    /// <summary>A window between two times of day on the hour.</summary>
    public static TimeWindow Hours(int from, int to) => new(Seconds.At(from), Seconds.At(to));

    /// <summary>Whether <paramref name="time"/> lies in the window, its ends included.</summary>
    public bool Contains(Seconds time) => time >= Start && time <= End;

    /// <summary>The window as <c>HH:mm-HH:mm</c>.</summary>
    public override string ToString() => $"{Start}-{End}";
}
