using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Csirt.Platform.Audit.Verification;
using Csirt.Platform.Database;

namespace Csirt.Platform.Audit;

/// <summary>Something to be put on record.</summary>
internal sealed record AuditEntry(string Action, string Subject, string Detail);

/// <summary>
/// Append-only record of who did what (policy 6.1(4)イ, 6.1(6)): a hash chain per service and town. The database refuses to
/// change, delete or replace a row; a row changed past the database breaks the chain at that row.
/// </summary>
internal static class AuditChain
{
    internal static readonly Migration Table = new(4, "audit", new Sql(
        """
        CREATE TABLE audit (
            town TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
            subject TEXT NOT NULL, detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY (town, seq)) STRICT, WITHOUT ROWID;
        CREATE INDEX audit_subject ON audit (town, subject, seq);
        """ + "\n" + AuditGuards.NoUpdate + ";\n" + AuditGuards.NoDelete + ";\n" + AuditGuards.NoReplace + ";",
        """
        CREATE TABLE audit (
            town CHAR(6) NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, actor VARCHAR(128) NOT NULL, action VARCHAR(64) NOT NULL,
            subject VARCHAR(160) NOT NULL, detail NVARCHAR(MAX) NOT NULL, previous_hash CHAR(64) NOT NULL, hash CHAR(64) NOT NULL,
            CONSTRAINT audit_chain PRIMARY KEY (town, seq));
        CREATE INDEX audit_subject ON audit (town, subject, seq);
        GO
        CREATE TRIGGER audit_append_only ON audit INSTEAD OF UPDATE, DELETE AS THROW 50001, 'audit rows can not be changed', 1;
        GO
        DENY UPDATE, DELETE ON audit TO public;
        """));

    internal static readonly string Genesis = new('0', 64);

    private static readonly Sql SelectHead = new(
        "SELECT seq, hash FROM audit WHERE town = @town ORDER BY seq DESC LIMIT 1",
        "SELECT TOP (1) seq, hash FROM audit WITH (UPDLOCK, HOLDLOCK) WHERE town = @town ORDER BY seq DESC");

    private static readonly Sql Insert = new(
        """
        INSERT INTO audit (town, seq, at, actor, action, subject, detail, previous_hash, hash)
        VALUES (@town, @seq, @at, @actor, @action, @subject, @detail, @previousHash, @hash)
        """);

    private static readonly Sql SelectOfSubject = new(
        "SELECT town, seq, at, actor, action, subject, detail, previous_hash, hash FROM audit WHERE town = @town AND subject = @subject ORDER BY seq LIMIT 1000",
        "SELECT TOP (1000) town, seq, at, actor, action, subject, detail, previous_hash, hash FROM audit WHERE town = @town AND subject = @subject ORDER BY seq");

    public static async Task AppendAsync(IUnitOfWork uow, string service, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var head = await uow.QuerySingleAsync<AuditHead>(SelectHead) ?? new AuditHead { Seq = 0, Hash = Genesis };
        var (seq, previousHash) = (head.Seq, head.Hash);
        var at = uow.Now.ToUnixTimeMilliseconds();
        foreach (var entry in entries)
        {
            seq++;
            var hash = HashOf(service, uow.Town, seq, at, uow.Actor, entry.Action, entry.Subject, entry.Detail, previousHash);
            await uow.ExecuteAsync(Insert, new { seq, at, uow.Actor, entry.Action, entry.Subject, entry.Detail, previousHash, hash });
            previousHash = hash;
        }
    }

    public static Task<IReadOnlyList<AuditRow>> OfSubjectAsync(IReadSession session, string subject) =>
        session.QueryAsync<AuditRow>(SelectOfSubject, new { subject });

    /// <summary>Reads the whole chain of the session's town; names the first row that does not fit.</summary>
    public static async Task<AuditVerdict> VerifyAsync(IReadSession session, string service)
    {
        var state = await ChainWalk.WalkAsync(session, service, new HashSet<long>());
        return new AuditVerdict(state.FirstBad is null, state.LastGood, state.FirstBad?.Seq);
    }

    internal static string HashOf(string service, string town, long seq, long at, string actor, string action, string subject, string detail, string previousHash)
    {
        string[] fields = [service, town, seq.ToString(CultureInfo.InvariantCulture), at.ToString(CultureInfo.InvariantCulture), actor, action, subject, detail, previousHash];
        // Each field with its length in front: no two different rows give the same text.
        var canonical = string.Concat(fields.Select(f => $"{f.Length}:{f};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    private sealed class AuditHead
    {
        public long Seq { get; init; }

        public required string Hash { get; init; }
    }
}

/// <summary>A row of the chain.</summary>
internal sealed class AuditRow
{
    public required string Town { get; init; }

    public long Seq { get; init; }

    public long At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public required string Detail { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    public string Recompute(string service) => AuditChain.HashOf(service, Town, Seq, At, Actor, Action, Subject, Detail, PreviousHash);
}

/// <summary>What a check of the chain found.</summary>
/// <param name="Whole">Every row fits.</param>
/// <param name="GoodRows">Rows that fit, from the start.</param>
/// <param name="FirstBadRow">Number of the first row that doesn't; null where all do.</param>
internal sealed record AuditVerdict(bool Whole, long GoodRows, long? FirstBadRow);
