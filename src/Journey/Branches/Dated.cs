namespace Homeward.Journey.Branches;

/// <summary>Rows that hold from a day to a last day, both counted; no last day means until further notice.</summary>
public static class Dated
{
    public static bool Holds(DateOnly from, DateOnly? to, DateOnly day) => from <= day && (to is null || day <= to);

    public static bool Overlap(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo) =>
        from <= (otherTo ?? DateOnly.MaxValue) && otherFrom <= (to ?? DateOnly.MaxValue);
}
