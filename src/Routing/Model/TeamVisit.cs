namespace Homeward.Routing;

/// <summary>
/// Two visits that two vans make together: the second starts within a span after the first starts, and another van makes
/// it. Both are planned or neither. A visit belongs to one team at the most, and neither to a shipment.
/// </summary>
/// <param name="First">The visit that starts first, or at the same time.</param>
/// <param name="Second">The visit that starts with it or after it.</param>
/// <param name="LeastAfter">How long after the first the second starts at the earliest; zero or more. Default 0.</param>
/// <param name="MostAfter">How long after the first the second starts at the latest; not less than <paramref name="LeastAfter"/>, at most <see cref="Seconds.Horizon"/>. Default 0: at once.</param>
public sealed record TeamVisit(string First, string Second, Seconds LeastAfter = default, Seconds MostAfter = default);

/// <summary>
/// How slow the roads are from a time of day on: driving takes <paramref name="Percent"/> of the matrix's time. A drive
/// that goes on past the change goes on at the new speed, so that who leaves later never arrives earlier (Ichoua,
/// Gendreau and Potvin 2003). Before the first slice roads are at 100.
/// </summary>
/// <param name="From">When it begins.</param>
/// <param name="Percent">20 to 500.</param>
public sealed record TimeSlice(Seconds From, int Percent);
