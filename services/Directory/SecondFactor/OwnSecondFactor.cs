using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Accounts;
using Csirt.Directory.Sessions;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.SecondFactor;

/// <summary>
/// <c>/api/directory/me/second-factor</c>: a person sets or removes their own. The password is asked again, and counted like a
/// sign-in: a screen left open must not be enough.
/// </summary>
internal sealed class OwnSecondFactor(CheckCredentials credentials, Database<DirectoryModule> database, TownDirectories directories, ServedTowns towns)
{
    public Task<OwnSecondFactorState> StateAsync(Caller caller, CancellationToken stop) => database.ReadAsync(
        caller.Town,
        async session => new OwnSecondFactorState(
            (await SecondFactorTable.AuthenticatorAsync(session, caller.Subject))?.ConfirmedAt is not null,
            await SecondFactorTable.SheetAsync(session, caller.Subject),
            towns.RequiresSecondFactor(caller.Town)),
        stop);

    /// <summary>Begins with an authenticator. It counts only once <see cref="ConfirmAsync"/> saw a code of it.</summary>
    public async Task<NewAuthenticator> BeginAuthenticatorAsync(ProveIdentity proof, Caller caller, CancellationToken stop)
    {
        var account = await ProveAsync(proof, caller, stop);
        var secret = Totp.NewSecret();
        var town = (await directories.ReadAsync(caller.Town, stop)).Snapshot.TownName;
        await database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            await SecondFactorTable.BeginAuthenticatorAsync(uow, caller.Subject, secret);
            uow.Audit("second_factor.begun", $"account/{caller.Subject}");
        }, stop);
        var text = Totp.ToBase32(secret);
        return new NewAuthenticator(text, $"otpauth://totp/CSIRT%20{Uri.EscapeDataString(town)}:{account.UserName}?secret={text}&issuer=CSIRT%20{Uri.EscapeDataString(town)}");
    }

    /// <summary>400 <c>invalid</c> where the code is not of the authenticator that was begun.</summary>
    public async Task<IResult> ConfirmAsync(ConfirmAuthenticator request, Caller caller, CancellationToken stop)
    {
        await database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            if (!await SecondFactorTable.ConfirmAsync(uow, caller.Subject, request.Code ?? string.Empty))
            {
                throw Problem.Invalid(new Dictionary<string, string[]> { ["code"] = ["認証アプリに表示されている6桁の数字を入力してください。"] });
            }

            uow.Audit("second_factor.set", $"account/{caller.Subject}", new { kind = "authenticator" });
        }, stop);
        return TypedResults.NoContent();
    }

    /// <summary>A sheet of one-time codes to print: a second factor without a phone.</summary>
    public async Task<PrintedCodeSheet> IssueSheetAsync(ProveIdentity proof, Caller caller, CancellationToken stop)
    {
        var account = await ProveAsync(proof, caller, stop);
        return await IssueAsync(database, account, caller, stop);
    }

    /// <summary>409 <c>second_factor_required</c> where the town wants everyone to have one.</summary>
    public async Task<IResult> RemoveAsync(ProveIdentity proof, Caller caller, CancellationToken stop)
    {
        if (towns.RequiresSecondFactor(caller.Town))
        {
            throw Problem.Conflict("second_factor_required", "この団体では、ワンタイムコードなしでサインインできません。新しいコードを発行すると、古いものは使えなくなります。");
        }

        await ProveAsync(proof, caller, stop);
        await database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            await SecondFactorTable.RemoveAsync(uow, caller.Subject);
            uow.Audit("second_factor.removed", $"account/{caller.Subject}");
        }, stop);
        return TypedResults.NoContent();
    }

    /// <summary>Issues a sheet for an account; also the operator's way, who hands the paper over.</summary>
    public static Task<PrintedCodeSheet> IssueAsync(Database<DirectoryModule> database, Account account, Caller caller, CancellationToken stop)
    {
        var codes = PrintedCodes.MakeSheet();
        return database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            await SecondFactorTable.IssueSheetAsync(uow, account.PersonId, codes);
            uow.Audit("second_factor.set", $"account/{account.PersonId}", new { kind = "printed_codes" });
            return new PrintedCodeSheet(account.UserName, codes);
        }, stop);
    }

    private async Task<Account> ProveAsync(ProveIdentity proof, Caller caller, CancellationToken stop)
    {
        var own = await database.ReadAsync(caller.Town, s => AccountTable.ByPersonAsync(s, caller.Subject), stop) ?? throw Problem.NotFound("アカウント");
        var account = await credentials.DemandAsync(caller.Town, own.UserName, proof.Password, proof.OneTimeCode, stop);
        await database.WriteAsync(caller.Town, caller.Subject, uow => AttemptTable.SucceedAsync(uow, account.UserName), stop);
        return account;
    }
}
