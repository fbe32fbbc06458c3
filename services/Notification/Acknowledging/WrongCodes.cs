using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Notification.Acknowledging;

/// <summary>Wrong 確認番号 by person: after ten within a quarter of an hour one waits, right ones included.</summary>
internal static class WrongCodes
{
    internal static readonly Migration Table = new(101, "wrong codes", new Sql(
        """
        CREATE TABLE wrong_code (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, town TEXT NOT NULL, person_id TEXT NOT NULL, entered_at INTEGER NOT NULL) STRICT;
        CREATE INDEX wrong_code_person ON wrong_code (town, person_id, entered_at);
        """,
        """
        CREATE TABLE wrong_code (
            seq BIGINT IDENTITY PRIMARY KEY, town CHAR(6) NOT NULL, person_id NVARCHAR(64) NOT NULL, entered_at BIGINT NOT NULL);
        CREATE INDEX wrong_code_person ON wrong_code (town, person_id, entered_at);
        """));

    private const int Most = 10;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(15);

    private static readonly Sql SelectRecent = new(
        "SELECT entered_at FROM wrong_code WHERE town = @town AND person_id = @person AND entered_at > @since ORDER BY entered_at DESC LIMIT 10",
        "SELECT TOP (10) entered_at FROM wrong_code WHERE town = @town AND person_id = @person AND entered_at > @since ORDER BY entered_at DESC")
    { Types = "@person NVARCHAR(64)" };

    private static readonly Sql Insert = new("INSERT INTO wrong_code (town, person_id, entered_at) VALUES (@town, @person, @now)") { Types = "@person NVARCHAR(64)" };

    private static readonly Sql Forget = new("DELETE FROM wrong_code WHERE town = @town AND person_id = @person AND entered_at <= @since") { Types = "@person NVARCHAR(64)" };

    /// <summary>Until when this person has to wait (UTC); null: not at all.</summary>
    public static async Task<DateTimeOffset?> LockedUntilAsync(IUnitOfWork uow, string person)
    {
        var recent = await uow.QueryAsync<DateTimeOffset>(SelectRecent, new { person, since = uow.Now - Within });
        return recent.Count < Most ? null : recent[^1] + Within;
    }

    public static async Task AddAsync(IUnitOfWork uow, string person)
    {
        await uow.ExecuteAsync(Forget, new { person, since = uow.Now - Within });
        await uow.ExecuteAsync(Insert, new { person, now = uow.Now });
        uow.Audit("notification.wrong_code", $"person/{person}");
    }

    public static ProblemException TooMany(DateTimeOffset until) => new(
        StatusCodes.Status429TooManyRequests,
        "too_many_codes",
        "確認番号の誤りが続いたため、しばらく入力できません。時間をおいてもう一度お試しください。",
        new Dictionary<string, object?> { ["retry_at"] = until });
}
