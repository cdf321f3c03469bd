using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Homeward.Journey.Shared;

internal static class Mapping
{
    /// <summary>Keeps a small list as JSON text: the same on both databases, replaced whole.</summary>
    public static PropertyBuilder<List<T>> AsJson<T>(this PropertyBuilder<List<T>> property) =>
        property.HasConversion(
            list => Json.Write(list),
            text => Json.Read<List<T>>(text) ?? new(),
            new ValueComparer<List<T>>(
                (a, b) => Json.Write(a) == Json.Write(b),
                list => Json.Write(list).GetHashCode(StringComparison.Ordinal),
                list => Json.Read<List<T>>(Json.Write(list))!
            )
        );
}
