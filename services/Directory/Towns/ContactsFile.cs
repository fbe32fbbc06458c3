using Csirt.Contracts.Messages;

namespace Csirt.Directory.Towns;

/// <summary>contacts.yaml: who outside may have to be told or called.</summary>
internal static class ContactsFile
{
    public static readonly IReadOnlyList<string> Kinds =
        ["prefecture", "prefecture_cloud", "ministry", "commission", "police", "jlis", "contractor", "cloud", "expert", "sister_town", "other"];

    public static IReadOnlyList<OutsideContact> Read(Entry file, bool demo)
    {
        HashSet<string> ids = [];
        List<OutsideContact> contacts = [];
        foreach (var entry in file.Entries("contacts"))
        {
            // No channel at all is not an error here: the readiness check finds it and says so every day.
            contacts.Add(new OutsideContact(
                entry.ReadId(ids),
                entry.OneOf("kind", Kinds),
                entry.Text("name"),
                entry.ReadMail(demo),
                entry.ReadPhone("phone"),
                entry.ReadPhone("fax"),
                entry.OptionalText("note"),
                entry.ReadPhone("night_phone")));
            entry.Done();
        }

        file.Done();
        return contacts;
    }
}
