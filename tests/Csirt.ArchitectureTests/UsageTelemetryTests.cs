using Csirt.AllInOne;
using Csirt.Platform.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>Nothing calls home: the product runs on closed networks (docs/adr/0003).</summary>
public sealed class UsageTelemetryTests
{
    [Fact]
    public void The_broker_library_reports_no_usage()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-telemetry-");
        try
        {
            using var app = CsirtHost.Build([$"--Data:Directory={folder.FullName}", "--Messaging:Transport=RabbitMq"], "http://127.0.0.1:0", AllServices.Modules);
            Assert.False(app.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
