using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Systems;

/// <summary>
/// Recovery within the time named for the system's class (policy 2(1) 可用性2). Worked out whenever it is shown: a corrected
/// time moves it.
/// </summary>
internal static class RecoveryClock
{
    internal static DateTimeOffset? TargetOf(CaseDocument c, SystemConcern system)
    {
        var open = system.Recovery is RecoveryState.Open or RecoveryState.Restored && c.RecoveryNotApplicable is null;
        return open && system.RecoveryTargetHours is { } hours && (c.Times.Occurred.EarliestMoment ?? c.Times.Known.EarliestMoment) is { } start
            ? start.ToUniversalTime().AddHours(hours)
            : null;
    }
}
