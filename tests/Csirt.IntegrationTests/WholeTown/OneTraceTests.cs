using System.Collections.Concurrent;
using System.Diagnostics;
using Csirt.AllInOne;
using Csirt.Contracts.Http.Intake;
using Csirt.Platform.Telemetry;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>One report can be followed through every service by one trace id.</summary>
public sealed class OneTraceTests
{
    [Fact]
    public async Task A_report_leaves_one_trace_through_every_service()
    {
        var traceId = ActivityTraceId.CreateRandom();
        var seen = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CsirtTracing.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Add($"{activity.TraceId} {activity.OperationName}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        using var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", TestContext.Current.CancellationToken);
        staff.Http.DefaultRequestHeaders.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom()}-01");
        await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "不審な画面が出た", SectionId = "sec-shogai" }, stop: TestContext.Current.CancellationToken);
        string[] expected = [$"{traceId} cases ReportAccepted", $"{traceId} escalation CaseChanged", $"{traceId} notification NotificationRequested", $"{traceId} escalation NotificationChanged"];
        await Eventually.GetAsync(() => Task.FromResult(string.Join(", ", expected.Except(seen))), missing => missing.Length == 0, "every service in the trace");
    }
}
