using Csirt.Contracts.Http.Directory;
using Csirt.Platform.Clock;

namespace Csirt.Directory.Readiness;

/// <summary>A clock that can't be trusted makes every recorded time doubtful (policy 7.1(3)イ).</summary>
internal static class MachineGaps
{
    public static IEnumerable<ReadinessFinding> Find(ClockState clock)
    {
        if (clock.Offset is { } offset && offset.Duration() > ClockCheck.MostOffset)
        {
            yield return new("clock_off", true, null, null, $"サーバの時計が時刻サーバと{offset.Duration().TotalSeconds:0}秒ずれています。時刻同期を直してください。");
        }
        else if (clock is { Synchronised: false, Offset: null })
        {
            yield return new("clock_not_synchronised", false, null, null, "サーバの時計が同期されていません。時刻同期（chrony など）を設定してください。");
        }
    }
}
