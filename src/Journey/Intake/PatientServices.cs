using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Intake;

internal static class PatientServices
{
    public static IServiceCollection AddPatients(this IServiceCollection services) =>
        services
            .AddScoped<RegisterPatients>()
            .AddScoped<FindDuplicates>()
            .AddScoped<FindPatients>()
            .AddScoped<ReadPatient>()
            .AddScoped<WhoLooked>()
            .AddScoped<ChangePatient>()
            .AddScoped<MovePin>()
            .AddScoped<RecordDeath>()
            .AddScoped<MergePatients>()
            .AddScoped<AddCoverage>()
            .AddScoped<ChangeCoverage>()
            .AddScoped<RecordEligibility>()
            .AddScoped<AddAuthorisation>()
            .AddScoped<ChangeAuthorisation>()
            .AddScoped<AddDocument>()
            .AddScoped<VoidDocument>()
            .AddScoped<DownloadDocument>()
            .AddScoped<RegisterPractitioner>()
            .AddScoped<FindPractitioners>()
            .AddScoped<RegisterReferralSource>()
            .AddScoped<FindReferralSources>();
}
