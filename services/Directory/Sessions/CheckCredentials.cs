using Csirt.Directory.Accounts;
using Csirt.Directory.SecondFactor;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.Sessions;

/// <summary>Checks user name, password and second factor: the same for signing in and for changing one's password.</summary>
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

    /// <summary>
    /// The account. 400; 401 <c>sign_in_failed</c>, <c>one_time_code_required</c>, <c>one_time_code_wrong</c>; 403 <c>second_factor_missing</c>; 423 <c>sign_in_locked</c>.
    /// The attempt stays counted until the caller, once through, takes the count back.
    /// </summary>
    public async Task<Account> DemandAsync(string town, string? userName, string? password, string? oneTimeCode, CancellationToken stop)
    {
        new InputErrors()
            .Check(!string.IsNullOrWhiteSpace(userName), "user_name", "ユーザー名を入力してください。")
            .Check(!string.IsNullOrEmpty(password), "password", "パスワードを入力してください。")
            .Check(userName is null || userName.Length <= LongestInput, "user_name", "ユーザー名が長すぎます。")
            .Check(password is null || password.Length <= LongestInput, "password", "パスワードが長すぎます。")
            .ThrowIfAny();
        var attempt = await CountAsync(town, userName!.Trim().ToLowerInvariant(), stop);
        if (attempt.LockedUntil is { } until)
        {
            throw Locked(until);
        }

        // Verified first, whatever else is wrong: the time it takes tells nothing.
        if (!Passwords.Verify(attempt.Account, password!) || attempt.Account is not { DisabledAt: null } account)
        {
            await NoteFailureAsync(town, attempt.Account?.PersonId, stop);
            throw Failed();
        }

        if (attempt.HasSecondFactor)
        {
            await DemandSecondFactorAsync(town, account, oneTimeCode, stop);
        }
        else if (towns.RequiresSecondFactor(town))
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, "second_factor_missing", "サインインにはワンタイムコードが必要です。情報政策担当から、印刷したコードを受け取ってください。");
        }

        return account;
    }

    public static ProblemException Failed() =>
        new(StatusCodes.Status401Unauthorized, "sign_in_failed", "ユーザー名またはパスワードが正しくありません。");

    private Task<Attempt> CountAsync(string town, string userName, CancellationToken stop) => database.WriteAsync(town, ActorOf(town), async uow =>
    {
        var lockedUntil = await AttemptTable.CountAsync(uow, userName);
        var account = await AccountTable.ByNameAsync(uow, userName);
        return new Attempt(lockedUntil, account, account is not null && await SecondFactorTable.IsSetAsync(uow, account.PersonId));
    }, stop);

    private async Task DemandSecondFactorAsync(string town, Account account, string? oneTimeCode, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(oneTimeCode))
        {
            await database.WriteAsync(town, ActorOf(town), uow => AttemptTable.TakeBackAsync(uow, account.UserName), stop);
            throw new ProblemException(StatusCodes.Status401Unauthorized, "one_time_code_required", "認証アプリの6桁の数字、または印刷したワンタイムコードを入力してください。");
        }

        if (oneTimeCode.Length > LongestInput
            || !await database.WriteAsync(town, ActorOf(town), uow => SecondFactorTable.TakeAsync(uow, account.PersonId, oneTimeCode), stop))
        {
            await NoteFailureAsync(town, account.PersonId, stop);
            throw new ProblemException(StatusCodes.Status401Unauthorized, "one_time_code_wrong", "ワンタイムコードが正しくないか、使用済みです。");
        }
    }

    private Task NoteFailureAsync(string town, string? personId, CancellationToken stop) => database.WriteAsync(town, ActorOf(town), uow =>
    {
        uow.Audit("sign_in.failed", $"account/{personId ?? "unknown"}");
        return Task.CompletedTask;
    }, stop);

    private static string ActorOf(string town) => $"sign-in:{town}";

    private static ProblemException Locked(DateTimeOffset until) => new(
        StatusCodes.Status423Locked,
        "sign_in_locked",
        "失敗が続いたため、しばらくサインインできません。時間をおくか、情報政策担当に解除を依頼してください。",
        new Dictionary<string, object?> { ["locked_until"] = until });

    private sealed record Attempt(DateTimeOffset? LockedUntil, Account? Account, bool HasSecondFactor);
}
