using Csirt.Contracts;
using Csirt.Directory.Accounts;
using Csirt.Directory.CallList;
using Csirt.Directory.Keys;
using Csirt.Directory.Organisation;
using Csirt.Directory.People;
using Csirt.Directory.Readiness;
using Csirt.Directory.SecondFactor;
using Csirt.Directory.Sessions;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Tokens;
using Csirt.Directory.Towns;
using Csirt.Platform.Access;
using Csirt.Platform.Hosting;

namespace Csirt.Directory;

/// <summary>連絡網: people, roles, systems, outside contacts, accounts.</summary>
public sealed class DirectoryModule : ServiceModule<DirectoryModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Directory;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api) => DirectoryEndpoints.Map(api);

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<DirectoryModule> service)
    {
        service.Migrations(
            TownTables.Migration, AccountTable.Migration, AbsenceTable.Migration, ApiKeyTable.Migration, SessionTable.Migration, AttemptTable.Migration,
            SecondFactorTable.Migration,
            SecondFactorTable.Begun);
        service.Holds(TownDirectories.Held);
        service.LoadAtStart<SigningKeys>().LoadAtStart<ImportTowns>();
        service.DueWork<AbsenceTurns>().AtNewEpoch<NewDirectoryVersion>();
        var services = service.Services;
        services.AddSingleton<ITokenKeys>(p => p.GetRequiredService<SigningKeys>());
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<TownCatalog>();
        services.AddSingleton<ServedTowns>();
        services.AddSingleton<TownDirectories>();
        services.AddSingleton<ReloadTown>();
        services.AddSingleton<CreateAccounts>();
        services.AddSingleton<ManageAccounts>();
        services.AddSingleton<CreateDemoKeys>();
        services.AddSingleton<ManageApiKeys>();
        services.AddSingleton<CheckCredentials>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<Renew>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<IssueSheets>();
        services.AddSingleton<OwnSecondFactor>();
        services.AddSingleton<Me>();
        services.AddSingleton<FindPeople>();
        services.AddSingleton<ReadAbsences>();
        services.AddSingleton<SetAbsences>();
        services.AddSingleton<ReadOrganisation>();
        services.AddSingleton<ReadCallList>();
        services.AddSingleton<CheckReadiness>();
        services.AddHostedService<DemoGreeting>();
    }
}
