using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Csirt.Platform.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>Traces and figures; they leave the process only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
    public static void AddCsirtTelemetry(this IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry()
            .WithTracing(t => t.AddSource(CsirtTracing.Name).AddAspNetCoreInstrumentation())
            .WithMetrics(m => m.AddMeter(CsirtMeters.Name).AddAspNetCoreInstrumentation());
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }
}
