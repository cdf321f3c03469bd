namespace Homeward.Routing.Solving;

/// <summary>One search of its own: a working plan that is ruined and recreated under annealing, and its best so far.</summary>
internal sealed class Chain
{
    /// <summary>How often vehicles change places before strings go.</summary>
    private const double SwapVehicles = 0.1;

    /// <summary>How often what strings left is given to smaller vehicles at once.</summary>
    private const double RefitVehicles = 0.2;

    /// <summary>How often two routes change their ends before strings go there.</summary>
    private const double ChangeTails = 0.2;

    private readonly Dice dice;
    private readonly Tails tails;
    private readonly Ruin ruin;
    private readonly Recreate recreate;
    private long current;

    internal Chain(Compiled compiled, Neighbours near, long seed)
    {
        dice = new Dice(seed);
        Now = new Solution(compiled);
        ruin = new Ruin(Now, dice, near);
        tails = new Tails(Now, dice, near);
        recreate = new Recreate(Now, dice, near);
        Best = new Snapshot(Now);
    }

    internal Solution Now { get; }

    internal Snapshot Best { get; }

    internal long Rounds { get; private set; }

    internal long Current => current;

    /// <summary>Puts in whoever is left out, and takes that for the start.</summary>
    internal void Construct()
    {
        Now.Begin();
        recreate.All([]);
        current = Now.Cost;
        Now.Settle();
        Best.Take(Now);
        Now.Unsettle();
    }

    /// <summary>Goes on from another search's working plan.</summary>
    internal void Adopt(Snapshot other)
    {
        Now.Begin();
        other.CopyTo(Now);
        current = Now.Cost;
        Keep();
    }

    /// <summary>
    /// A round: strings go, everybody comes back, and the result stays if it is not much dearer. The threshold is drawn
    /// anew each time (Christiaens and Vanden Berghe 2020, section 5.4).
    /// </summary>
    internal void Round(double heat)
    {
        Rounds++;
        Now.Begin();
        if (Now.Problem.Classes > 1 && dice.NextDouble() < SwapVehicles)
        {
            ChangeVehicle();
        }

        var around = dice.NextDouble() < ChangeTails ? tails.Exchange(-heat * Math.Log(1 - dice.NextDouble())) : -1;
        ruin.Strings(around);
        if (Now.Problem.Classes > 1 && dice.NextDouble() < RefitVehicles)
        {
            Now.Refit();
        }

        recreate.All(ruin.Removed);
        var cost = Now.Cost;
        if (cost >= current - (heat * Math.Log(1 - dice.NextDouble())))
        {
            Now.Undo();
            return;
        }

        current = cost;
        Keep();
    }

    /// <summary>
    /// Takes the working plan for the best where it is cheapest with its teams as they will be written, or where it only
    /// works as they are held now and leaves fewer out.
    /// </summary>
    private void Keep()
    {
        if (current >= Best.Cost)
        {
            return;
        }

        var settled = Now.Settle();
        if (settled ? Now.Cost < Best.Cost : Now.LeftOut.Count < Best.LeftOut)
        {
            Best.Take(Now);
        }

        Now.Unsettle();
    }

    /// <summary>Has a route driven by a vehicle of another kind, free or not.</summary>
    private void ChangeVehicle()
    {
        if (Now.Used.Count == 0)
        {
            return;
        }

        var k = Now.Used[dice.Next(Now.Used.Count)];
        var other =
            dice.Next(2) == 0 ? Now.FreeOf(dice.Next(Now.Problem.Classes)) : Now.Used[dice.Next(Now.Used.Count)];
        if (other >= 0 && Now.Routes[other].Van.Class != Now.Routes[k].Van.Class)
        {
            Now.Swap(k, other);
        }
    }
}
