using Csirt.Contracts.Messages;

namespace Csirt.Directory.Towns;

/// <summary>
/// The policy's own wording, for every kind for which the town has set no procedure: only then does 6.4(3)キ have the policy's
/// fallback apply.
/// </summary>
internal static class PolicyProcedures
{
    public const string File = "policy-procedures.yaml";

    private static readonly IReadOnlyList<FirstResponse> All = Read();

    /// <summary>The town's procedures, then the policy's for the kinds that are missing.</summary>
    public static IReadOnlyList<FirstResponse> Complete(IReadOnlyList<FirstResponse> towns)
    {
        var set = towns.Select(p => p.Kind).ToHashSet();
        return [.. towns, .. All.Where(p => !set.Contains(p.Kind))];
    }

    private static IReadOnlyList<FirstResponse> Read()
    {
        var errors = new TownDataErrors();
        var procedures = ProceduresFile.Read(YamlText.Open(File, BuiltIn.Read(File), errors));
        errors.ThrowIfAny(File);
        return procedures;
    }
}
