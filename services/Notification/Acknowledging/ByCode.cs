using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Ledger;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Acknowledging;

/// <summary>
/// By 確認番号: one's own, or one that a recipient said over the phone to the contact point. Guessing is limited per person and
/// goes on record; another town's numbers do not exist.
/// </summary>
internal static class ByCode
{
    private const int LongestCaller = 100;
    private const int LongestNote = 1000;

    // The open one that has the number; else the one that had it last, to say that it was acknowledged already.
    private static readonly Sql Select = new(
        $"SELECT {LedgerRow.Columns} FROM notification WHERE town = @town AND code = @code ORDER BY CASE WHEN closed = 0 THEN 0 ELSE 1 END, seq DESC LIMIT 1",
        $"SELECT TOP (1) {LedgerRow.Columns} FROM notification WHERE town = @town AND code = @code ORDER BY CASE WHEN closed = 0 THEN 0 ELSE 1 END, seq DESC");

    public static void Map(RouteGroupBuilder api) => api.MapPost("/acknowledgements", AcknowledgeAsync).Requires(Act.SignedIn);

    private static async Task<AcknowledgedNotification> AcknowledgeAsync(
        AcknowledgeByCode given, Caller caller, Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, TimeProvider time, CancellationToken stop)
    {
        var code = Check(given, time.GetUtcNow());
        var outcome = await database.WriteAsync(caller.Town, caller.Subject, uow => TryAsync(uow, given, code, caller), stop);

        // Thrown only now: the wrong guess has to stay on record.
        var (row, before) = outcome.Found ?? throw outcome.Refusal!;
        return Acknowledge.Answered(row, before, directories.Find(caller.Town));
    }

    private static string Check(AcknowledgeByCode given, DateTimeOffset now)
    {
        var code = ConfirmationCode.Parse(given.Code);
        new InputErrors()
            .Check(code is not null, "code", "確認番号が正しくありません。聞き間違いがないか、もう一度確かめてください（使われる数字は 0・2・3・5・6・8・9 だけです）。")
            .Check(given.CalledBy is null or { Length: <= LongestCaller }, "called_by", $"電話の相手は{LongestCaller}文字以内で入力してください。")
            .Check(given.Note is null or { Length: <= LongestNote }, "note", $"メモは{LongestNote}文字以内で入力してください。")
            .Check(given.CalledAt is null || given.CalledAt <= now, "called_at", "電話の時刻が未来になっています。")
            .ThrowIfAny();
        return code!;
    }

    private static async Task<Outcome> TryAsync(IUnitOfWork uow, AcknowledgeByCode given, string code, Caller caller)
    {
        if (await WrongCodes.LockedUntilAsync(uow, caller.Subject) is { } until)
        {
            return new Outcome(null, WrongCodes.TooMany(until));
        }

        var row = await uow.QuerySingleAsync<LedgerRow>(Select, new { code });
        if (row is not null && await ByRecipient.IsOwnAsync(uow, row, caller))
        {
            return new Outcome(await Acknowledge.RecordAsync(uow, row, new NewAcknowledgement(AcknowledgedBy.Code, uow.Now, caller.Subject, null, given.Note)), null);
        }

        if (row is null || !await MayRecordAsync(uow, row, caller))
        {
            await WrongCodes.AddAsync(uow, caller.Subject);
            return new Outcome(null, new ProblemException(StatusCodes.Status404NotFound, "code_not_found", "この確認番号の通知は見つかりません。番号をもう一度確かめてください。"));
        }

        new InputErrors().Check(given.CalledAt is null || given.CalledAt >= row.RequestedAt, "called_at", "電話の時刻が通知より前になっています。").ThrowIfAny();
        var note = given.CalledBy is null ? given.Note : $"電話の相手: {given.CalledBy}{(given.Note is null ? string.Empty : $"／{given.Note}")}";
        var by = given.CalledBy is null ? row.PersonId : null;
        return new Outcome(await Acknowledge.RecordAsync(uow, row, new NewAcknowledgement(AcknowledgedBy.Phone, given.CalledAt ?? uow.Now, by, caller.Subject, note)), null);
    }

    private static async Task<bool> MayRecordAsync(IUnitOfWork uow, LedgerRow row, Caller caller) =>
        row.Test ? AccessTable.PermitsSomewhere(caller, Act.RecordContact)
        : await CaseCopies.FindAsync(uow, row.CaseId) is { } snapshot
        && AccessTable.Decide(caller, Act.RecordContact, CaseScope.Of(snapshot)) == Verdict.Permitted;

    private sealed record Outcome((LedgerRow Row, bool Before)? Found, ProblemException? Refusal);
}
