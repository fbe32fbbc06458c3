using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Accounts;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.Sessions;

/// <summary><c>POST /api/directory/password</c> (policy 5.4(3)エ, カ, 6.2(1)カ).</summary>
internal sealed class ChangePassword(CheckCredentials credentials, Database<DirectoryModule> database)
{
    public async Task<IResult> HandleAsync(ChangePasswordRequest request, CancellationToken stop)
    {
        // The rules come first: a one-time code must not be spent on a password that can't be taken.
        var breaches = PasswordRules.Breaches(request.NewPassword ?? string.Empty, request.UserName ?? string.Empty, request.CurrentPassword ?? string.Empty);
        if (breaches.Count > 0)
        {
            throw Problem.Invalid(new Dictionary<string, string[]> { ["new_password"] = [.. breaches] });
        }

        var town = credentials.DemandTown(request.Town);
        var account = await credentials.DemandAsync(town, request.UserName, request.CurrentPassword, request.OneTimeCode, stop);
        var hash = Passwords.Hash(request.NewPassword!);
        await database.WriteAsync(town, account.PersonId, uow => ChangeAsync(uow, account, hash), stop);
        return TypedResults.NoContent();
    }

    private static async Task ChangeAsync(IUnitOfWork uow, Account account, string hash)
    {
        await AttemptTable.SucceedAsync(uow, account.UserName);
        await AccountTable.SetPasswordAsync(uow, account.PersonId, hash, temporary: false);
        await SessionTable.EndAllAsync(uow, account.PersonId);
        uow.Audit("account.password_changed", $"account/{account.PersonId}");
    }
}
