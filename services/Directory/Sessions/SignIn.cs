using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Accounts;
using Csirt.Directory.People;
using Csirt.Directory.SecondFactor;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Tokens;
using Csirt.Platform;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.Sessions;

/// <summary><c>POST /api/directory/sign-in</c> (policy 6.2(1)オ, カ).</summary>
internal sealed class SignIn(CheckCredentials credentials, Database<DirectoryModule> database, TownDirectories directories, TokenIssuer tokens, TimeProvider time)
{
    public async Task<SignedIn> HandleAsync(SignInRequest request, CancellationToken stop)
    {
        var town = credentials.DemandTown(request.Town);
        var account = await credentials.DemandAsync(town, request.UserName, request.Password, request.OneTimeCode, stop);
        if (account.Temporary)
        {
            await database.WriteAsync(town, account.PersonId, uow => AttemptTable.SucceedAsync(uow, account.UserName), stop);
            throw new ProblemException(
                StatusCodes.Status403Forbidden, "password_change_required", "仮のパスワードです。サインインする前に、新しいパスワードに変更してください。");
        }

        var renewal = RenewalToken.Make(town, Ids.New(time));
        return await database.WriteAsync(town, account.PersonId, uow => BeginAsync(uow, account, renewal), stop);
    }

    private async Task<SignedIn> BeginAsync(IUnitOfWork uow, Account account, RenewalToken renewal)
    {
        await SessionTable.EndTimedOutAsync(uow, account.PersonId);
        var before = await AccountTable.ByPersonAsync(uow, account.PersonId);
        if (before?.PasswordHash != account.PasswordHash || before.DisabledAt is not null)
        {
            // Changed while this password was being checked.
            throw CheckCredentials.Failed();
        }

        var failed = await AttemptTable.SucceedAsync(uow, account.UserName);
        var session = new Session
        {
            Id = renewal.SessionId,
            PersonId = account.PersonId,
            SecretSha256 = renewal.Sha256,
            UsedAt = uow.Now,
            EndsAt = uow.Now + Session.Longest,
        };
        await SessionTable.BeginAsync(uow, session);
        await AccountTable.NoteSignInAsync(uow, account.PersonId);
        uow.Audit("sign_in.succeeded", $"account/{account.PersonId}", new { session = session.Id });
        var (person, who, roles) = await Identity.OfAsync(uow, directories, account);
        var (token, expires) = tokens.Issue(uow.Town, person, roles, session.Id);
        return new SignedIn(
            token, expires, renewal.Text, (int)Session.IdleTimeout.TotalMinutes, session.EndsAt, who, before.LastSignInAt, before.LastSignOutAt, failed,
            await SecondFactorTable.IsSetAsync(uow, account.PersonId) ? await SecondFactorTable.CodesLeftAsync(uow, account.PersonId) : null);
    }
}
