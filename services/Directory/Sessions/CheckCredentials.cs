using Csirt.Directory.Accounts;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.Sessions;

/// <summary>Checks user name and password; the same for signing in and for changing one's password.</summary>
internal sealed class CheckCredentials(Database<DirectoryModule> database, ServedTowns towns)
{
    private const int LongestInput = 256;

    /// <summary>The town meant. 400 where several are served and none was named; 401 where it isn't one of ours.</summary>
    public string DemandTown(string? town)
    {
        if (string.IsNullOrEmpty(town) && towns.All.Count > 1)
        {
            throw Problem.Invalid(new Dictionary<string, string[]> { ["town"] = ["団体を選択してください。"] });
        }

        return towns.Resolve(town) ?? throw Failed();
    }

    /// <summary>The account. 400, 401 <c>sign_in_failed</c>, 423 <c>sign_in_locked</c>.</summary>
    public async Task<Account> DemandAsync(string town, string? userName, string? password, CancellationToken stop)
    {
        new InputErrors()
            .Check(!string.IsNullOrWhiteSpace(userName), "user_name", "ユーザー名を入力してください。")
            .Check(!string.IsNullOrEmpty(password), "password", "パスワードを入力してください。")
            .Check(userName is null || userName.Length <= LongestInput, "user_name", "ユーザー名が長すぎます。")
            .Check(password is null || password.Length <= LongestInput, "password", "パスワードが長すぎます。")
            .ThrowIfAny();
        var name = Normalize(userName!);
        var (lockedUntil, account) = await database.WriteAsync(
            town, $"sign-in:{town}", async uow => (await AttemptTable.CountAsync(uow, name), await AccountTable.ByNameAsync(uow, name)), stop);
        if (lockedUntil is { } until)
        {
            throw Locked(until);
        }

        var right = Passwords.Verify(account, password!) && account!.DisabledAt is null;
        if (!right)
        {
            await database.WriteAsync(town, $"sign-in:{town}", uow => NoteFailureAsync(uow, account), stop);
            throw Failed();
        }

        return account!;
    }

    public static string Normalize(string userName) => userName.Trim().ToLowerInvariant();

    private static Task NoteFailureAsync(IUnitOfWork uow, Account? account)
    {
        uow.Audit("sign_in.failed", account is null ? "account/unknown" : $"account/{account.PersonId}");
        return Task.CompletedTask;
    }

    public static ProblemException Failed() =>
        new(StatusCodes.Status401Unauthorized, "sign_in_failed", "ユーザー名またはパスワードが正しくありません。");

    private static ProblemException Locked(DateTimeOffset until) => new(
        StatusCodes.Status423Locked,
        "sign_in_locked",
        "失敗が続いたため、しばらくサインインできません。時間をおくか、情報政策担当に解除を依頼してください。",
        new Dictionary<string, object?> { ["locked_until"] = until });
}
