using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Accounts;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.People;

/// <summary><c>GET /api/directory/me</c>.</summary>
internal sealed class Me(Database<DirectoryModule> database, TownDirectories directories, TimeProvider time)
{
    public Task<WhoAmI> HandleAsync(Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, s => ReadAsync(s, caller), stop);

    private async Task<WhoAmI> ReadAsync(IReadSession session, Caller caller)
    {
        var directory = await directories.InForceAsync(session);
        var person = directory.Person(caller.Subject) ?? throw Problem.NotFound("職員");
        var account = await AccountTable.ByPersonAsync(session, person.Id) ?? throw Problem.NotFound("アカウント");
        var roles = RolesInForce.Of(person, directory, await AbsenceTable.AllAsync(session), time.GetUtcNow());
        return Identity.Describe(person, account.UserName, directory, roles);
    }
}
