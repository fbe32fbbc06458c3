using System.Net;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
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
            .WithMetrics(m => m.AddMeter(CsirtMeters.Name).AddAspNetCoreInstrumentation().AddPrometheusExporter());
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }

    /// <summary><c>/metrics</c> for Prometheus: from this machine alone, unless <c>Metrics:Remote</c> is true. Figures only, no names.</summary>
    public static void MapCsirtMetrics(this WebApplication app)
    {
        var remote = app.Configuration.GetValue("Metrics:Remote", false);
        app.MapPrometheusScrapingEndpoint("/metrics").Requires(Act.Anyone);
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/metrics") && !remote, branch => branch.Use((HttpContext context, RequestDelegate next) =>
            context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? next(context) : throw Problem.NotFound("指定された場所")));
    }
}
