using Homeward.Journey.Delivery;
using Homeward.Journey.Shared;
using Homeward.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace Homeward.Web.Live;

/// <summary>
/// The running days over SignalR at <c>/live</c>. A client calls <c>Watch(branch, date?)</c>, gets the day whole, and from then on
/// <c>change</c> with each <see cref="LiveChange"/>; those whose number is not above the snapshot's are in it already.
/// </summary>
public sealed class LiveHub(IServiceScopeFactory scopes, LiveCasts casts) : Hub
{
    public const string Change = "change";

    public async Task<LiveDayView> Watch(Guid branchId, DateOnly? date = null)
    {
        var actor = Principal.ToActor(Context.User);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor;
        // Into the group first: what changes while the day is read is told, not lost.
        if (!actor.Sees(branchId))
            throw new HubException("GEN-404: There is no such branch, or it is not yours to see.");
        await Groups.AddToGroupAsync(Context.ConnectionId, branchId.ToString());
        casts.Join(Context.ConnectionId, branchId);
        var day = await scope
            .ServiceProvider.GetRequiredService<LiveDay>()
            .Run(branchId, date, Context.ConnectionAborted);
        if (day.Ok)
            return day.Value;
        await Unwatch(branchId);
        throw new HubException($"{day.Refusals[0].Code}: {day.Refusals[0].Sentence}");
    }

    public async Task Unwatch(Guid branchId)
    {
        casts.Leave(Context.ConnectionId, branchId);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, branchId.ToString());
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        casts.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>One listener to each branch that some connection watches, whatever their number.</summary>
public sealed class LiveCasts(LiveStream stream, IHubContext<LiveHub> hub)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (IDisposable Ending, HashSet<string> Connections)> branches = [];

    public void Join(string connection, Guid branchId)
    {
        lock (gate)
        {
            if (!branches.TryGetValue(branchId, out var cast))
            {
                var group = hub.Clients.Group(branchId.ToString());
                branches[branchId] = cast = (
                    stream.Subscribe(branchId, change => _ = group.SendAsync(LiveHub.Change, change)),
                    []
                );
            }
            cast.Connections.Add(connection);
        }
    }

    public void Leave(string connection, Guid? branchId = null)
    {
        lock (gate)
            foreach (var (id, cast) in branches.Where(b => branchId is null || b.Key == branchId).ToList())
                if (cast.Connections.Remove(connection) && cast.Connections.Count == 0)
                {
                    cast.Ending.Dispose();
                    branches.Remove(id);
                }
    }
}
