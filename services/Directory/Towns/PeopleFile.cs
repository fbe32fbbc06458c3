using System.Text.RegularExpressions;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Directory.Towns;

/// <summary>people.yaml: people, the roles they hold and for what, their accounts and standing deputies.</summary>
internal static partial class PeopleFile
{
    public static IReadOnlyList<(Person Person, AccountSeed? Account)> Read(Entry file, OrganisationFile organisation, IReadOnlyList<InformationSystem> systems, bool demo)
    {
        HashSet<string> ids = [];
        HashSet<string> userNames = [];
        var reader = new RoleReader(organisation, systems);
        List<(Person Person, AccountSeed?)> people = [];
        List<(Entry Entry, string Deputy)> deputies = [];
        foreach (var entry in file.Entries("people"))
        {
            var id = entry.ReadId(ids);
            var section = entry.Reference("section", organisation.SectionIds, "課室");
            var deputy = entry.OptionalText("deputy");
            if (deputy is not null)
            {
                deputies.Add((entry, deputy));
            }

            var person = new Person(
                id, entry.Text("name"), section, entry.ReadMail(demo), entry.ReadPhone("phone"), reader.Read(entry, section), null, deputy, entry.ReadPhone("night_phone"));
            people.Add((person, ReadAccount(entry, id, userNames)));
            entry.Done();
        }

        foreach (var (entry, deputy) in deputies)
        {
            entry.Refer("deputy", deputy, ids, "職員");
            if (entry.OptionalText("id") == deputy)
            {
                entry.Error("deputy", "自分自身を代理者にすることはできません。");
            }
        }

        file.Done();
        return people;
    }

    private static AccountSeed? ReadAccount(Entry entry, string personId, HashSet<string> userNames)
    {
        var temporary = entry.Flag("temporary_password");
        if (entry.OptionalText("user_name") is not { } userName)
        {
            return null;
        }

        if (!UserNameForm().IsMatch(userName))
        {
            entry.Error("user_name", $"「{userName}」は使用できません。英小文字・数字・「.」「_」「-」3〜64字で書いてください。");
        }
        else if (!userNames.Add(userName))
        {
            entry.Error("user_name", $"「{userName}」は2回使われています。");
        }

        return new AccountSeed(personId, userName, temporary);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{2,63}$")]
    private static partial Regex UserNameForm();

    /// <summary>Roles as <c>- Ciso</c> or <c>- SectionManager: sec-soumu</c>. Everyone is 職員 of their section without saying so.</summary>
    private sealed class RoleReader(OrganisationFile organisation, IReadOnlyList<InformationSystem> systems)
    {
        private readonly HashSet<string> _systemIds = [.. systems.Select(s => s.Id)];

        public List<RoleHeld> Read(Entry entry, string section)
        {
            List<RoleHeld> roles = [new(Role.Staff, section)];
            foreach (var (word, value, line) in entry.Words("roles"))
            {
                if (!StableName.Of<Role>().TryGetValue(word, out var role) || role == Role.Staff)
                {
                    entry.ErrorAt(line, $"役割「{word}」は使用できません。使用できる役割: {string.Join("、", StableName.Of<Role>().Keys.Where(n => n != nameof(Role.Staff)))}");
                    continue;
                }

                var held = new RoleHeld(role, value);
                Check(entry, line, held);
                if (roles.Contains(held))
                {
                    entry.ErrorAt(line, $"役割「{word}」が2回書かれています。");
                }

                roles.Add(held);
            }

            return roles;
        }

        private void Check(Entry entry, long line, RoleHeld held)
        {
            var (ids, what) = held.Role switch
            {
                Role.SectionManager => (organisation.SectionIds, "課室"),
                Role.DepartmentHead => (organisation.DepartmentIds, "部局"),
                Role.SystemManager or Role.SystemOperator => (_systemIds, "情報システム"),
                _ => (null, string.Empty),
            };
            if (ids is null && held.For is not null)
            {
                entry.ErrorAt(line, $"役割「{held.Role}」は団体全体のものです。対象「{held.For}」は書けません。");
            }
            else if (ids is not null && (held.For is null || !ids.Contains(held.For)))
            {
                entry.ErrorAt(line, $"役割「{held.Role}」には対象の{what}の ID が必要です（「- {held.Role}: ID」）。「{held.For}」は登録されていません。");
            }
        }
    }
}
