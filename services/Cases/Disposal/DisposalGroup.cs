using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;

namespace Csirt.Cases.Disposal;

/// <summary>A case with all that were merged into it, and their duties: they are disposed of together or not at all.</summary>
internal sealed class DisposalGroup
{
    private readonly List<(CaseDocument Case, DutyCopy Duties)> _members = [];

    private DisposalGroup(IReadOnlyList<RetentionPeriod> periods) => Periods = periods;

    internal IReadOnlyList<RetentionPeriod> Periods { get; }

    internal CaseDocument Case => _members[0].Case;

    /// <summary>The case itself first.</summary>
    internal IEnumerable<CaseDocument> Members => _members.Select(member => member.Case);

    internal DateTimeOffset? RetainedUntil => RetentionEnd.Of(Case, Periods);

    /// <summary>A proposal lapses when the case was opened again after it.</summary>
    internal DisposalProposal? Proposal => Case.DisposalProposal is { } proposal && proposal.At >= Case.StageSince ? proposal : null;

    internal static async Task<DisposalGroup> OpenAsync(IReadSession session, CaseDocument c)
    {
        var group = new DisposalGroup(await RetentionCopy.FindAsync(session));
        await group.AddAsync(session, c);
        return group;
    }

    /// <summary>Every reason why the records must stay.</summary>
    internal IReadOnlyList<Objection> Unmet(DateTimeOffset now)
    {
        List<Objection> unmet = [];
        if (Case.Stage is CaseStage.Merged)
        {
            unmet.Add(Objection.Refused("merged_elsewhere", $"{Case.MergedInto?.Number} に統合されています。統合先とともに廃棄します。"));
        }
        else if (!RetentionEnd.HasEnded(Case))
        {
            unmet.Add(Objection.Refused("not_closed", $"事案が「{Case.Stage.InJapanese()}」です。完結又は非該当となるまで廃棄できません。"));
        }

        foreach (var (c, duties) in _members)
        {
            unmet.AddRange(OfDuties(c, duties));
            unmet.AddRange(c.ActiveHolds.Select(hold => new Objection(ObjectionKind.Refused, "on_hold", $"{Of(c)}保留中です：{hold.Reason}", Missing: [hold.Id])));
        }

        unmet.AddRange(OfPeriod(now));
        return unmet;
    }

    private async Task AddAsync(IReadSession session, CaseDocument c)
    {
        _members.Add((c, await DutyCopy.FindAsync(session, c.Id)));
        foreach (var absorbed in c.Absorbed)
        {
            if (await CaseStore.FindAsync(session, absorbed.Id) is { Stage: CaseStage.Merged } merged && merged.MergedInto?.Id == c.Id && Members.All(known => known.Id != merged.Id))
            {
                await AddAsync(session, merged);
            }
        }
    }

    private IEnumerable<Objection> OfDuties(CaseDocument c, DutyCopy duties)
    {
        var held = duties.HeldFor(c);
        if (!held.Evaluated)
        {
            yield return Objection.Refused("duties_not_told", $"{Of(c)}報告義務の有無が、まだ報告義務サービスから届いていません。");
        }

        if (held.Open.Count > 0)
        {
            yield return new Objection(ObjectionKind.Refused, "duty_open", $"{Of(c)}終わっていない報告義務があります：{string.Join("、", held.Open)}", Missing: held.Open);
        }
    }

    private IEnumerable<Objection> OfPeriod(DateTimeOffset now)
    {
        if (Periods.Count == 0)
        {
            yield return Objection.Refused("retention_unknown", "保存期間が、まだ報告義務サービスから届いていません。");
        }
        else if (RetainedUntil > now)
        {
            var last = FactTime.At(RetainedUntil.Value.AddTicks(-1)).JapanDate!.Value;
            yield return Objection.Refused("retention_running", $"保存期間は {last.Year}年{last.Month}月{last.Day}日 までです。");
        }
    }

    private string Of(CaseDocument c) => c.Id == Case.Id ? "" : $"統合した {c.Number}：";
}
