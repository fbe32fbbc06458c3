using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Working;

/// <summary>
/// Duties of merged cases pass to the surviving one, with what was filed; undone when the merge is. The surviving case carries
/// the earliest 知った and the stronger facts, so that it has every duty of the others itself.
/// </summary>
internal static class MergedCases
{
    /// <summary>Once the surviving case has its own duties: passes on what the merged ones had.</summary>
    public static async Task PassOnAsync(IUnitOfWork uow, CaseDesk desk)
    {
        foreach (var absorbedId in desk.Case.AbsorbedIds)
        {
            // Its own snapshot says so too; until then it may still be worked on by itself.
            if (await CaseCopies.FindAsync(uow, absorbedId) is { Stage: CaseStage.Merged } absorbed && absorbed.MergedIntoId == desk.Case.CaseId)
            {
                var other = await CaseDesk.OpenAsync(uow, absorbed, desk.Book);
                if (PassOn(uow, other, desk))
                {
                    await other.SaveAsync(uow);
                    uow.Publish(other.Tell());
                }
            }
        }
    }

    /// <summary>No longer merged: what had been passed on is this case's own again.</summary>
    public static void TakeBack(IUnitOfWork uow, CaseDesk desk)
    {
        foreach (var duty in desk.Case.Stage == CaseStage.Merged ? [] : desk.Duties.Where(duty => duty.PassedTo is not null).ToArray())
        {
            desk.Put((duty with { State = duty.StateBeforePassing ?? DutyLife.Open, PassedTo = null, StateBeforePassing = null }).With(
                new DutyEvent { What = "taken_back", At = uow.Now, By = uow.Actor, Note = "事案の統合が取り消されました。" }));
        }
    }

    private static bool PassOn(IUnitOfWork uow, CaseDesk from, CaseDesk to)
    {
        var passed = false;
        foreach (var duty in from.Duties.Where(duty => duty.PassedTo is null && (!duty.Ended || duty.Filed)).ToArray())
        {
            if (to.Duties.FirstOrDefault(own => own.RuleId == duty.RuleId && own.Clock == duty.Clock && own.ApprovesDutyId is null && own.State != DutyLife.Withdrawn) is not { } heir)
            {
                continue;
            }

            if (duty.Filed && !heir.Filed)
            {
                to.Put((heir with { State = duty.State, FiledAt = duty.FiledAt, FiledBy = duty.FiledBy, FiledReport = duty.FiledReport }).With(
                    new DutyEvent { What = "filed", At = uow.Now, By = uow.Actor, Note = $"統合した事案 {from.Case.Number} で提出済みです。", ReceiptNumber = duty.History.LastOrDefault(entry => entry.ReceiptNumber is not null)?.ReceiptNumber }));
            }

            from.Put((duty with { State = DutyLife.Withdrawn, PassedTo = to.Case.CaseId, StateBeforePassing = duty.State, WithdrawalProposed = false }).With(
                new DutyEvent { What = "passed_on", At = uow.Now, By = uow.Actor, Note = $"統合先の事案 {to.Case.Number} が引き継ぎました。" }));
            passed = true;
        }

        return passed;
    }
}
