using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Replicas;
using Sheet = Csirt.Contracts.Http.Directory.CallList;

namespace Csirt.Directory.CallList;

/// <summary><c>GET /api/directory/call-list</c>: 緊急連絡網 (policy 1(2)キ), complete enough to work from paper.</summary>
internal sealed class ReadCallList(TownDirectories directories, TimeProvider time)
{
    public async Task<Sheet> HandleAsync(Caller caller, CancellationToken stop) => CallSheet.Of(await directories.ReadAsync(caller.Town, stop), time.GetUtcNow());
}
