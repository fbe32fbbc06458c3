using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Replicas;

namespace Csirt.Intake;

/// <summary>Keys of machine feeds, contractors and cloud providers, as the directory last told.</summary>
internal sealed class KeysOfTowns(DirectoryCopies<IntakeModule> directories) : IApiKeys
{
    private const string SubjectPrefix = "key:";

    public ApiKey? Find(string town, string keyId) => directories.Find(town)?.Snapshot.ApiKeys.FirstOrDefault(k => k.Id == keyId);

    /// <summary>The key a machine came with.</summary>
    public static ApiKey? Of(Caller machine, TownDirectory town) => town.Snapshot.ApiKeys.FirstOrDefault(k => SubjectPrefix + k.Id == machine.Subject);
}
