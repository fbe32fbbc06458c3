using Csirt.Platform.Database;

namespace Csirt.Platform.Audit.Verification;

/// <summary>What is wrong with a row.</summary>
internal enum ChainFault
{
    /// <summary>Rows from this one on are not there, but later ones are.</summary>
    Missing,

    /// <summary>Its content doesn't give its hash: changed, moved to another place, or inserted.</summary>
    Changed,

    /// <summary>The row after it was chained to another row: this one was put in its place.</summary>
    Replaced,

    /// <summary>It stands twice, or outside of the sequence.</summary>
    Surplus,
}

/// <summary>The first row of a chain that does not fit.</summary>
internal sealed record BadRow(long Seq, ChainFault Fault);

/// <summary>What a walk along a chain saw.</summary>
/// <param name="LastGood">Last row that fits; 0 where none does.</param>
/// <param name="FirstBad">Null where every row fits.</param>
/// <param name="Hashes">Hashes of the good rows that were asked for.</param>
internal sealed record ChainState(long LastGood, BadRow? FirstBad, IReadOnlyDictionary<long, string> Hashes);

/// <summary>Walks along the chain of a session's town and names the first row that does not fit.</summary>
internal static class ChainWalk
{
    private static readonly Sql SelectPage = new(
        "SELECT town, seq, at, actor, action, subject, detail, previous_hash, hash FROM audit WHERE town = @town AND seq > @after ORDER BY seq LIMIT 1000",
        "SELECT TOP (1000) town, seq, at, actor, action, subject, detail, previous_hash, hash FROM audit WHERE town = @town AND seq > @after ORDER BY seq")
    { Types = "@after BIGINT" };

    private static readonly Sql Count = new("SELECT COUNT(*) FROM audit WHERE town = @town");

    public static async Task<ChainState> WalkAsync(IReadSession session, string service, IReadOnlySet<long> wanted)
    {
        var hashes = new Dictionary<long, string>();
        var (seq, hash, after) = (0L, AuditChain.Genesis, long.MinValue);
        while (await session.QueryAsync<AuditRow>(SelectPage, new { after }) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                if (FaultOf(row, service, seq, hash) is { } bad)
                {
                    return new ChainState(bad.Seq - 1, bad, hashes);
                }

                (seq, hash) = (row.Seq, row.Hash);
                if (wanted.Contains(seq))
                {
                    hashes[seq] = hash;
                }
            }

            after = page[^1].Seq;
        }

        // Rows that stand twice can hide at the edge of a page, once someone took the primary key away.
        return await session.QuerySingleAsync<long>(Count) == seq
            ? new ChainState(seq, null, hashes)
            : new ChainState(0, new BadRow(1, ChainFault.Surplus), hashes);
    }

    private static BadRow? FaultOf(AuditRow row, string service, long seq, string hash)
    {
        if (row.Seq <= seq)
        {
            return new BadRow(row.Seq, ChainFault.Surplus);
        }

        if (row.Seq != seq + 1)
        {
            return new BadRow(seq + 1, ChainFault.Missing);
        }

        if (row.Hash != row.Recompute(service))
        {
            return new BadRow(row.Seq, ChainFault.Changed);
        }

        // The row itself is sound but was chained to another one than what now stands before it.
        return row.PreviousHash == hash ? null : new BadRow(Math.Max(seq, 1), ChainFault.Replaced);
    }
}
