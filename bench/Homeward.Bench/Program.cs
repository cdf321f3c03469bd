using System.CommandLine;
using Homeward.Bench;
using Homeward.Bench.Board;
using Homeward.Bench.Live;
using Homeward.Bench.Routing;
using Homeward.Journey.Shared;

var host = new Option<FileInfo>("--host")
{
    Description = "Homeward.Web.dll, published or built in Release.",
    Required = true,
};
var engines = new Option<StorageKind[]>("--on")
{
    Description = "Sqlite, Postgres; both when not given.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [StorageKind.Sqlite, StorageKind.Postgres],
};
var orders = new Option<int>("--orders") { DefaultValueFactory = _ => 10_000 };
var units = new Option<int>("--units") { DefaultValueFactory = _ => 20_000 };
var requests = new Option<int>("--requests")
{
    Description = "Requests of each endpoint that are timed.",
    DefaultValueFactory = _ => 300,
};
var endpoints = new Command("endpoints", "p50 and p99 of the busiest endpoints over a branch of some years")
{
    host,
    engines,
    orders,
    units,
    requests,
};
endpoints.SetAction(
    async (parsed, ct) =>
    {
        foreach (var kind in parsed.GetValue(engines)!)
            await new Endpoints(
                parsed.GetValue(host)!.FullName,
                kind,
                parsed.GetValue(orders),
                parsed.GetValue(units),
                parsed.GetValue(requests)
            ).Run(ct);
    }
);
var times = new Option<int>("--times") { Description = "Openings that are timed.", DefaultValueFactory = _ => 9 };
var boardPage = new Command(
    "board-page",
    "the board in Chromium: time to open, scripting a frame while every van moves"
)
{
    host,
    times,
};
boardPage.SetAction(
    (parsed, ct) => new BoardPageBench(parsed.GetValue(host)!.FullName, parsed.GetValue(times)).Run(ct)
);
var root = new RootCommand("Homeward's benchmarks; bench/README.md says how they are meant.") { endpoints, boardPage };
root.Add(BoardBench.Verb());
root.Add(LiveCommand.Verb());
foreach (var verb in RoutingCommand.Verbs())
    root.Add(verb);
return await root.Parse(args).InvokeAsync();
