using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Accounts;
using Csirt.Directory.People;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Tokens;
using Csirt.Platform.Database;

namespace Csirt.Directory.Sessions;

/// <summary><c>POST /api/directory/renew</c>: goes on with the session, with the roles of today.</summary>
internal sealed class Renew(Database<DirectoryModule> database, ServedTowns towns, TownDirectories directories, TokenIssuer tokens)
{
    public async Task<Renewed> HandleAsync(RenewRequest request, CancellationToken stop)
    {
        if (RenewalToken.Parse(request.RenewalToken) is not { } renewal || !towns.Serves(renewal.Town))
        {
            throw RenewalToken.SessionEnded();
        }

        // The end of a timed-out session is to be kept, so it is told only after the commit.
        return await database.WriteAsync(renewal.Town, "session:renew", uow => GoOnAsync(uow, renewal), stop) ?? throw RenewalToken.SessionEnded();
    }

    private async Task<Renewed?> GoOnAsync(IUnitOfWork uow, RenewalToken renewal)
    {
        if (await SessionTable.FindAsync(uow, renewal.SessionId) is not { } session || !renewal.Opens(session))
        {
            return null;
        }

        var account = await AccountTable.ByPersonAsync(uow, session.PersonId);
        if (session.TimesOutAt <= uow.Now || account is not { DisabledAt: null })
        {
            await SessionTable.EndAsync(uow, session);
            return null;
        }

        await SessionTable.TouchAsync(uow, session.Id);
        var (person, who, roles) = await Identity.OfAsync(uow, directories, account);
        var (token, expires) = tokens.Issue(uow.Town, person, roles, session.Id);
        return new Renewed(token, expires, session.EndsAt, who);
    }
}
