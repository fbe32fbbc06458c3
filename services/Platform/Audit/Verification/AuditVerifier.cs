using System.Globalization;
using Csirt.Platform.Audit.Anchors;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;

namespace Csirt.Platform.Audit.Verification;

/// <summary>Something that the check has to say about a service or one of its chains.</summary>
/// <param name="Weight">How bad.</param>
/// <param name="Where">Service, stream and row.</param>
/// <param name="What">What (Japanese).</param>
internal sealed record Finding(FindingWeight Weight, string Where, string What);

internal enum FindingWeight
{
    Sound,
    Note,
    Fault,
}

/// <summary>Holds the chains of one service against themselves and against its exported anchors.</summary>
internal sealed class AuditVerifier(string service, Dialect dialect, Func<string, IReadSession> read, AnchorSet anchors)
{
    private static readonly Sql SelectTowns = new("SELECT DISTINCT town FROM audit ORDER BY town");

    /// <summary>All findings; the first bad row of each chain among them.</summary>
    public async Task<IReadOnlyList<Finding>> VerifyAsync()
    {
        var findings = new List<Finding>();
        findings.AddRange(anchors.Faults.Select(f => new Finding(FindingWeight.Fault, service, f)));
        findings.AddRange((await AuditGuards.GapsAsync(read(Everywhere.Town), dialect)).Select(g => new Finding(dialect == Dialect.Sqlite ? FindingWeight.Fault : FindingWeight.Note, service, g)));
        await CheckNewestAnchorAsync(findings);
        var towns = (await read(Everywhere.Town).QueryAsync<string>(SelectTowns)).Select(t => t.Trim());
        foreach (var town in towns.Union(anchors.Genuine.SelectMany(a => a.Chains).Select(c => c.Town)).Order(StringComparer.Ordinal))
        {
            await CheckChainAsync(town, findings);
        }

        return findings;
    }

    private async Task CheckNewestAnchorAsync(List<Finding> findings)
    {
        var made = await AnchorTable.LastAsync(read(Everywhere.Town));
        var exported = anchors.Genuine is [.., var newest] ? newest.Number : 0;
        if (made is { ExportedAt: not null } && made.Number > exported)
        {
            findings.Add(new(FindingWeight.Fault, service, Text($"定点 {made.Number:D6} まで書き出したはずですが、フォルダには {exported:D6} までしかありません")));
        }
        else if (made is { ExportedAt: null })
        {
            findings.Add(new(FindingWeight.Note, service, Text($"定点 {made.Number:D6} はまだ書き出されていません")));
        }
    }

    private async Task CheckChainAsync(string town, List<Finding> findings)
    {
        var marks = anchors.Genuine.SelectMany(a => a.Chains.Where(c => c.Town == town).Select(c => (Anchor: a, Head: c))).ToList();
        var state = await ChainWalk.WalkAsync(read(town), service, marks.Select(m => m.Head.Seq).ToHashSet());
        var proven = 0L;
        foreach (var (anchor, head) in marks)
        {
            if (state.Hashes.TryGetValue(head.Seq, out var hash) && hash == head.Hash)
            {
                proven = Math.Max(proven, head.Seq);
            }
            else if (state.FirstBad is null || head.Seq < state.FirstBad.Seq)
            {
                // A sound chain that is not the one of then: rehashed as a whole, or its tail cut off.
                if (!KnownLost(town, anchor, head, state, findings))
                {
                    findings.Add(Mismatch(town, anchor, head, state, proven));
                    return;
                }
            }
        }

        findings.Add(state.FirstBad is { } bad
            ? new(FindingWeight.Fault, Text($"{service} {town} 行 {bad.Seq}"), Words(bad.Fault))
            : new(FindingWeight.Sound, Text($"{service} {town}"), Text($"1〜{state.LastGood} 行は改変なし。定点で証明できるのは {proven} 行まで{(proven < state.LastGood ? Text($"（以後の {state.LastGood - proven} 行は次の定点まで証明できません）") : string.Empty)}")));
    }

    private Finding Mismatch(string town, Anchor anchor, ChainHead head, ChainState state, long proven)
    {
        var name = Text($"定点 {anchor.Number:D6}（{anchor.MadeAt.ToOffset(TimeSpan.FromHours(9)):yyyy-MM-dd HH:mm}）");
        return head.Seq > state.LastGood
            ? new(FindingWeight.Fault, Text($"{service} {town} 行 {state.LastGood + 1}"), Text($"末尾が切り取られています。{name}の時点で {head.Seq} 行ありましたが、{state.LastGood} 行しかありません"))
            : new(FindingWeight.Fault, Text($"{service} {town} 行 {proven + 1}"), Text($"行 {proven + 1}〜{head.Seq} のどこかから先が、ハッシュごと作り直されています（{name}と一致しません）"));
    }

    /// <summary>A restore declares, signed, where its data stood: rows after that, named by earlier anchors, went with the old data.</summary>
    private bool KnownLost(string town, Anchor anchor, ChainHead head, ChainState state, List<Finding> findings)
    {
        var restored = anchors.Genuine.FirstOrDefault(a => a.AfterRestore && a.Number > anchor.Number && HeadOf(a, town) < head.Seq && Fits(a, town, state));
        if (restored is null)
        {
            return false;
        }

        findings.Add(new(FindingWeight.Note, Text($"{service} {town}"), Text($"定点 {anchor.Number:D6} が示す行 {HeadOf(restored, town) + 1}〜{head.Seq} は、{restored.MadeAt.ToOffset(TimeSpan.FromHours(9)):yyyy-MM-dd HH:mm} の復元で失われました")));
        return true;
    }

    private static bool Fits(Anchor restored, string town, ChainState state) => restored.Chains.FirstOrDefault(c => c.Town == town) is not { } head
        || (state.Hashes.TryGetValue(head.Seq, out var hash) && hash == head.Hash);

    private static long HeadOf(Anchor anchor, string town) => anchor.Chains.FirstOrDefault(c => c.Town == town)?.Seq ?? 0;

    private static string Words(ChainFault fault) => fault switch
    {
        ChainFault.Missing => "この行から先が削除されています（後ろの行は残っています）",
        ChainFault.Changed => "内容が書き換えられたか、別の場所の行と入れ替えられたか、後から挿入されています（ハッシュが一致しません）",
        ChainFault.Replaced => "この行が差し替えられています（次の行は別の行につながっていました）",
        _ => "同じ番号の行が重複しているか、番号の範囲の外に行が挿入されています",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
