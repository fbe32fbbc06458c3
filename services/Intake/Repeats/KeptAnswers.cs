using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Intake.Repeats;

/// <summary>Answers kept for two weeks, for callers that did not hear them and ask again.</summary>
internal static class KeptAnswers
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    // On SQL Server the lock makes a second request with the same key wait for the first.
    private static readonly Sql Select = new(
        "SELECT request_hash, answer FROM kept_answer WHERE town = @town AND key_hash = @hash",
        "SELECT request_hash, answer FROM kept_answer WITH (UPDLOCK, HOLDLOCK) WHERE town = @town AND key_hash = @hash")
    { Types = "@hash CHAR(64)" };

    private static readonly Sql Insert = new(
        "INSERT INTO kept_answer (town, key_hash, request_hash, answer, kept_at) VALUES (@town, @hash, @requestHash, @answer, @now)")
    { Types = "@hash CHAR(64)" };

    private static readonly Sql Forget = new(
        "DELETE FROM kept_answer WHERE town = @town AND key_hash IN (SELECT key_hash FROM kept_answer WHERE town = @town AND kept_at < @before ORDER BY kept_at LIMIT 10)",
        "DELETE FROM kept_answer WHERE town = @town AND key_hash IN (SELECT TOP (10) key_hash FROM kept_answer WHERE town = @town AND kept_at < @before ORDER BY kept_at)");

    /// <summary>The answer given before, or null. 422 where the key was used for something else.</summary>
    public static async Task<T?> FindAsync<T>(IUnitOfWork uow, RepeatKey? key)
        where T : class
    {
        if (key is null || await uow.QuerySingleAsync<Row>(Select, new { key.Hash }) is not { } row)
        {
            return null;
        }

        return row.RequestHash == key.RequestHash
            ? key.Unlock<T>(row.Answer)
            : throw Problem.Unprocessable("idempotency_key_reused", "同じ Idempotency-Key が、内容の異なる要求に使われています。別の内容には新しいキーを使ってください。");
    }

    public static async Task KeepAsync(IUnitOfWork uow, RepeatKey? key, object answer)
    {
        if (key is not null)
        {
            await uow.ExecuteAsync(Forget, new { before = uow.Now - Kept });
            await uow.ExecuteAsync(Insert, new { key.Hash, key.RequestHash, answer = key.Lock(answer), now = uow.Now });
        }
    }

    private sealed class Row
    {
        public required string RequestHash { get; init; }

        public required byte[] Answer { get; init; }
    }
}
