using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Replicas;

namespace Csirt.UnitTests.Escalation.Evaluation;

/// <summary>A small town: every role held by a person named after it. The head of IT is 統括 and owns the mail system too.</summary>
internal static class TestTown
{
    public const string Code = "999997";

    public const string Section = "sec-fukushi";

    public static DirectoryChanged Snapshot { get; } = new()
    {
        Town = Code,
        Version = 1,
        TownName = "青葉町",
        Bodies = [new Body("body-choucho", "町長部局", true), new Body("body-kyoiku", "教育委員会", true), new Body("body-gikai", "議会", false)],
        Departments = [new Department("dep-fukushi", "福祉部", "body-choucho"), new Department("dep-kyoiku", "教育委員会事務局", "body-kyoiku"), new Department("dep-gikai", "議会事務局", "body-gikai")],
        Sections = [new Section(Section, "福祉課", "dep-fukushi", null), new Section("sec-shogaku", "生涯学習課", "dep-kyoiku", null), new Section("sec-gikai", "議会事務局", "dep-gikai", null)],
        People =
        [
            Holder("p-ciso", Role.Ciso, deputy: "p-deputy-ciso"),
            Holder("p-deputy-ciso", Role.DeputyCiso),
            Holder("p-chief", Role.ChiefSecurityOfficer, deputy: "p-leader"),
            Holder("p-leader", Role.CsirtLeader),
            Holder("p-liaison", Role.CsirtLiaison),
            Holder("p-coordinator", Role.CsirtCoordinator),
            Holder("p-contact", Role.PointOfContact),
            Holder("p-auditor", Role.Auditor),
            Holder("p-manager", Role.SectionManager, Section),
            Holder("p-head", Role.DepartmentHead, "dep-fukushi"),
            Holder("p-system", Role.SystemManager, "sys-fukushi"),
            Holder("p-kyoiku-manager", Role.SectionManager, "sec-shogaku"),
            Holder("p-kyoiku-head", Role.DepartmentHead, "dep-kyoiku"),
            Holder("p-gikai-head", Role.DepartmentHead, "dep-gikai"),
        ],
        Systems =
        [
            new InformationSystem("sys-fukushi", "福祉システム", NetworkZone.Lgwan, Section, "3B", 2, 2, 24, false, "c-vendor"),
            new InformationSystem("sys-shinsei", "電子申請", NetworkZone.Internet, Section, "3B", 2, 2, 24, false, "c-cloud"),
        ],
        Contacts = [new OutsideContact("c-vendor", "contractor", "保守事業者", null, null, null, null), new OutsideContact("c-cloud", "cloud", "電子申請事業者", null, null, null, null)],
        Procedures = [],
    };

    public static TownDirectory Directory { get; } = new(Snapshot);

    public static TownDirectory With(Func<Person, Person> change) => new(Snapshot with { People = [.. Snapshot.People.Select(change)] });

    public static Person Holder(string id, Role role, string? heldFor = null, string? deputy = null) =>
        new(id, id, Section, $"{id}@town.example.jp", "100", [new RoleHeld(Role.Staff, null), new RoleHeld(role, heldFor)], null, deputy);
}
