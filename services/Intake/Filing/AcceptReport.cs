using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Intake.Duplicates;
using Csirt.Intake.Following;
using Csirt.Intake.Repeats;
using Csirt.Intake.Storage;
using Csirt.Platform;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Intake.Filing;

/// <summary>
/// Accepts a report for good, in one unit of work: number, row, audit, message to Cases, answer for repeats. What comes out of
/// it was promised: the report will have a case (policy 1(9)ウ).
/// </summary>
internal sealed class AcceptReport(Database<IntakeModule> database, DirectoryCopies<IntakeModule> directories, TimeProvider time)
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO report (town, id, receipt_number, accepted_at, drill, restricted, filed_by, reporter_id, section_id, kind, system_ids,
            signature, follow_hash, text, document, contact)
        VALUES (@town, @id, @receiptNumber, @acceptedAt, @drill, @restricted, @filedBy, @reporterId, @sectionId, @kind, @systemIds,
            @signature, @followHash, @text, @document, @contact)
        """);

    /// <summary>The town's directory; 503 while it has not arrived: nothing could be checked, and nobody could be told.</summary>
    public TownDirectory DirectoryOf(string town) => directories.Find(town) ?? throw new ProblemException(
        StatusCodes.Status503ServiceUnavailable, "directory_missing", "連絡網をまだ読み込んでいないため、受け付けられません。しばらくしてからもう一度お試しください。急ぐときは窓口に電話してください。");

    /// <summary>Files it, or gives the answer that this key was given before.</summary>
    public async Task<ReportReceipt> AcceptAsync(Report report, TownDirectory town, RepeatKey? key, CancellationToken stop)
    {
        var errors = FilingRules.Check(report, town, time.GetUtcNow());
        if (key is null)
        {
            errors.ThrowIfAny();
        }

        // Worked out before the writer's turn: everyone waits for it.
        var signature = TextSignature.Of(report.Text);
        return await database.WriteAsync(
            report.Town,
            report.FiledBy,
            async uow =>
            {
                // A repeat is answered even where the directory has changed meanwhile and the report would not pass any more.
                if (await KeptAnswers.FindAsync<ReportReceipt>(uow, key) is { } before)
                {
                    return before;
                }

                errors.ThrowIfAny();
                var receipt = await AcceptAsync(uow, report, signature, town);
                await KeptAnswers.KeepAsync(uow, key, receipt);
                return receipt;
            },
            stop);
    }

    private async Task<ReportReceipt> AcceptAsync(IUnitOfWork uow, Report report, byte[] signature, TownDirectory town)
    {
        var id = Ids.New(time);
        var secret = FollowSecret.New(report.Town);
        var acceptedAt = uow.Now;
        var number = await ReceiptNumbers.NextAsync(uow, report.Drill);
        var duplicates = await LikelyDuplicates.FindAsync(uow, report, signature);
        await StoreAsync(uow, report, id, number, acceptedAt, signature, secret.Hash);
        uow.Audit("report.accepted", $"report/{id}", new { number, channel = Codes.Of<Channel>(report.Document.Channel), report.Drill, report.Restricted });
        uow.Publish(MessageOf(report, id, number, acceptedAt, duplicates));
        return new ReportReceipt
        {
            ReportId = id,
            ReceiptNumber = number,
            AcceptedAt = acceptedAt,
            Drill = report.Drill,
            Known = report.Document.KnownOr(acceptedAt),
            KnownAssumed = report.Document.KnownAssumed,
            FollowSecret = secret.Text,
            FollowPath = secret.PagePath,
            Procedures = report.ReporterId is null ? [] : FirstResponseSteps.For(report.Document.Kind, town),
        };
    }

    private static Task<int> StoreAsync(IUnitOfWork uow, Report report, string id, string receiptNumber, DateTimeOffset acceptedAt, byte[] signature, string followHash) => uow.ExecuteAsync(
        Insert,
        new
        {
            id,
            receiptNumber,
            acceptedAt,
            report.Drill,
            report.Restricted,
            report.FiledBy,
            report.ReporterId,
            report.SectionId,
            kind = Codes.Of(report.Document.Kind),
            systemIds = JsonSerializer.Serialize(report.Document.SystemIds),
            signature,
            followHash,
            report.Text,
            document = JsonSerializer.Serialize(report.Document, CsirtJson.Options),
            contact = report.Contact is null ? null : JsonSerializer.Serialize(report.Contact, CsirtJson.Options),
        });

    // The contact stays here: no message carries it.
    private static ReportAccepted MessageOf(Report report, string id, string number, DateTimeOffset acceptedAt, IReadOnlyList<string> duplicates) => new()
    {
        Town = report.Town,
        ReportId = id,
        ReceiptNumber = number,
        Channel = report.Document.Channel,
        Drill = report.Drill,
        AcceptedAt = acceptedAt,
        ReporterId = report.ReporterId,
        SectionId = report.SectionId,
        BodyId = report.Document.BodyId,
        SystemIds = report.Document.SystemIds,
        Kind = report.Document.Kind,
        Text = report.Document.Place is null ? report.Text : $"{report.Text}\n場所：{report.Document.Place}",
        Times = report.Document.Times,
        Facts = report.Document.Facts,
        Restricted = report.Restricted,
        ImplicatedIds = report.Document.ImplicatedIds,
        LikelyDuplicateReportIds = duplicates,
    };
}
