using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Branches;

public static class BranchesServices
{
    public static IServiceCollection AddBranches(this IServiceCollection services) =>
        services
            .AddScoped<SeedReference>()
            .AddScoped<CodeLists>()
            .AddScoped<DocumentRules>()
            .AddScoped<BranchTime>()
            .AddScoped<FindItems>()
            .AddScoped<SaveBranch>()
            .AddScoped<FindBranches>()
            .AddScoped<KeepCalendar>()
            .AddScoped<SaveZone>()
            .AddScoped<RemoveZone>()
            .AddScoped<FindZones>()
            .AddScoped<SaveItem>()
            .AddScoped<FitAccessories>()
            .AddScoped<SaveKit>()
            .AddScoped<FindKits>()
            .AddScoped<KeepCodeLists>()
            .AddScoped<KeepDocumentRules>()
            .AddScoped<BranchRules>()
            .AddScoped<ShowBranchRules>()
            .AddScoped<SayBranchRule>();
}
