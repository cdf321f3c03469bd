using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Homeward.Journey.Tests.House;

/// <summary>
/// Reads an assembly's IL and finds every use of a later stage by an earlier one: in signatures, fields, attributes and method
/// bodies alike (signatures alone are blind to what a method does).
/// </summary>
internal static class StageRule
{
    /// <summary>The stages in the journey's order; Shared stands before the first.</summary>
    public static readonly string[] Order =
    [
        "Shared",
        "Branches",
        "Crew",
        "Intake",
        "Stock",
        "Dispatch",
        "Delivery",
        "Proof",
        "Retrieval",
        "Contact",
        "Reports",
    ];

    /// <summary>Stages that may use each other's neighbours freely, because the design says so: Reports reads all.</summary>
    public static IReadOnlyList<string> Breaches(string assembly, string root)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var breaches = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in module.GetAllTypes())
        {
            var from = StageOf(type, root);
            if (from < 0)
                continue;
            foreach (var used in Uses(type))
            {
                var to = StageOf(used, root);
                if (to > from)
                    breaches.Add($"{Order[from]}: {Outer(type).Name} uses {Order[to]}: {used.Name}");
            }
        }
        return [.. breaches];
    }

    private static int StageOf(TypeReference type, string root)
    {
        var space = Outer(type).Namespace;
        if (!space.StartsWith(root + ".", StringComparison.Ordinal))
            return -1;
        return Array.IndexOf(Order, space[(root.Length + 1)..].Split('.')[0]);
    }

    private static TypeReference Outer(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }

    private static IEnumerable<TypeReference> Uses(TypeDefinition type)
    {
        var found = new List<TypeReference?> { type.BaseType };
        found.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        found.AddRange(type.Fields.Select(f => f.FieldType));
        found.AddRange(type.Properties.Select(p => p.PropertyType));
        found.AddRange(type.CustomAttributes.Select(a => a.AttributeType));
        foreach (var method in type.Methods)
        {
            found.Add(method.ReturnType);
            found.AddRange(method.Parameters.Select(p => p.ParameterType));
            found.AddRange(method.CustomAttributes.Select(a => a.AttributeType));
            if (!method.HasBody)
                continue;
            found.AddRange(method.Body.Variables.Select(v => v.VariableType));
            foreach (var instruction in method.Body.Instructions)
                found.AddRange(Operands(instruction));
        }
        return found.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> Operands(Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.GenericArguments,
                .. method.Parameters.Select(p => p.ParameterType),
            ],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(p => p.ParameterType),
            ],
            _ => [],
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            _ => [type],
        };
}
