namespace Homeward.Routing.Formats;

/// <summary>What it takes to drive from place to place by one profile; a place is a row.</summary>
internal sealed record VroomProfile(int[] Seconds, uint[]? Metres, uint[]? Costs)
{
    internal uint Longest { get; } = Metres?.Max() ?? 0;
}

/// <summary>The places of an instance and the profiles its vehicles drive by, from the JSON or from the caller.</summary>
internal sealed class VroomRoads
{
    private const int MostPlaces = 8_000;

    private readonly VroomInput input;
    private readonly Func<string, IReadOnlyList<(double Lon, double Lat)>, TravelMatrix>? ask;
    private readonly Dictionary<(double, double), int> byCoordinates = [];
    private readonly List<VroomLocation> locations;

    internal VroomRoads(VroomInput input, Func<string, IReadOnlyList<(double Lon, double Lat)>, TravelMatrix>? ask)
    {
        (this.input, this.ask) = (input, ask);
        locations =
        [
            .. input.Vehicles.SelectMany(v => new[] { v.Start, v.End }).OfType<VroomLocation>(),
            .. input.Tasks.Select(t => t.Location),
        ];
        Places = input.HasMatrices ? PlacesOfMatrices() : PlacesOfCoordinates();
        if (Places > MostPlaces)
        {
            throw new VroomFormatException("", $"There are {Places} places; {MostPlaces} are the most.");
        }

        foreach (var profile in input.Vehicles.Select(v => v.Profile).Distinct(StringComparer.Ordinal))
        {
            ByProfile.Add(profile, Profile(profile));
        }
    }

    internal int Places { get; }

    internal Dictionary<string, VroomProfile> ByProfile { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the output tells distances: as in VROOM, where they were given or the objective needs them.</summary>
    internal bool HasDistances => ByProfile.Values.All(p => p.Metres is not null);

    internal int Of(VroomLocation location) =>
        input.HasMatrices ? (int)location.Index!.Value : byCoordinates[location.At!.Value];

    private int PlacesOfMatrices()
    {
        foreach (var location in locations.Where(l => l.Index is null))
        {
            throw new VroomFormatException(location.Path, "An index is missing: with matrices every place needs one.");
        }

        return 1 + (int)locations.Max(l => l.Index!.Value);
    }

    private int PlacesOfCoordinates()
    {
        foreach (var location in locations)
        {
            if (location.At is not { } at)
            {
                throw new VroomFormatException(
                    location.Path,
                    "Coordinates are missing: without matrices every place needs them."
                );
            }

            byCoordinates.TryAdd(at, byCoordinates.Count);
        }

        return byCoordinates.Count;
    }

    private VroomProfile Profile(string profile)
    {
        var given = input.Matrices.GetValueOrDefault(profile) ?? new VroomMatrices(null, null, null);
        if (given is { Durations: null, Distances: { } alone })
        {
            throw new VroomFormatException(alone.Path, $"Distances without durations for profile '{profile}'.");
        }

        var costs = Cut(given.Costs);
        var metres = Cut(given.Distances);
        foreach (var v in input.Vehicles.Where(v => costs is not null && v.Profile == profile))
        {
            // VROOM refuses the one and forgets the other.
            if (v.Costs.PerHour != VroomCosts.DefaultPerHour || v.Costs.PerKm != 0)
            {
                throw new VroomFormatException($"{v.Path}.costs", "per_hour and per_km contradict a costs matrix.");
            }
        }

        if (given.Durations is null)
        {
            var answer = Answer(profile, "driving times");
            return new VroomProfile(Spread(answer.RawSeconds, TravelMatrix.Unreachable), Metres(answer), costs);
        }

        if (metres is null && input.Matrices.Values.Any(m => m.Distances is not null))
        {
            throw new VroomFormatException("matrices", $"Distances are missing for profile '{profile}' alone.");
        }

        var needed = input.Vehicles.Any(v => v.Profile == profile && (v.Costs.PerKm > 0 || v.MaxDistance is not null));
        if (metres is null && needed)
        {
            metres = Metres(Answer(profile, "distances, which per_km and max_distance ask for"));
        }

        return new VroomProfile(Driven(Cut(given.Durations)!), metres, costs);
    }

    /// <summary>A drive longer than Homeward's four days is no way at all: no plan could drive it.</summary>
    private static int[] Driven(uint[] durations) =>
        [.. durations.Select(d => d <= Seconds.Horizon.Value ? (int)d : TravelMatrix.Unreachable)];

    /// <summary>The rows and columns that are used.</summary>
    private uint[]? Cut(VroomMatrix? matrix)
    {
        if (matrix is null || matrix.Size == Places)
        {
            return matrix?.Values;
        }

        if (matrix.Size < Places)
        {
            var beyond = locations.First(l => l.Index >= matrix.Size);
            throw new VroomFormatException(
                beyond.Path,
                $"Index {beyond.Index} is not in {matrix.Path} of {matrix.Size} places."
            );
        }

        var cut = new uint[Places * Places];
        for (var i = 0; i < Places; i++)
        {
            Array.Copy(matrix.Values, i * matrix.Size, cut, i * Places, Places);
        }

        return cut;
    }

    private uint[] Metres(TravelMatrix answer) => [.. Spread(answer.RawMetres, 0).Select(m => (uint)m)];

    /// <summary>The places asked for, in the order in which they were asked for.</summary>
    private List<int> Asked() =>
        input.HasMatrices
            ? [.. locations.Select(l => (int)l.Index!.Value).Distinct()]
            : [.. Enumerable.Range(0, Places)];

    private TravelMatrix Answer(string profile, string what)
    {
        if (ask is null)
        {
            throw new VroomFormatException(
                $"matrices.{profile}",
                $"A matrix is needed: there are no {what} for profile '{profile}'.",
                VroomFormatException.Routing
            );
        }

        var known = new Dictionary<int, (double Lon, double Lat)>();
        foreach (var location in locations)
        {
            if (location.At is { } at)
            {
                known.TryAdd(Of(location), at);
            }
        }

        foreach (var location in locations.Where(l => !known.ContainsKey(Of(l))))
        {
            throw new VroomFormatException(
                location.Path,
                $"Coordinates are missing: profile '{profile}' has no matrix of {what}."
            );
        }

        List<(double Lon, double Lat)> coordinates = [.. Asked().Select(place => known[place])];
        var answer = Asked(profile, coordinates);
        return answer?.Places == coordinates.Count
            ? answer
            : throw new VroomFormatException(
                $"matrices.{profile}",
                $"The matrix made for profile '{profile}' is of {answer?.Places ?? 0} places, not {coordinates.Count}.",
                VroomFormatException.Routing
            );
    }

    private TravelMatrix? Asked(string profile, List<(double Lon, double Lat)> coordinates)
    {
        try
        {
            return ask!(profile, coordinates);
        }
        catch (ArgumentException e)
        {
            throw new VroomFormatException($"matrices.{profile}", e.Message, VroomFormatException.Routing);
        }
    }

    /// <summary>The values of the places asked for, each at its own row and column.</summary>
    private int[] Spread(int[] values, int otherwise)
    {
        var asked = Asked();
        var all = new int[Places * Places];
        Array.Fill(all, otherwise);
        for (var i = 0; i < asked.Count; i++)
        {
            for (var j = 0; j < asked.Count; j++)
            {
                all[(asked[i] * Places) + asked[j]] = values[(i * asked.Count) + j];
            }
        }

        return all;
    }
}
