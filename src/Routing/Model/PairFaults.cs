namespace Homeward.Routing;

/// <summary>What can be wrong between two visits: shipments and teams.</summary>
internal static class PairFaults
{
    internal static void In(Faults faults, Problem problem)
    {
        var visits = new Dictionary<string, Visit>(StringComparer.Ordinal);
        foreach (var v in problem.Visits.Where(v => v?.Id is not null))
        {
            visits.TryAdd(v.Id, v);
        }

        var shipped = Shipments(faults, problem, visits);
        Teams(faults, problem, shipped);
    }

    /// <summary>Looks at each shipment; answers every visit that is an end of one.</summary>
    private static HashSet<string> Shipments(Faults faults, Problem problem, Dictionary<string, Visit> visits)
    {
        var ends = new HashSet<string>(StringComparer.Ordinal);
        var broughtBy = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var b in problem.Visits.Where(v => v?.BringsFrom is not null))
        {
            var who = $"Visit '{b.Id}'";
            ends.Add(b.Id ?? "");
            if (!visits.TryGetValue(b.BringsFrom!, out var a))
            {
                faults.Found.Add($"{who}: there is no visit '{b.BringsFrom}' to bring from.");
                continue;
            }

            ends.Add(a.Id);
            faults.Require(
                a.BringsFrom is null,
                $"{who}: it brings from '{a.Id}', which itself brings from '{a.BringsFrom}'."
            );
            faults.Require(
                broughtBy.TryAdd(a.Id, b.Id ?? ""),
                $"{who}: '{broughtBy.GetValueOrDefault(a.Id)}' brings from '{a.Id}' too."
            );
            foreach (var (name, amount) in b.Drops ?? Nothing.Loads)
            {
                var taken = a.PicksUp?.GetValueOrDefault(name) ?? 0;
                faults.Require(
                    amount <= taken,
                    $"{who}: it drops {amount} of '{name}', but '{a.Id}' picks up only {taken}."
                );
            }

            foreach (var van in problem.Vehicles.Where(v => v?.Underway?.Carries?.Contains(b.Id) ?? false))
            {
                faults.Found.Add($"{who}: '{van.Id}' carries what it is still to bring from '{a.Id}'.");
            }
        }

        return ends;
    }

    private static void Teams(Faults faults, Problem problem, HashSet<string> shipped)
    {
        var inTeam = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < problem.Teams.Length; i++)
        {
            var team = problem.Teams[i];
            faults.Require(team is not null, $"Team {i + 1} is null.");
            if (team is null)
            {
                continue;
            }

            var who = $"Team of '{team.First}' and '{team.Second}'";
            var twins = string.Equals(team.First, team.Second, StringComparison.Ordinal);
            faults.Require(!twins, $"{who}: a team is of two visits.");
            faults.Require(
                team.LeastAfter >= Seconds.Zero
                    && team.LeastAfter <= team.MostAfter
                    && team.MostAfter <= Seconds.Horizon,
                $"{who}: {team.LeastAfter} to {team.MostAfter} after is not a span between 00:00 and {Seconds.Horizon}."
            );
            string[] members = twins ? [team.First] : [team.First, team.Second];
            foreach (var id in members)
            {
                faults.Require(faults.Visits.Contains(id ?? ""), $"{who}: there is no visit '{id}'.");
                faults.Require(inTeam.Add(id ?? ""), $"{who}: '{id}' is in two teams.");
                faults.Require(!shipped.Contains(id ?? ""), $"{who}: '{id}' is part of a shipment.");
            }
        }
    }
}
