namespace Homeward.Routing;

/// <summary>Routes for a day, what is left out and why, what it costs, and how it came to be. Immutable.</summary>
public sealed record Plan
{
    /// <summary>One route for each vehicle that has a stop, in the problem's order of vehicles.</summary>
    public required IReadOnlyList<Route> Routes { get; init; }

    /// <summary>The visits left out, in the problem's order.</summary>
    public required IReadOnlyList<Unplanned> Unplanned { get; init; }

    /// <summary>What it costs, term by term: the routes' terms and the price of what is left out.</summary>
    public required CostTerms Cost { get; init; }

    /// <summary>How the plan came to be.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>A plan without a route, to insert into.</summary>
    public static Plan Empty(Problem problem) => RoutePlanner.Evaluate(problem, []).Plan;

    /// <summary>The route and stop of a visit, or null where it is not planned.</summary>
    public (Route Route, Stop Stop)? Find(string visit)
    {
        foreach (var route in Routes)
        {
            foreach (var stop in route.Stops)
            {
                if (string.Equals(stop.Visit, visit, StringComparison.Ordinal))
                {
                    return (route, stop);
                }
            }
        }

        return null;
    }
}

/// <summary>One van's day.</summary>
public sealed record Route
{
    /// <summary>The vehicle's name.</summary>
    public required string Vehicle { get; init; }

    /// <summary>When the van leaves its start (or is free, when already under way).</summary>
    public required Seconds Leaves { get; init; }

    /// <summary>When it is back, or has finished its last stop where the vehicle has no end.</summary>
    public required Seconds Ends { get; init; }

    /// <summary>The stops in order, reloads included.</summary>
    public required IReadOnlyList<Stop> Stops { get; init; }

    /// <summary>
    /// The drives: one to each stop, and one to the end where the vehicle has one. A van that starts at its first stop
    /// has a leg of no length to it, which says what it carries.
    /// </summary>
    public required IReadOnlyList<Leg> Legs { get; init; }

    /// <summary>The breaks that are taken.</summary>
    public required IReadOnlyList<PlannedBreak> Breaks { get; init; }

    /// <summary>The distance of all legs.</summary>
    public required Metres Distance { get; init; }

    /// <summary>Carbon dioxide of all legs, in grams.</summary>
    public required long Co2Grams { get; init; }

    /// <summary>What it costs, term by term.</summary>
    public required CostTerms Cost { get; init; }

    /// <summary>The order of the stops, to evaluate again or change.</summary>
    public FixedRoute Order => new(Vehicle, [.. Stops.Select(s => s.Visit ?? FixedRoute.Reload)]);
}

/// <summary>A visit or a reload on a route.</summary>
/// <param name="Visit">The visit's name; null for a reload.</param>
/// <param name="Place">Where.</param>
/// <param name="Arrive">When the van gets there.</param>
/// <param name="Start">When work starts: after any wait for the window.</param>
/// <param name="Leave">When work is done.</param>
/// <param name="Late">How long past the end of the last window work starts; zero when in time.</param>
public sealed record Stop(string? Visit, int Place, Seconds Arrive, Seconds Start, Seconds Leave, Seconds Late)
{
    /// <summary>Whether this is a reload at a depot.</summary>
    public bool IsReload => Visit is null;
}

/// <summary>A drive from one place to the next.</summary>
/// <param name="From">Where from.</param>
/// <param name="To">Where to.</param>
/// <param name="Drive">Driving time without breaks.</param>
/// <param name="Distance">Distance.</param>
/// <param name="Load">What is on board, in the order of the problem's dimensions.</param>
public sealed record Leg(int From, int To, Seconds Drive, Metres Distance, IReadOnlyList<int> Load);

/// <summary>A break as taken.</summary>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it ends.</param>
public sealed record PlannedBreak(Seconds Start, Seconds End);

/// <summary>A visit that is left out.</summary>
/// <param name="Visit">The visit's name.</param>
/// <param name="Explanation">Why, as <see cref="RoutePlanner.Explain"/> finds; null in a plan that was only evaluated.</param>
public sealed record Unplanned(string Visit, Explanation? Explanation);

/// <summary>How a plan came to be.</summary>
/// <param name="Made">Which verb made it: <c>solve</c>, <c>insert</c> or <c>evaluate</c>.</param>
/// <param name="Seed">The seed of the dice.</param>
/// <param name="Iterations">How many rounds of improvement ran.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record Provenance(string Made, long Seed, int Iterations, TimeSpan Elapsed);

/// <summary>An order of stops, fixed by hand or taken from a plan.</summary>
/// <param name="Vehicle">The vehicle's name.</param>
/// <param name="Stops">Visits' names in order, and <see cref="Reload"/> for a return to the depot.</param>
public sealed record FixedRoute(string Vehicle, IReadOnlyList<string> Stops)
{
    /// <summary>The word that stands for a reload among the stops. No visit has this name: it is empty.</summary>
    public const string Reload = "";
}

/// <summary>
/// What a route or plan costs. Each term is rounded to whole cents, half away from zero, route by route; totals are
/// sums of the rounded terms, so that a column of figures adds up. A term of a route that is more than
/// 1,000,000,000,000.00, which only orders that break every limit come to, is shown as that.
/// </summary>
/// <param name="Fixed">Using the vans.</param>
/// <param name="Wages">Time from leaving to end.</param>
/// <param name="Overtime">What time past the shift's end costs on top.</param>
/// <param name="Distance">Kilometres.</param>
/// <param name="Lateness">Minutes past windows that may be overrun.</param>
/// <param name="Moved">Minutes away from announced starts.</param>
/// <param name="Co2">Carbon dioxide, where it has a price.</param>
/// <param name="Balance">Uneven work: the squares of the routes' hours, where they have a price.</param>
/// <param name="OtherVehicle">Visits that another vehicle makes than the preferred one.</param>
/// <param name="LeftOut">The prices of the visits left out.</param>
public sealed record CostTerms(
    Cents Fixed,
    Cents Wages,
    Cents Overtime,
    Cents Distance,
    Cents Lateness,
    Cents Moved,
    Cents Co2,
    Cents Balance,
    Cents OtherVehicle,
    Cents LeftOut
)
{
    /// <summary>The most that a plan which keeps its limits may come to, in a problem that is not refused.</summary>
    internal static readonly Cents Most = new(100_000_000_000_000);

    /// <summary>No cost.</summary>
    public static CostTerms None { get; } =
        new(default, default, default, default, default, default, default, default, default, default);

    /// <summary>The sum of the terms.</summary>
    public Cents Total =>
        Fixed + Wages + Overtime + Distance + Lateness + Moved + Co2 + Balance + OtherVehicle + LeftOut;

    /// <summary>The sum, term by term.</summary>
    public static CostTerms operator +(CostTerms a, CostTerms b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(
            a.Fixed + b.Fixed,
            a.Wages + b.Wages,
            a.Overtime + b.Overtime,
            a.Distance + b.Distance,
            a.Lateness + b.Lateness,
            a.Moved + b.Moved,
            a.Co2 + b.Co2,
            a.Balance + b.Balance,
            a.OtherVehicle + b.OtherVehicle,
            a.LeftOut + b.LeftOut
        );
    }
}
