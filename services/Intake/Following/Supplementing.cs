using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Intake.Following;

/// <summary>Counts additions to a report, up to a limit, and tells Cases of each.</summary>
internal static class Supplementing
{
    private static readonly Sql CountNote = new(
        "UPDATE report SET additions = additions + 1, notes = notes + 1 WHERE town = @town AND id = @id AND notes < @most RETURNING additions, attachments",
        """
        UPDATE report SET additions = additions + 1, notes = notes + 1 OUTPUT inserted.additions, inserted.attachments
        WHERE town = @town AND id = @id AND notes < @most
        """)
    { Types = "@most INT" };

    private static readonly Sql CountAttachment = new(
        "UPDATE report SET additions = additions + 1, attachments = attachments + 1 WHERE town = @town AND id = @id AND attachments < @most RETURNING additions, attachments",
        """
        UPDATE report SET additions = additions + 1, attachments = attachments + 1 OUTPUT inserted.additions, inserted.attachments
        WHERE town = @town AND id = @id AND attachments < @most
        """)
    { Types = "@most INT" };

    /// <summary>Its number; null where the report takes no more.</summary>
    public static Task<int?> NoteAsync(IUnitOfWork uow, string reportId, int most, DateTimeOffset at, string text) => AddAsync(uow, CountNote, reportId, most, at, text);

    /// <inheritdoc cref="NoteAsync"/>
    public static Task<int?> AttachmentAsync(IUnitOfWork uow, string reportId, int most, DateTimeOffset at) => AddAsync(uow, CountAttachment, reportId, most, at, null);

    private static async Task<int?> AddAsync(IUnitOfWork uow, Sql count, string reportId, int most, DateTimeOffset at, string? text)
    {
        if (await uow.QuerySingleAsync<Counted>(count, new { id = reportId, most }) is not { } counted)
        {
            return null;
        }

        uow.Publish(new ReportSupplemented
        {
            Town = uow.Town,
            ReportId = reportId,
            Number = counted.Additions,
            AcceptedAt = at,
            Text = text,
            AttachmentCount = counted.Attachments,
        });
        return counted.Additions;
    }

    private sealed class Counted
    {
        public int Additions { get; init; }

        public int Attachments { get; init; }
    }
}
