using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Directory.People;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.Readiness;

/// <summary>People and contacts who could not be reached.</summary>
internal static class ChannelGaps
{
    /// <summary>Told at night, whatever the hour.</summary>
    private static readonly Role[] CalledAtNight =
        [Role.PointOfContact, Role.CsirtLeader, Role.CsirtMember, Role.ChiefSecurityOfficer, Role.Ciso, Role.DepartmentHead, Role.SectionManager, Role.SystemManager];

    private static readonly string[] ContactKinds = ["prefecture", "ministry", "commission", "police"];

    public static IEnumerable<ReadinessFinding> Find(TownDirectory directory, DateTimeOffset now) =>
    [
        .. directory.Snapshot.People.SelectMany(p => OfPerson(p, directory, now)),
        .. directory.Snapshot.Contacts.Where(c => c is { Mail: null, Phone: null, Fax: null, NightPhone: null }).Select(c => new ReadinessFinding(
            "contact_without_channel", true, c.Id, null, $"連絡先「{c.Name}」に、メール・電話・FAXのどれも登録されていません。")),
        .. ContactKinds.Where(k => directory.Snapshot.Contacts.All(c => c.Kind != k)).Select(k => new ReadinessFinding(
            "contact_kind_missing", true, null, null, $"{NameOf(k)}の連絡先が登録されていません。")),
    ];

    private static IEnumerable<ReadinessFinding> OfPerson(Person person, TownDirectory directory, DateTimeOffset now)
    {
        var role = person.Roles.Select(r => r.Role).FirstOrDefault(RolesInForce.IsTold);
        if (role == Role.Staff)
        {
            yield break;
        }

        if (person is { Mail: null, Phone: null, NightPhone: null })
        {
            yield return new ReadinessFinding("holder_without_channel", true, person.Id, role, $"{person.Name}に、メールも電話も登録されていません。");
        }
        else if (person.Mail is null)
        {
            yield return new ReadinessFinding("holder_without_mail", false, person.Id, role, $"{person.Name}にメールアドレスがありません。知らせるには電話をかける必要があります。");
        }

        if (person.NightPhone is null && person.Roles.Any(r => CalledAtNight.Contains(r.Role)))
        {
            yield return new ReadinessFinding("holder_without_night_phone", false, person.Id, role, $"{person.Name}に夜間・休日の電話番号がありません。");
        }

        if (person.AbsentUntil > now)
        {
            foreach (var finding in OfAbsent(person, role, directory, now))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<ReadinessFinding> OfAbsent(Person person, Role role, TownDirectory directory, DateTimeOffset now)
    {
        var deputy = directory.Person(person.DeputyId);
        if (deputy is null)
        {
            yield return new ReadinessFinding("absent_without_deputy", true, person.Id, role, $"{person.Name}は不在ですが、代理者がいません。");
        }
        else if (deputy.AbsentUntil > now)
        {
            yield return new ReadinessFinding("deputy_absent", true, person.Id, role, $"{person.Name}の代理者（{deputy.Name}）も不在です。");
        }
    }

    private static string NameOf(string kind) => kind switch
    {
        "prefecture" => "県",
        "ministry" => "総務省",
        "commission" => "個人情報保護委員会",
        _ => "警察",
    };
}
