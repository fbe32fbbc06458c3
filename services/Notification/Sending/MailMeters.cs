using System.Diagnostics;
using System.Diagnostics.Metrics;
using Csirt.Platform.Telemetry;

namespace Csirt.Notification.Sending;

/// <summary>Figures and traces of mail: numbers and times alone, no addresses.</summary>
internal static class MailMeters
{
    private static readonly Meter Meter = new(CsirtMeters.Name);
    private static readonly ActivitySource Source = new(CsirtTracing.Name);

    public static readonly Counter<long> Mails = Meter.CreateCounter<long>("csirt.notification.mails", description: "Mails that were tried, by fate");

    public static readonly Histogram<double> TimeToMail = Meter.CreateHistogram<double>("csirt.notification.time_to_mail", "s", "From the request to the mail sent or written out");

    /// <summary>The sending of a mail, in the trace of the report that it goes back to. A batch has many: none becomes the current one.</summary>
    public static Activity? StartSending(string? traceParent)
    {
        var current = Activity.Current;
        var sending = ActivityContext.TryParse(traceParent, null, out var parent) ? Source.StartActivity("notification mail", ActivityKind.Producer, parent) : null;
        Activity.Current = current;
        return sending;
    }
}
