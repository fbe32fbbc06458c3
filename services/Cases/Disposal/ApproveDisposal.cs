using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;

namespace Csirt.Cases.Disposal;

/// <summary>Another person than the proposer approves: with that the records are gone. All that was checked at the proposal is checked again.</summary>
internal static class ApproveDisposal
{
    /// <summary>Every reason why not.</summary>
    internal static IReadOnlyList<Objection> Unmet(DisposalGroup group, ReasonRequest r, Context x)
    {
        var check = new Check(x);
        check.Text("reason", r.Reason, Check.ShortLimit);
        if (check.Failed)
        {
            return check.Refusal.Objections;
        }

        List<Objection> unmet = [.. group.Unmet(x.Now)];
        if (group.Proposal is null)
        {
            unmet.Add(Objection.Refused("not_proposed", "廃棄は起案されていません。"));
        }
        else if (group.Proposal.By == x.By)
        {
            unmet.Add(Objection.Refused("own_proposal", "自分で起案した廃棄は、ほかの人が承認します。"));
        }

        return unmet;
    }

    /// <summary>What is told of each member of the group, and stays as its tombstone.</summary>
    internal static IEnumerable<CaseDisposed> Tombstones(DisposalGroup group, Context x) => group.Members.Select(c => new CaseDisposed
    {
        Town = c.Town,
        CaseId = c.Id,
        Version = c.Version + 1,
        Number = c.Number,
        ReportIds = [.. c.Reports.Select(report => report.ReportId)],
        SectionId = c.SectionId,
        DepartmentId = c.DepartmentId,
        Restricted = c.Restricted,
        EndedAt = group.Case.StageSince,
        RetainedUntil = group.RetainedUntil!.Value,
        ProposedBy = group.Proposal!.By,
        ApprovedBy = x.By,
        DisposedAt = x.Now,
    });
}
