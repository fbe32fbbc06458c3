using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Directory.Towns;

/// <summary>procedures.yaml: the town's own first-response procedures, owned by 統括 (policy 6.4(3)キ, ウ).</summary>
internal static class ProceduresFile
{
    public static IReadOnlyList<FirstResponse> Read(Entry file)
    {
        List<FirstResponse> procedures = [];
        foreach (var entry in file.Entries("procedures"))
        {
            var kind = entry.Choice<IncidentKind>("kind");
            var steps = entry.Texts("steps");
            if (steps.Count == 0)
            {
                entry.Error("steps", "「steps」に手順が1つもありません。");
            }

            procedures.Add(new FirstResponse(kind, entry.Text("title"), steps, entry.Flag("local_advice"), entry.Text("source")));
            entry.Done();
        }

        file.Done();
        return procedures;
    }
}
