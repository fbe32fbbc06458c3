using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Readiness;

/// <summary>Looks for gaps in the contact network before an incident needs it (policy 1(2)キ, 1(3)エ, 1(10), 6.5(1)エ).</summary>
internal static class ContactNetwork
{
    private static readonly string[] NeededOutside = ["prefecture", "ministry", "commission", "police"];

    public static IReadOnlyList<ReadinessGap> Gaps(DirectoryChanged town, RuleBook book) =>
    [
        .. from rule in book.Rules
           where rule.Action is ReadinessAction
           from gap in Gaps(town, (ReadinessAction)rule.Action)
           select new ReadinessGap(rule.Id, rule.Title, rule.Basis, gap),
    ];

    private static IEnumerable<string> Gaps(DirectoryChanged town, ReadinessAction action) => action.Check switch
    {
        "role_held" => action.Roles.Where(role => !Holders(town, role).Any()).Select(role => $"{role.InJapanese()}が決まっていません。"),
        "reachable" => from role in action.Roles
                       from person in Holders(town, role)
                       where person.Mail is null && person.Phone is null
                       select $"{role.InJapanese()}（{person.Name}）の連絡先がありません。",
        "deputy" => from role in action.Roles
                    from person in Holders(town, role)
                    where person.DeputyId is null
                    select $"{role.InJapanese()}（{person.Name}）の代理が決まっていません。",
        "section_manager_of_each_section" => town.Sections.Where(section => !Holds(town, Role.SectionManager, section.Id)).Select(section => $"{section.Name}の管理者が決まっていません。"),
        "head_of_each_department" => town.Departments.Where(department => !Holds(town, Role.DepartmentHead, department.Id)).Select(department => $"{department.Name}の責任者が決まっていません。"),
        "manager_of_each_system" => town.Systems.Where(system => !Holds(town, Role.SystemManager, system.Id)).Select(system => $"{system.Name}の情報システム管理者が決まっていません。"),
        "provider_contact" => from system in town.Systems
                              join contact in town.Contacts on system.ProviderContactId equals contact.Id
                              where Unreachable(contact)
                              select $"{system.Name}の事業者（{contact.Name}）の連絡先がありません。",
        "outside_contacts" => NeededOutside.Where(kind => town.Contacts.All(contact => contact.Kind != kind || Unreachable(contact))).Select(kind => $"{Vocabulary.Recipients[kind]}の連絡先がありません。"),
        "expert_contact" => town.Contacts.Any(contact => contact.Kind == "expert" && !Unreachable(contact)) ? [] : ["連絡できる外部の専門家が登録されていません。"],
        _ => throw new ArgumentOutOfRangeException(nameof(action), action.Check, "Not a check."),
    };

    private static IEnumerable<Person> Holders(DirectoryChanged town, Role role) => town.People.Where(person => person.Roles.Any(held => held.Role == role));

    private static bool Holds(DirectoryChanged town, Role role, string heldFor) =>
        town.People.Any(person => person.Roles.Any(held => held.Role == role && held.For == heldFor));

    private static bool Unreachable(OutsideContact contact) => contact.Mail is null && contact.Phone is null && contact.Fax is null;
}
