using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.Towns;

/// <summary>Reads and checks a town's files.</summary>
internal static class TownReader
{
    /// <summary>Throws <see cref="TownDataException"/> with everything that is wrong.</summary>
    public static TownData Read(TownSource source)
    {
        var errors = new TownDataErrors();
        Entry Open(string file) => YamlText.Open(file, source.Files[file], errors);

        var town = Open(TownSource.Town);
        var code = town.Text("code");
        if (code.Length > 0 && !TownCode.IsValid(code))
        {
            town.Error("code", $"「{code}」は全国地方公共団体コード（6桁、検査数字つき）ではありません。");
        }

        var demo = town.Flag("demo");
        if (code.Length == 6 && demo != TownCode.IsDemo(code))
        {
            town.Error("demo", $"demo: true は架空の団体（コードが {TownCode.DemoPrefecture} で始まるもの）だけに、必ず付けてください。");
        }

        var prefecture = town.OptionalText("prefecture");
        if (prefecture is not null && (!TownCode.IsValid(prefecture) || prefecture == code))
        {
            town.Error("prefecture", $"「{prefecture}」は県の全国地方公共団体コード（6桁、検査数字つき）ではありません。");
        }

        var organisation = OrganisationFile.Read(Open(TownSource.Organisation));
        var contacts = ContactsFile.Read(Open(TownSource.Contacts), demo);
        var systems = SystemsFile.Read(Open(TownSource.Systems), organisation, contacts);
        var people = PeopleFile.Read(Open(TownSource.People), organisation, systems, demo);
        var procedures = PolicyProcedures.Complete(ProceduresFile.Read(Open(TownSource.Procedures)));
        var contactIds = contacts.Select(c => c.Id).ToHashSet();
        var data = new TownData
        {
            Code = code,
            Name = town.Text("name"),
            PrefectureCode = prefecture,
            Demo = demo,
            DemoPassword = demo ? town.Text("demo_password") : town.OptionalText("demo_password"),
            SecondFactorRequired = town.Flag("second_factor_required"),
            DemoKeys = [.. town.Entries("demo_keys").Select(k => ReadKey(k, contactIds))],
            Introduced = ReadIntroduced(town, people),
            Bodies = organisation.Bodies,
            Departments = organisation.Departments,
            Sections = organisation.Sections,
            Systems = systems,
            Contacts = contacts,
            People = [.. people.Select(p => p.Person)],
            Accounts = [.. people.Select(p => p.Account).OfType<AccountSeed>()],
            Procedures = procedures,
            Gateways = ReadGateways(town),
            Fingerprint = source.Fingerprint,
        };
        if (!demo && (data.DemoPassword is not null || data.DemoKeys.Count > 0))
        {
            town.Error("code", "demo_password と demo_keys は demo: true の団体だけで使用できます。");
        }

        town.Done();
        errors.ThrowIfAny(source.Name);
        return data;
    }

    private static IReadOnlyList<string> ReadIntroduced(Entry town, IReadOnlyList<(Person, AccountSeed? Account)> people)
    {
        var names = town.Texts("introduce");
        foreach (var unknown in names.Except(people.Select(p => p.Account?.UserName)))
        {
            town.Error("introduce", $"ユーザー名「{unknown}」のアカウントはありません。");
        }

        return names;
    }

    private static List<Gateway> ReadGateways(Entry town)
    {
        HashSet<string> names = [];
        List<Gateway> gateways = [];
        foreach (var entry in town.Entries("gateways"))
        {
            gateways.Add(new Gateway(entry.ReadName(names), entry.Text("title"), entry.OneOf("takes", GatewayAddresses.Kinds)));
            entry.Done();
        }

        return gateways;
    }

    private static DemoKey ReadKey(Entry entry, HashSet<string> contactIds)
    {
        var key = new DemoKey(
            entry.Text("label"),
            entry.Choice<Channel>("channel") ?? Channel.Monitoring,
            entry.OptionalReference("contact", contactIds, "連絡先"));
        entry.Done();
        return key;
    }
}
