using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Proof;

public static class ProofServices
{
    public static IServiceCollection AddProof(this IServiceCollection services) =>
        services
            .AddScoped<Staff>()
            .AddScoped<ReadEvidence>()
            .AddScoped<ProofCases>()
            .AddScoped<CaptureEvidence>()
            .AddScoped<WhatIsMissing>()
            .AddScoped<SealProof>()
            .AddScoped<CloseVisit>()
            .AddScoped<FailVisit>()
            .AddScoped<VerifyProof>()
            .AddScoped<FindProofs>()
            .AddScoped<ShowProof>()
            .AddScoped<HoldProof>()
            .AddScoped<ExportProofs>();
}
