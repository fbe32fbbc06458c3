using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Accounts;
using Csirt.Directory.Keys;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;

namespace Csirt.Directory.Readiness;

/// <summary><c>GET /api/directory/readiness</c>: what would go wrong in an emergency, found beforehand.</summary>
internal sealed class CheckReadiness(Database<DirectoryModule> database, TownDirectories directories, ClockCheck clock, TimeProvider time)
{
    public Task<Contracts.Http.Directory.Readiness> HandleAsync(Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, async session =>
    {
        var now = time.GetUtcNow();
        var directory = await directories.InForceAsync(session);
        var accounts = await AccountTable.AllAsync(session);
        var keys = await ApiKeyTable.AllAsync(session);
        ReadinessFinding[] findings =
        [
            .. RoleGaps.Find(directory),
            .. ChannelGaps.Find(directory, now),
            .. HousekeepingGaps.Find(directory, accounts, keys, now),
            .. MachineGaps.Find(clock.Latest),
        ];
        return new Contracts.Http.Directory.Readiness(now, findings.Length == 0, [.. findings.OrderByDescending(f => f.Grave)]);
    }, stop);
}
