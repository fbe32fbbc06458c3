using Csirt.Contracts.Messages;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Judgements;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Working;

/// <summary>Everything kept of one case, on the desk for one unit of work: changed here, saved together.</summary>
internal sealed class CaseDesk
{
    private readonly List<DutyDocument> _duties;
    private readonly List<JudgementDocument> _judgements;
    private readonly Dictionary<string, DutyDocument> _changedDuties = [];
    private readonly Dictionary<string, JudgementDocument> _changedJudgements = [];
    private readonly List<AskedMail> _mails = [];

    private CaseDesk(CaseChanged snapshot, CaseState state, IReadOnlyList<DutyDocument> duties, IReadOnlyList<JudgementDocument> judgements, RuleBook book) =>
        (Case, State, _duties, _judgements, Book) = (snapshot, state, [.. duties], [.. judgements], book);

    public CaseChanged Case { get; }

    public RuleBook Book { get; }

    public CaseState State { get; set; }

    public IReadOnlyList<DutyDocument> Duties => _duties;

    public IReadOnlyList<JudgementDocument> Judgements => _judgements;

    public IReadOnlyList<AskedMail> Mails => _mails;

    public bool DutiesChanged => _changedDuties.Count > 0;

    public static async Task<CaseDesk> OpenAsync(IReadSession session, CaseChanged snapshot, RuleBook book)
    {
        var state = await CaseStateStore.FindAsync(session, snapshot.CaseId);
        return state.Version == 0
            ? new CaseDesk(snapshot, state, [], [], book)
            : new CaseDesk(snapshot, state, await DutyStore.OfCaseAsync(session, snapshot.CaseId), await JudgementStore.OfCaseAsync(session, snapshot.CaseId), book);
    }

    public DutyDocument Duty(string id) => _duties.Single(duty => duty.Id == id);

    /// <summary>Puts a duty in the place of the one with its id, or adds it. Its version grows once, however often it changes here.</summary>
    public void Put(DutyDocument duty)
    {
        var index = _duties.FindIndex(kept => kept.Id == duty.Id);
        var raised = _changedDuties.ContainsKey(duty.Id) ? duty : duty with { Version = duty.Version + 1 };
        _changedDuties[duty.Id] = raised;
        Replace(_duties, index, raised);
    }

    public void Put(JudgementDocument judgement)
    {
        var index = _judgements.FindIndex(kept => kept.Id == judgement.Id);
        var raised = _changedJudgements.ContainsKey(judgement.Id) ? judgement : judgement with { Version = judgement.Version + 1 };
        _changedJudgements[judgement.Id] = raised;
        Replace(_judgements, index, raised);
    }

    public void Ask(AskedMail mail) => _mails.Add(mail);

    public async Task SaveAsync(IUnitOfWork uow)
    {
        State = State with { Version = State.Version + 1, CaseVersion = Case.Version, PackVersion = Book.Version };
        await CaseStateStore.SaveAsync(uow, Case.CaseId, State, Case.Stage);
        foreach (var duty in _changedDuties.Values)
        {
            await DutyStore.SaveAsync(uow, duty, Case.OpenedAt);
        }

        foreach (var judgement in _changedJudgements.Values)
        {
            await JudgementStore.SaveAsync(uow, judgement);
        }

        await MailStore.AddAsync(uow, Case.CaseId, _mails);
    }

    public DutiesChanged Tell() => new()
    {
        Town = Case.Town,
        CaseId = Case.CaseId,
        Version = State.Version,
        CaseVersion = State.CaseVersion,
        Duties = [.. _duties.Select(duty => new DutyState(duty.Id, duty.RuleId, duty.Title, Words.Of(duty.State), duty.Target?.At, duty.Limit?.At, duty.Ended))],
    };

    private static void Replace<T>(List<T> items, int index, T item)
    {
        if (index < 0)
        {
            items.Add(item);
        }
        else
        {
            items[index] = item;
        }
    }
}
