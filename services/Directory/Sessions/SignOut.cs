using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Database;

namespace Csirt.Directory.Sessions;

/// <summary><c>POST /api/directory/sign-out</c>: 204 whatever there was to end.</summary>
internal sealed class SignOut(Database<DirectoryModule> database, ServedTowns towns)
{
    public async Task<IResult> HandleAsync(SignOutRequest request, CancellationToken stop)
    {
        if (RenewalToken.Parse(request.RenewalToken) is { } renewal && towns.Serves(renewal.Town))
        {
            await database.WriteAsync(renewal.Town, "session:sign-out", uow => EndAsync(uow, renewal), stop);
        }

        return TypedResults.NoContent();
    }

    private static async Task EndAsync(IUnitOfWork uow, RenewalToken renewal)
    {
        if (await SessionTable.FindAsync(uow, renewal.SessionId) is { } session && renewal.Opens(session))
        {
            await SessionTable.EndAsync(uow, session);
            uow.Audit("sign_out", $"account/{session.PersonId}", new { session = session.Id });
        }
    }
}
