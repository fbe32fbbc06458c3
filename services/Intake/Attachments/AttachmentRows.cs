using Csirt.Contracts.Http.Intake;
using Csirt.Platform.Database;

namespace Csirt.Intake.Attachments;

/// <summary>An attachment of a report.</summary>
internal sealed class AttachmentRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? GivenName { get; init; }

    public long Size { get; init; }

    public required string Sha256 { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }

    public AttachmentEntry ToEntry() => new(Id, Name, GivenName, Size, Sha256, AcceptedAt);

    public AttachmentReceipt ToReceipt() => new(Id, Name, Size, Sha256, AcceptedAt);
}

/// <summary>Reads and writes attachments' rows.</summary>
internal static class AttachmentRows
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO attachment (town, id, report_id, number, name, given_name, size, sha256, accepted_at)
        VALUES (@town, @id, @reportId, @number, @name, @givenName, @size, @sha256, @acceptedAt)
        """);

    private static readonly Sql SelectOfReport = new(
        "SELECT id, name, given_name, size, sha256, accepted_at FROM attachment WHERE town = @town AND report_id = @reportId ORDER BY number");

    public static Task AddAsync(IUnitOfWork uow, string reportId, int number, AttachmentRow row) =>
        uow.ExecuteAsync(Insert, new { row.Id, reportId, number, row.Name, row.GivenName, row.Size, row.Sha256, row.AcceptedAt });

    public static Task<IReadOnlyList<AttachmentRow>> OfReportAsync(IReadSession session, string reportId) =>
        session.QueryAsync<AttachmentRow>(SelectOfReport, new { reportId });
}
