using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Assessments;

/// <summary>発生, 発覚 or 知った is corrected. A corrected 知った keeps the earlier value beside it, with the reason: clocks run from it.</summary>
internal static class CorrectTimes
{
    internal static Outcome Apply(CaseDocument c, CorrectTimesRequest r, Context x)
    {
        var check = new Check(x).Workable(c);
        var reason = check.Optional("reason", r.Reason);
        var next = c.Times with { Occurred = r.Occurred ?? c.Times.Occurred, Discovered = r.Discovered ?? c.Times.Discovered };
        var newKnown = r.Known is { } known && known != c.Times.Known ? known : (FactTime?)null;

        check.Valid(r.Occurred is not null || r.Discovered is not null || r.Known is not null, "occurred", "nothing_given", "訂正する日時がありません。");
        check.Valid(r.Known is not { Kind: FactTimeKind.Unknown }, "known", "time_unknown", "知った日時は不明にできません。わかる範囲の日付を入力してください。");
        check.Valid(newKnown is null || reason is not null, "reason", "required", "知った日時を訂正する理由を入力してください。");
        foreach (var (field, time) in new[] { ("occurred", next.Occurred), ("discovered", next.Discovered), ("known", newKnown ?? c.Times.Known) })
        {
            check.NotInFuture(field, time);
        }

        check.Valid(NotBefore(next.Discovered, next.Occurred), "discovered", "discovered_before_occurred", "発覚が発生より前になっています。");
        check.Valid(NotBefore(newKnown ?? c.Times.Known, next.Occurred), "known", "known_before_occurred", "知った日時が発生より前になっています。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var times = newKnown is { } corrected ? Correct(next, corrected, reason!, x) : next;
        return Outcome.Changed(c with { Times = times }, x, x.Line("times_corrected", Describe(c.Times, times) + (reason is null ? "" : $"（理由：{reason}）")));
    }

    /// <summary>Puts a new 知った in the place of the old one, and the old one beside it.</summary>
    internal static CaseTimes Correct(CaseTimes times, FactTime known, string reason, Context x) => times with
    {
        Known = known,
        KnownBefore = [.. times.KnownBefore, new KnownCorrection(times.Known, x.Now, x.By, reason)],
    };

    // Where one of the two is known by the day only, the days are compared.
    private static bool NotBefore(FactTime later, FactTime earlier) =>
        later.Kind is FactTimeKind.Unknown || earlier.Kind is FactTimeKind.Unknown
        || (later.Kind is FactTimeKind.Instant && earlier.Kind is FactTimeKind.Instant
            ? later.EarliestMoment >= earlier.EarliestMoment
            : later.JapanDate >= earlier.JapanDate);

    private static string Describe(CaseTimes before, CaseTimes after)
    {
        List<string> parts = [];
        foreach (var (name, old, now) in new[] { ("発生", before.Occurred, after.Occurred), ("発覚", before.Discovered, after.Discovered), ("知った", before.Known, after.Known) })
        {
            if (old != now)
            {
                parts.Add($"{name}：{old.InJapanese()} → {now.InJapanese()}");
            }
        }

        return "日時を訂正：" + (parts.Count == 0 ? "変更なし" : string.Join("、", parts));
    }
}
