using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Replicas;

namespace Csirt.Intake.Filing;

/// <summary>
/// What to do right now: the procedures for the kind as the directory holds them (the town's own, the policy's where it has
/// none: policy 6.4(3)キ), else the general ones.
/// </summary>
internal static class FirstResponseSteps
{
    public static IReadOnlyList<FirstResponse> For(IncidentKind? kind, TownDirectory town)
    {
        var all = town.Snapshot.Procedures;
        List<FirstResponse> ofKind = kind is null ? [] : [.. all.Where(p => p.Kind == kind)];
        return ofKind.Count > 0 ? ofKind : [.. all.Where(p => p.Kind is null)];
    }
}
