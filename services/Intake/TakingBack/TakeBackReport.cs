using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Intake.Duplicates;
using Csirt.Intake.Filing;
using Csirt.Intake.Following;
using Csirt.Intake.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;
using Csirt.Platform.Messaging;

namespace Csirt.Intake.TakingBack;

/// <summary>
/// A report that Intake had passed on before it was restored, as Cases keeps it. How to reach the reporter, the link to follow it
/// and the list of its attachments were nowhere else and are lost; the attachments' files are still in the data folder.
/// </summary>
internal sealed class TakeBackReport : ITakeBack<ReportAccepted>, ITakeBack<ReportSupplemented>
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO report (town, id, receipt_number, accepted_at, drill, restricted, filed_by, reporter_id, section_id, kind, system_ids,
            signature, follow_hash, text, document)
        VALUES (@town, @id, @receiptNumber, @acceptedAt, @drill, @restricted, @filedBy, @reporterId, @sectionId, @kind, @systemIds,
            @signature, @followHash, @text, @document)
        """);

    private static readonly Sql InsertNote = new(
        """
        INSERT INTO supplement (town, report_id, number, accepted_at, text)
        SELECT @town, @reportId, @number, @acceptedAt, @text
        WHERE NOT EXISTS (SELECT 1 FROM supplement WHERE town = @town AND report_id = @reportId AND number = @number)
        """);

    private static readonly Sql CountNote = new("UPDATE report SET notes = notes + 1 WHERE town = @town AND id = @reportId") { Types = "@reportId CHAR(32)" };

    private static readonly Sql CountAddition = new("UPDATE report SET additions = @number WHERE town = @town AND id = @reportId AND additions < @number")
    { Types = "@reportId CHAR(32), @number INT" };

    public async Task TakeBackAsync(ReportAccepted told, DateTimeOffset begunAt, IUnitOfWork uow)
    {
        if (await ReportRows.FindAsync(uow, told.ReportId) is not null)
        {
            return;
        }

        await uow.ExecuteAsync(Insert, new
        {
            id = told.ReportId,
            told.ReceiptNumber,
            told.AcceptedAt,
            told.Drill,
            told.Restricted,
            filedBy = told.ReporterId ?? FilePublicReport.Filer,
            told.ReporterId,
            told.SectionId,
            kind = Codes.Of(told.Kind),
            systemIds = JsonSerializer.Serialize(told.SystemIds),
            signature = TextSignature.Of(told.Text),
            // Nobody has a link that leads here.
            followHash = FollowSecret.New(uow.Town).Hash,
            told.Text,
            document = JsonSerializer.Serialize(DocumentOf(told), CsirtJson.Options),
        });
        uow.Audit("report.taken_back", $"report/{told.ReportId}", new { number = told.ReceiptNumber });
    }

    public async Task TakeBackAsync(ReportSupplemented told, DateTimeOffset begunAt, IUnitOfWork uow)
    {
        if (await ReportRows.FindAsync(uow, told.ReportId) is null)
        {
            throw new NotYetException($"Report {told.ReportId} has not come back yet.");
        }

        if (told.Text is not null && await uow.ExecuteAsync(InsertNote, new { told.ReportId, told.Number, told.AcceptedAt, told.Text }) == 1)
        {
            await uow.ExecuteAsync(CountNote, new { told.ReportId });
        }

        await uow.ExecuteAsync(CountAddition, new { told.ReportId, told.Number });
    }

    private static ReportDocument DocumentOf(ReportAccepted told) => new()
    {
        Channel = told.Channel,
        Times = told.Times,
        BodyId = told.BodyId,
        SystemIds = told.SystemIds,
        Kind = told.Kind,
        Facts = told.Facts,
        ImplicatedIds = told.ImplicatedIds,
    };
}
