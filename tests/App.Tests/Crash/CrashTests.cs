using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Homeward.Journey;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.App.Tests.Crash;

/// <summary>
/// The promise "nothing is lost", put to the test: the host is killed with no warning at random moments while four clients place
/// orders. What was acknowledged is there; what was not is there whole or not at all; a repeat of the same command settles it.
/// </summary>
public sealed class CrashTests
{
    private const int Commands = 200;

    private sealed record Sent(Guid Id, int No);

    [Theory, OnBothDatabases]
    public async Task Killed_at_random_moments_it_keeps_every_acknowledged_order_and_no_half_one(StorageKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        var dice = new Random(20261110);
        var storage = await Databases.Fresh(kind);
        try
        {
            var (branch, key) = await Prepare(storage);
            var todo = new ConcurrentQueue<Sent>(
                Enumerable
                    .Range(1, Commands)
                    .Select(no => new Sent(Guid.CreateVersion7(World.Start.AddSeconds(no)), no))
            );
            var acknowledged = new ConcurrentDictionary<Guid, Guid>();
            var kills = 0;
            while (acknowledged.Count < Commands)
            {
                using var host = await HostProcess.Start(storage, ct);
                var fatal = acknowledged.Count + dice.Next(15, 45);
                using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
                var killing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var clients = Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        Client(
                            host,
                            key,
                            branch,
                            todo,
                            acknowledged,
                            () =>
                            {
                                if (acknowledged.Count >= fatal)
                                    killing.TrySetResult();
                            },
                            over.Token
                        )
                    )
                    .ToList();
                await Task.WhenAny(killing.Task, Task.WhenAll(clients));
                await host.Kill(ct);
                kills++;
                await over.CancelAsync();
                await Task.WhenAll(clients);
            }
            Assert.True(kills >= 4, $"The host was killed {kills} times only: that proves little.");
            await Check(storage, acknowledged);
        }
        finally
        {
            await Databases.Drop(storage);
        }
    }

    private static async Task Client(
        HostProcess host,
        string key,
        Guid branch,
        ConcurrentQueue<Sent> todo,
        ConcurrentDictionary<Guid, Guid> acknowledged,
        Action told,
        CancellationToken ct
    )
    {
        using var handler = new SocketsHttpHandler();
        using var http = new HttpMessageInvoker(handler);
        while (!ct.IsCancellationRequested && todo.TryDequeue(out var sent))
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/api/v1/orders"))
                {
                    Content = JsonContent.Create(Order(branch, sent.No), options: Json.Options),
                };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
                request.Headers.Add("Idempotency-Key", sent.Id.ToString());
                using var answer = await http.SendAsync(request, ct);
                var body = await answer.Content.ReadAsStringAsync(ct);
                Assert.True(answer.IsSuccessStatusCode, $"{body}\n{host.Said}");
                acknowledged[sent.Id] = Json.Read<OrderTaken>(body)!.Id;
                told();
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // Nobody knows whether it happened: the same command is sent again to the next host.
                todo.Enqueue(sent);
                return;
            }
        }
    }

    private static NewOrder Order(Guid branch, int no) =>
        new()
        {
            BranchId = branch,
            Channel = OrderChannel.Api,
            ExternalId = $"CRASH-{no}",
            Patient = new NewPatient
            {
                BranchId = branch,
                FirstName = Letters(no),
                LastName = Letters(no * 7919),
                BirthDate = new DateOnly(1930, 1, 1).AddDays(no * 61),
                Phone = $"614555{1000 + no:0000}",
                AddressLine = $"{no} Oak St",
                City = "Columbus",
                State = "OH",
                Zip = "43205",
            },
            Practitioner = new("1234567893", "Helen Marsh, MD"),
            Diagnoses = ["J44.9"],
            Lines = [new NewLine { Item = "WALKER" }, new NewLine { Item = "COMMODE" }],
            Accept = true,
        };

    // Names that no duplicate finder takes for each other.
    private static string Letters(int no) =>
        string.Concat(Enumerable.Range(0, 7).Select(i => (char)('a' + (no * 31 + i * i * 17 + no / (i + 1) * 7) % 26)));

    private static async Task<(Guid Branch, string Key)> Prepare(Storage storage)
    {
        await using var services = Services(storage);
        await services.PrepareDatabase(CancellationToken.None);
        var (prefix, secret) = ApiKeys.Make();
        var branch = Guid.CreateVersion7(World.Start);
        await In<JourneyDb>(
            services,
            async db =>
            {
                db.Add(
                    new Branch
                    {
                        Id = branch,
                        Code = "COL",
                        Name = "Columbus",
                        Zip = "43215",
                        Latitude = 39.97,
                        Longitude = -83.04,
                    }
                );
                db.Add(
                    new Bin
                    {
                        Id = Guid.CreateVersion7(World.Start.AddSeconds(1)),
                        BranchId = branch,
                        Code = "CLEAN",
                        Kind = BinKind.Clean,
                    }
                );
                db.Add(
                    new ApiKey
                    {
                        Id = Guid.CreateVersion7(World.Start.AddSeconds(2)),
                        Name = "crash",
                        Prefix = prefix,
                        SecretHash = ApiKeys.HashOf(secret),
                        Permissions = [.. Roles.PermissionsOf([Roles.Manager])],
                        CreatedAt = World.Start.UtcDateTime,
                    }
                );
                await db.SaveChangesAsync();
            }
        );
        return (branch, $"hw_{prefix}_{secret}");
    }

    private static async Task Check(Storage storage, ConcurrentDictionary<Guid, Guid> acknowledged)
    {
        await using var services = Services(storage);
        await In<JourneyDb>(
            services,
            async db =>
            {
                var orders = await db.Orders.Include(o => o.Lines).AsNoTracking().ToListAsync();
                var commands = (
                    await db
                        .Commands.AsNoTracking()
                        .Where(c => c.Name == nameof(NewOrder))
                        .Select(c => c.Id)
                        .ToListAsync()
                ).ToHashSet();
                var told = (
                    await db
                        .Audit.AsNoTracking()
                        .Where(a => a.Subject == nameof(Journey.Intake.Order) && a.Verb == "created")
                        .Select(a => a.SubjectId)
                        .ToListAsync()
                ).ToHashSet();
                var byId = orders.ToDictionary(o => o.Id);

                // Every acknowledged command is remembered, and its order is there.
                Assert.All(acknowledged, a => Assert.Contains(a.Key, commands));
                Assert.All(
                    acknowledged,
                    a => Assert.True(byId.ContainsKey(a.Value), $"Order {a.Value} was acknowledged and is gone.")
                );
                // Each once, whole: two lines, a patient, a record in the trail, a fact for the other stages.
                Assert.Equal(Commands, orders.Count);
                Assert.Equal(Commands, orders.Select(o => o.ExternalId).Distinct().Count());
                Assert.Equal(Commands, commands.Count);
                Assert.All(orders, o => Assert.Equal(2, o.Lines.Count));
                Assert.All(orders, o => Assert.Contains(o.Id, told));
                Assert.Equal(Commands, await db.Patients.CountAsync());
                var facts = await db
                    .Outbox.AsNoTracking()
                    .Where(m => m.Kind == nameof(OrderAccepted))
                    .Select(m => m.Payload)
                    .ToListAsync();
                Assert.Equal(Commands, facts.Select(f => Json.Read<OrderAccepted>(f)!.OrderId).Distinct().Count());
            }
        );
        // What the outbox began is finished by the next host, once: a visit for each order.
        await services.GetRequiredService<OutboxPump>().Drain(CancellationToken.None);
        await In<JourneyDb>(
            services,
            async db =>
            {
                var visits = await db.Visits.AsNoTracking().Select(v => v.OrderId).ToListAsync();
                Assert.Equal(Commands, visits.Count);
                Assert.Equal(Commands, visits.Distinct().Count());
            }
        );
        await In<AuditSealer>(services, sealer => sealer.SealAll(CancellationToken.None));
        await In<VerifyAudit>(
            services,
            async verify =>
            {
                var verdict = await verify.Run(CancellationToken.None);
                Assert.True(verdict.Sound, string.Join(' ', verdict.Faults));
            }
        );
    }

    private static ServiceProvider Services(Storage storage) =>
        new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();

    private static async Task In<TService>(ServiceProvider services, Func<TService, Task> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
