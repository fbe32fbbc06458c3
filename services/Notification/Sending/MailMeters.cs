using System.Diagnostics.Metrics;
using Csirt.Platform.Telemetry;

namespace Csirt.Notification.Sending;

/// <summary>Figures about mail: numbers and times alone, no addresses.</summary>
internal static class MailMeters
{
    private static readonly Meter Meter = new(CsirtMeters.Name);

    public static readonly Counter<long> Mails = Meter.CreateCounter<long>("csirt.notification.mails", description: "Mails that were tried, by fate");

    public static readonly Histogram<double> TimeToMail = Meter.CreateHistogram<double>("csirt.notification.time_to_mail", "s", "From the request to the mail sent or written out");
}
