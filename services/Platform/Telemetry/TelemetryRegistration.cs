using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
            .WithTracing(t => t.AddSource(CsirtTracing.Name).AddAspNetCoreInstrumentation(o => o.EnrichWithHttpResponse = HideSecrets))
            .WithMetrics(m => m.AddMeter(CsirtMeters.Name).AddAspNetCoreInstrumentation().AddPrometheusExporter());
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }

    /// <summary>Log lines with their values as fields; never a request's address, which may hold the secret of a link.</summary>
    public static void AddCsirtLogging(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        if (Console.IsOutputRedirected)
        {
            logging.AddJsonConsole(o => o.JsonWriterOptions = new JsonWriterOptions { Encoder = CsirtJson.Options.Encoder });
        }
    }

    // Follow-up and acknowledgement links carry their secret in the path: traces keep the route's pattern instead.
    private static void HideSecrets(Activity activity, HttpResponse response) =>
        activity.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)");

    /// <summary><c>/metrics</c> for Prometheus: from this machine alone, unless <c>Metrics:Remote</c> is true. Figures only, no names.</summary>
    public static void MapCsirtMetrics(this WebApplication app)
    {
        var remote = app.Configuration.GetValue("Metrics:Remote", false);
        app.MapPrometheusScrapingEndpoint("/metrics").Requires(Act.Anyone);
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/metrics") && !remote, branch => branch.Use((HttpContext context, RequestDelegate next) =>
            context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? next(context) : throw Problem.NotFound("指定された場所")));
    }
}
