using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Csirt.Platform.Audit;

/// <summary>The audit head reads the records of a service and has its chain checked (policy 9.1).</summary>
internal static class AuditApi
{
    public static void Map(RouteGroupBuilder api, ServiceDatabase database)
    {
        api.MapGet("/audit", (string subject, Caller caller, CancellationToken stop) =>
            database.ReadAsync(caller.Town, s => AuditChain.OfSubjectAsync(s, subject), stop)).Requires(Act.ReadAudit);
        api.MapGet("/audit/verification", (Caller caller, CancellationToken stop) =>
            database.ReadAsync(caller.Town, s => AuditChain.VerifyAsync(s, database.Service), stop)).Requires(Act.ReadAudit);
    }
}
