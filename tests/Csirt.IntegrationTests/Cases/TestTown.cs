using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;

namespace Csirt.IntegrationTests.Cases;

/// <summary>The test town, with a 副CISO and a CSIRT要員 more.</summary>
internal static class TestTown
{
    public static Person DeputyCiso { get; } = TestDirectory.Ciso with { Id = "p-deputy-ciso", Name = "副CISO", Roles = [new RoleHeld(Role.Staff, null), new RoleHeld(Role.DeputyCiso, null)] };

    public static Person OtherSystemManager { get; } = TestDirectory.SystemManager with { Id = "p-files", Name = "ファイルサーバ管理者", Roles = [new RoleHeld(Role.Staff, null), new RoleHeld(Role.SystemManager, "sys-files")] };

    public static DirectoryChanged Snapshot { get; } = TestDirectory.Snapshot with { People = [.. TestDirectory.Snapshot.People, DeputyCiso, OtherSystemManager] };

    /// <summary>An assessment with which nothing is left to ask.</summary>
    public static AssessRequest Assessed { get; } = new()
    {
        Incident = Answer.Yes,
        Kind = IncidentKind.LostDevice,
        Severity = Severity.High,
        SystemIds = [],
        Facts = new CaseFacts
        {
            InformationSystem = Answer.No,
            PersonalData = Answer.Yes,
            Persons = new PersonCount(549, 549),
            Sensitive = Answer.Unknown,
            FinancialHarm = Answer.Unknown,
            WrongfulPurpose = Answer.No,
            MyNumber = Answer.No,
        },
    };
}
