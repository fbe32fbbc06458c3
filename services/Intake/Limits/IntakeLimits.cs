using Csirt.Intake.Filing;
using Csirt.Intake.Storage;

namespace Csirt.Intake.Limits;

/// <summary>How much is taken, from configuration; the defaults are here.</summary>
internal sealed class IntakeLimits(IConfiguration configuration)
{
    /// <summary>Largest attachment in bytes: <c>Intake:LargestAttachment</c>.</summary>
    public long LargestAttachment { get; } = configuration.GetValue("Intake:LargestAttachment", 50L * 1024 * 1024);

    /// <summary>Attachments of one report: <c>Intake:MostAttachments</c>.</summary>
    public int MostAttachments { get; } = configuration.GetValue("Intake:MostAttachments", 20);

    /// <summary>The same for reports of people who did not sign in: <c>Intake:LargestPublicAttachment</c>, <c>Intake:MostPublicAttachments</c>.</summary>
    public long LargestPublicAttachment { get; } = configuration.GetValue("Intake:LargestPublicAttachment", 10L * 1024 * 1024);

    /// <inheritdoc cref="LargestPublicAttachment"/>
    public int MostPublicAttachments { get; } = configuration.GetValue("Intake:MostPublicAttachments", 5);

    /// <summary>No attachment is taken where the disk would have less left, in bytes: reports and cases need it more. <c>Intake:FreeDiskKept</c>.</summary>
    public long FreeDiskKept { get; } = configuration.GetValue("Intake:FreeDiskKept", 1024L * 1024 * 1024);

    /// <summary>Public reports an hour from one address: <c>Intake:PublicPerAddress</c>.</summary>
    public int PublicPerAddress { get; } = configuration.GetValue("Intake:PublicPerAddress", 20);

    /// <summary>Public reports an hour to one town: <c>Intake:PublicPerTown</c>.</summary>
    public int PublicPerTown { get; } = configuration.GetValue("Intake:PublicPerTown", 600);

    /// <summary>Addresses beside this machine's own whose <c>X-Forwarded-For</c> is believed: <c>Intake:TrustedProxies:0</c> ….</summary>
    public IReadOnlyCollection<string> TrustedProxies { get; } = configuration.GetSection("Intake:TrustedProxies").Get<string[]>() ?? [];

    /// <summary>Largest attachment of this report.</summary>
    public long LargestOf(ReportRow report) => IsPublic(report) ? LargestPublicAttachment : LargestAttachment;

    /// <summary>Most attachments of this report.</summary>
    public int MostOf(ReportRow report) => IsPublic(report) ? MostPublicAttachments : MostAttachments;

    private static bool IsPublic(ReportRow report) => report.FiledBy == FilePublicReport.Filer;
}
