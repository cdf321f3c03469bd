using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches.Seed;

/// <summary>How a shipping paper names what the vans carry. A row without HCPCS codes is for every other cylinder.</summary>
internal static class ShippingSeed
{
    private const string Law =
        "49 CFR 172.101 (hazardous materials table) and the Emergency Response Guidebook; recalled, check at ecfr.gov";

    private static readonly string[] Liquid = ["E0433", "E0434", "E0439", "E0442", "E0444"];

    public static IEnumerable<CodeListRow> All()
    {
        yield return Row(
            "UN1072",
            "Oxygen, compressed",
            new
            {
                @class = "2.2 (5.1)",
                guide = "122",
                package = "cylinders",
                liquid = false,
                hcpcs = Array.Empty<string>(),
            }
        );
        yield return Row(
            "UN1073",
            "Oxygen, refrigerated liquid",
            new
            {
                @class = "2.2 (5.1)",
                guide = "122",
                package = "cylinders",
                liquid = true,
                hcpcs = Liquid,
            }
        );
    }

    private static CodeListRow Row(string code, string text, object data) =>
        new()
        {
            List = CodeLists.Shipping,
            Code = code,
            Text = text,
            From = new(2020, 1, 1),
            Source = Law,
            Data = Json.Write(data),
        };
}
