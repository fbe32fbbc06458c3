using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Directory.Towns;

/// <summary>systems.yaml: the register of systems (情報システム台帳, policy 2(2)ア(ウ)).</summary>
internal static class SystemsFile
{
    private static readonly string[] Confidentiality = ["3A", "3B", "3C", "2", "1"];

    public static IReadOnlyList<InformationSystem> Read(Entry file, OrganisationFile organisation, IReadOnlyList<OutsideContact> contacts)
    {
        HashSet<string> ids = [];
        var providers = contacts.Select(c => c.Id).ToHashSet();
        List<InformationSystem> systems = [];
        foreach (var entry in file.Entries("systems"))
        {
            systems.Add(new InformationSystem(
                entry.ReadId(ids),
                entry.Text("name"),
                Zone(entry),
                entry.Reference("section", organisation.SectionIds, "課室"),
                entry.OneOf("confidentiality", Confidentiality),
                Class(entry, "integrity"),
                Class(entry, "availability"),
                entry.Number("recovery_target_hours", 1, 24 * 60),
                entry.Flag("shared_network"),
                entry.OptionalReference("provider", providers, "連絡先")));
            entry.Done();
        }

        file.Done();
        return systems;
    }

    private static NetworkZone Zone(Entry entry)
    {
        _ = entry.Text("zone");
        return entry.Choice<NetworkZone>("zone") ?? default;
    }

    private static int Class(Entry entry, string key)
    {
        _ = entry.Text(key);
        return entry.Number(key, 1, 2) ?? 1;
    }
}
