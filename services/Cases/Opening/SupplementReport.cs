using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Messaging;

namespace Csirt.Cases.Opening;

/// <summary>The reporter added to a report (追記): kept with it, and on the timeline of the case that goes on.</summary>
internal sealed class SupplementReport : IMessageHandler<ReportSupplemented>
{
    private const string Line = "report_supplemented";

    public async Task HandleAsync(ReportSupplemented message, IUnitOfWork uow)
    {
        var id = await ReportMap.CaseOfAsync(uow, message.ReportId) ?? throw new NotYetException($"Report {message.ReportId} has no case yet.");
        if (await CaseTombstones.FindAsync(uow, id) is not null)
        {
            // Added in the moment of the disposal, years after the case ended: it goes with the report, and stays on record.
            uow.Audit("report.supplemented_too_late", $"report/{message.ReportId}", new { case_id = id, message.Number });
            return;
        }

        var c = await CaseStore.FindAsync(uow, id) ?? throw new InvalidOperationException($"Case {id} of report {message.ReportId} is gone.");
        var x = new Context(uow.Actor, [], uow.Now, TownRegister.Unknown);
        if (Keep(c, message, x) is not { } kept)
        {
            return;
        }

        await SaveAsync(uow, c, kept);
        if (c is { Drill: true, Counterpart: { } real } && await CaseStore.FindAsync(uow, real.Id) is { } counterpart && Keep(counterpart, message, x) is { } also)
        {
            // A drill that turned out to be real: the report is carried on in both.
            await SaveAsync(uow, counterpart, also);
        }

        if (c.MergedInto is { } into && await CaseStore.FindAsync(uow, into.Id) is { } surviving)
        {
            await SaveAsync(uow, surviving, Outcome.Changed(surviving, x, kept.Lines));
        }
    }

    /// <summary>Null where this addition is here already.</summary>
    internal static Outcome? Keep(CaseDocument c, ReportSupplemented m, Context x)
    {
        var report = c.Reports.First(r => r.ReportId == m.ReportId);
        if (report.Additions.Any(a => a.Number == m.Number))
        {
            return null;
        }

        var next = report with
        {
            AttachmentCount = Math.Max(report.AttachmentCount, m.AttachmentCount),
            Additions = [.. report.Additions.Append(new ReportAddition(m.Number, m.AcceptedAt, m.Text)).OrderBy(a => a.Number)],
        };
        var text = $"報告者からの追記（{report.ReceiptNumber}）：{m.Text ?? $"添付ファイル（計{m.AttachmentCount}件）"}";
        return Outcome.Changed(
            c with { Reports = [.. c.Reports.Select(r => r.ReportId == m.ReportId ? next : r)] }, x, new TimelineLine(Line, text, FactTime.At(m.AcceptedAt), false));
    }

    // Nobody else writes the row in between: it is read and written in one transaction, and a lost race is tried again.
    private static async Task SaveAsync(IUnitOfWork uow, CaseDocument before, Outcome outcome)
    {
        if (!await CaseStore.UpdateAsync(uow, before, outcome, await DutyCopy.FindAsync(uow, before.Id), by: null))
        {
            throw new NotYetException($"Case {before.Id} was changed at the same moment.");
        }
    }
}
