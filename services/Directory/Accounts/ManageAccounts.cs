using Csirt.Contracts.Http.Directory;
using Csirt.Directory.SecondFactor;
using Csirt.Directory.Sessions;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.Accounts;

/// <summary>For those who look after accounts: <c>/api/directory/accounts</c> (policy 6.2(1)イ, カ).</summary>
internal sealed class ManageAccounts(Database<DirectoryModule> database, TownDirectories directories, TimeProvider time)
{
    /// <summary>Longest unused first: forgotten ids are found.</summary>
    public Task<IReadOnlyList<AccountEntry>> ListAsync(Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, async session =>
    {
        var directory = await directories.InForceAsync(session);
        var withSecondFactor = await SecondFactorTable.HoldersAsync(session);
        List<AccountEntry> entries = [];
        foreach (var account in await AccountTable.AllAsync(session))
        {
            entries.Add(new AccountEntry(
                account.PersonId,
                directory.Person(account.PersonId)?.Name ?? "（異動・退職）",
                account.UserName,
                account.DisabledAt is not null,
                account.Temporary,
                withSecondFactor.Contains(account.PersonId),
                await AttemptTable.LockedUntilAsync(session, account.UserName, time.GetUtcNow()),
                account.LastSignInAt,
                account.CreatedAt));
        }

        return (IReadOnlyList<AccountEntry>)[.. entries.OrderBy(e => e.LastSignInAt ?? DateTimeOffset.MinValue)];
    }, stop);

    public async Task<TemporaryPassword> ResetAsync(string personId, Caller caller, CancellationToken stop)
    {
        var password = Passwords.Temporary();
        var hash = Passwords.Hash(password);
        var userName = await ChangeAsync(personId, caller, "account.password_reset", async (uow, account) =>
        {
            await AccountTable.SetPasswordAsync(uow, personId, hash, temporary: true);
            await AttemptTable.UnlockAsync(uow, account.UserName);
            await SessionTable.EndAllAsync(uow, personId);
        }, stop);
        return new TemporaryPassword(userName, password);
    }

    public async Task<IResult> UnlockAsync(string personId, Caller caller, CancellationToken stop)
    {
        await ChangeAsync(personId, caller, "account.unlocked", (uow, account) => AttemptTable.UnlockAsync(uow, account.UserName), stop);
        return TypedResults.NoContent();
    }

    public async Task<IResult> DisableAsync(string personId, Caller caller, CancellationToken stop)
    {
        await ChangeAsync(personId, caller, "account.disabled", async (uow, _) =>
        {
            await AccountTable.DisableAsync(uow, personId);
            await SessionTable.EndAllAsync(uow, personId);
        }, stop);
        return TypedResults.NoContent();
    }

    public async Task<IResult> EnableAsync(string personId, Caller caller, CancellationToken stop)
    {
        await ChangeAsync(personId, caller, "account.enabled", (uow, _) => AccountTable.EnableAsync(uow, personId), stop);
        return TypedResults.NoContent();
    }

    /// <summary>A sheet for someone without a phone, to be handed over in person.</summary>
    public async Task<PrintedCodeSheet> IssueSheetAsync(string personId, Caller caller, CancellationToken stop)
    {
        var account = await database.ReadAsync(caller.Town, s => AccountTable.ByPersonAsync(s, personId), stop) ?? throw Problem.NotFound("アカウント");
        return await OwnSecondFactor.IssueAsync(database, account, caller, stop);
    }

    /// <summary>Phone and paper are lost.</summary>
    public async Task<IResult> RemoveSecondFactorAsync(string personId, Caller caller, CancellationToken stop)
    {
        await ChangeAsync(personId, caller, "second_factor.removed", (uow, _) => SecondFactorTable.RemoveAsync(uow, personId), stop);
        return TypedResults.NoContent();
    }

    private Task<string> ChangeAsync(string personId, Caller caller, string action, Func<IUnitOfWork, Account, Task> change, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var account = await AccountTable.ByPersonAsync(uow, personId) ?? throw Problem.NotFound("アカウント");
            await change(uow, account);
            uow.Audit(action, $"account/{personId}");
            return account.UserName;
        }, stop);
}
