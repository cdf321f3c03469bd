using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Homeward.Web.Shared;

/// <summary>
/// The command id of a changing request: the Idempotency-Key header, a UUID the client makes. Repeating a request with the same
/// key has no second effect and gets the first answer. Without the header the server makes one (a repeat then counts anew).
/// </summary>
public readonly record struct CommandId(Guid Value) : IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";

    public static ValueTask<CommandId> BindAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        if (given.Length == 0)
            return ValueTask.FromResult(
                new CommandId(Journey.Shared.Ids.New(context.RequestServices.GetRequiredService<TimeProvider>()))
            );
        return Guid.TryParse(given, out var id) && id != Guid.Empty
            ? ValueTask.FromResult(new CommandId(id))
            : throw new BadHttpRequestException($"{Header} must be a UUID.");
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) { }
}
