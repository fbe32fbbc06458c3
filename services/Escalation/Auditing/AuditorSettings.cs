namespace Csirt.Escalation.Auditing;

/// <summary>Settings below <c>Auditor</c>: times as <c>00:15:00</c>.</summary>
internal sealed class AuditorSettings(IConfiguration configuration)
{
    /// <summary>From one reconciliation to the next.</summary>
    public TimeSpan Interval { get; } = configuration.GetValue("Auditor:Interval", TimeSpan.FromMinutes(15));

    /// <summary>How long a difference may last before it is an alarm: messages need their time.</summary>
    public TimeSpan Grace { get; } = configuration.GetValue("Auditor:Grace", TimeSpan.FromMinutes(2));

    /// <summary>How long a service may not answer before that is an alarm.</summary>
    public TimeSpan UnreachableAfter { get; } = configuration.GetValue("Auditor:UnreachableAfter", TimeSpan.FromMinutes(10));

    /// <summary>How long a message may wait to be carried before that is an alarm.</summary>
    public TimeSpan BacklogAfter { get; } = configuration.GetValue("Auditor:BacklogAfter", TimeSpan.FromMinutes(10));

    /// <summary>An alarm that stays open is told again after this.</summary>
    public TimeSpan RingAgain { get; } = configuration.GetValue("Auditor:RingAgain", TimeSpan.FromDays(1));

    /// <summary>How old the last clean reconciliation may be before the heartbeat fails.</summary>
    public TimeSpan FreshFor { get; } = configuration.GetValue("Auditor:FreshFor", TimeSpan.FromMinutes(45));
}
