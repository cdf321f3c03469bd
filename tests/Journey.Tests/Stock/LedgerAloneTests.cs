using Homeward.Journey.Stock;
using Mono.Cecil;

namespace Homeward.Journey.Tests.Stock;

public sealed class LedgerAloneTests
{
    private static readonly string[] Kept =
    [
        "Unit::set_State",
        "Unit::set_PlaceKind",
        "Unit::set_PlaceId",
        "Balance::set_Quantity",
    ];

    [Fact]
    public void Nothing_but_the_ledger_moves_a_unit_or_a_balance()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(Ledger).Assembly.Location);
        var setters = assembly
            .MainModule.GetTypes()
            .SelectMany(t => t.Methods)
            .Where(m => m.HasBody)
            .SelectMany(m => m.Body.Instructions.Select(i => (Who: m, What: i.Operand as MethodReference)))
            .Where(c => c.What is not null && Kept.Any(k => $"{c.What.DeclaringType.Name}::{c.What.Name}" == k))
            .ToList();
        // The ledger's own writes are seen, so the search can find what it looks for.
        Assert.Equal(Kept.Length, setters.Select(c => c.What!.Name + c.What.DeclaringType.Name).Distinct().Count());
        Assert.All(setters, c => Assert.Equal("Ledger", Root(c.Who.DeclaringType).Name));
    }

    private static TypeDefinition Root(TypeDefinition type) =>
        type.DeclaringType is null ? type : Root(type.DeclaringType);
}
