using System.Net;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.App.Tests.Access;

/// <summary>Every door of the house has a lock, and the lock knows the roles.</summary>
public sealed class LockTests
{
    // Open to the street, on purpose. Whoever adds a line says why in the review.
    private static readonly HashSet<string> Open =
    [
        "GET /health",
        "GET /api/{documentName}/openapi.json",
        // Files of wwwroot that were added since the build; development only.
        "GET,HEAD /{**path:file}",
        "POST /sign-out",
        "* /sign-in",
        "* /sign-in/code",
        "* /sign-in/new-password",
        "* /not-allowed",
        "* /not-found",
        "* /error",
        // What the FHIR endpoint can do, as the standard asks; no patient in it.
        "GET /fhir/metadata",
        // A patient's link: the token is the key.
        "* /t/{Token}",
        // A van's tracker knows no key: the code it is bound by is one, and tells nothing back.
        "GET,POST /api/v1/osmand",
        // Whoever holds a document may ask whether it is ours; the answer names no patient.
        "GET /api/v1/verify/{hash}",
        "POST /api/v1/verify",
        "* /verify",
        "* /verify/{Hash}",
    ];

    private static List<RouteEndpoint> Doors(App app) =>
        [
            .. app
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(s => s.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null),
        ];

    private static string Path(RouteEndpoint door) => "/" + (door.RoutePattern.RawText ?? "").Trim('/');

    private static string Name(RouteEndpoint door) =>
        (
            door.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? "*"
            : door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
                ? string.Join(',', methods)
            : "*"
        )
        + " "
        + Path(door);

    // Samples with invented data; they answer in development alone.
    private static bool IsStyleguide(RouteEndpoint door) =>
        Path(door).StartsWith("/styleguide", StringComparison.Ordinal);

    private static List<string> Policies(RouteEndpoint door) =>
        [.. door.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>()];

    private static bool Known(string policy) => May.All.Contains(policy) || May.Either.ContainsKey(policy);

    [Fact]
    public async Task Every_endpoint_and_page_names_a_permission_or_stands_on_the_list_of_open_doors()
    {
        await using var app = await App.Open(StorageKind.Sqlite);
        app.Browser();
        var doors = Doors(app);
        Assert.True(doors.Count > 20, $"Only {doors.Count} endpoints were found: the walk is blind.");
        Assert.Contains(doors, d => Path(d) == "/setup/access");
        var unlocked = doors
            .Where(d => !Open.Contains(Name(d)))
            .Where(d =>
                d.Metadata.GetMetadata<IAllowAnonymous>() is not null
                    ? !Path(d).StartsWith("/_framework/", StringComparison.Ordinal) && !IsStyleguide(d)
                    : !IsStyleguide(d) && (Policies(d).Count == 0 || !Policies(d).All(Known))
            )
            .Select(Name)
            .Distinct()
            .ToList();
        Assert.Empty(unlocked);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_gets_401_from_the_api_and_the_sign_in_page_from_pages(StorageKind kind)
    {
        await using var app = await App.Open(kind);
        var nobody = app.Browser();
        foreach (var door in Gets(app))
        {
            var answer = await nobody.GetAsync(Path(door));
            if (Path(door).StartsWith("/api", StringComparison.Ordinal))
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            else
                Assert.StartsWith("/sign-in?returnUrl=", answer.LeadsTo());
        }
    }

    [Fact]
    public async Task Each_role_is_turned_away_exactly_where_the_table_says_so()
    {
        await using var app = await App.Open(StorageKind.Sqlite);
        var sample = Gets(app).GroupBy(d => string.Join('+', Policies(d).Order())).Select(g => g.First()).ToList();
        Assert.True(sample.Count >= 4, "Too few policies are in use for this to mean anything.");
        foreach (var role in Roles.Table.Keys)
        {
            var browser = await app.SignIn(role);
            var key = await app.As(role);
            var may = Roles.PermissionsOf([role]);
            foreach (var door in sample)
            {
                var allowed = Policies(door)
                    .All(p => May.Either.TryGetValue(p, out var any) ? any.Overlaps(may) : may.Contains(p));
                var api = Path(door).StartsWith("/api", StringComparison.Ordinal);
                var answer = await (api ? key : browser).GetAsync(Path(door));
                if (allowed)
                    Assert.True(
                        (int)answer.StatusCode < 300
                            || answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
                        $"{role} {Path(door)}: {answer.StatusCode}"
                    );
                else if (api)
                    Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                else
                    Assert.StartsWith("/not-allowed", answer.LeadsTo());
            }
        }
    }

    // Those that can be asked for without knowing an id.
    private static IEnumerable<RouteEndpoint> Gets(App app)
    {
        app.Browser();
        return Doors(app)
            .Where(d =>
                d.Metadata.GetMetadata<IAllowAnonymous>() is null
                && d.RoutePattern.Parameters.Count == 0
                && !Path(d).StartsWith("/_", StringComparison.Ordinal)
                // SignalR's handshake is a POST, though its endpoint does not say so.
                && !Path(d).EndsWith("/negotiate", StringComparison.Ordinal)
                && !IsStyleguide(d)
                && (d.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            );
    }
}
