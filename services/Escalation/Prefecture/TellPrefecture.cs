using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Prefecture;

/// <summary>
/// The town's side: what it filed with its prefecture goes there as filed, where this installation serves the prefecture too.
/// Elsewhere mail and the receipt by hand remain. A drill reaches nobody outside.
/// </summary>
internal sealed class TellPrefecture(DirectoryCopies<EscalationModule> directories)
{
    private const string Recipient = "prefecture";
    private static readonly string[] Submissions = ["filed", "urgent_filed", "supplemented"];

    /// <summary>Publishes the submission that the last action on the duty was, if it was one.</summary>
    public void OfWhatWasFiled(IUnitOfWork uow, DutyDocument before, DutyDocument after, CaseDesk desk)
    {
        if (after.Recipient != Recipient || desk.Case.Drill || Count(after) == Count(before) || Shared(uow.Town) is not { } prefecture)
        {
            return;
        }

        var entry = after.History.Last(e => Submissions.Contains(e.What));
        var supplement = entry.What == "supplemented";
        uow.Publish(new TownReportFiled
        {
            Town = prefecture,
            From = uow.Town,
            FromName = directories.Find(uow.Town)!.Snapshot.TownName,
            DutyId = after.Id,
            ThroughDutyIds = [.. Through.Of(after, desk).Where(d => d.Filed).Select(d => d.Id)],
            Number = Count(after),
            CaseNumber = desk.Case.Number,
            Title = after.Title,
            Basis = after.Basis,
            Supplement = supplement,
            Items = supplement ? [new FiledItem("追完の内容", entry.Note ?? "")] : ItemsOf(after),
            How = entry.How,
            FiledAt = entry.TrulyAt ?? FactTime.At(entry.At),
        });
    }

    private string? Shared(string town) =>
        directories.Find(town)?.Snapshot.PrefectureCode is { } code && directories.Find(code) is not null ? code : null;

    private static int Count(DutyDocument duty) => duty.History.Count(e => Submissions.Contains(e.What));

    private static IReadOnlyList<FiledItem> ItemsOf(DutyDocument duty) => duty.DraftText is { } text
        ? [new FiledItem(duty.Title, text)]
        : [.. duty.FiledReport.Select(item => new FiledItem(item.Key, item.Value))];
}
