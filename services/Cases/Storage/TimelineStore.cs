using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;

namespace Csirt.Cases.Storage;

/// <summary>The timeline of a case: lines are only ever added.</summary>
internal static class TimelineStore
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO case_timeline (town, case_id, version, line, code, happened, entered_at, late, person_id, text, stage)
        VALUES (@town, @caseId, @version, @line, @code, @happened, @now, @late, @by, @text, @stage)
        """)
    { Types = "@by VARCHAR(64)" };

    private static readonly Sql SelectPage = new(
        """
        SELECT version, line, code, happened, entered_at, late, person_id, text FROM case_timeline
        WHERE town = @town AND case_id = @caseId AND (version < @version OR (version = @version AND line < @line))
        ORDER BY version DESC, line DESC LIMIT @limit
        """,
        """
        SELECT TOP (@limit) version, line, code, happened, entered_at, late, person_id, text FROM case_timeline
        WHERE town = @town AND case_id = @caseId AND (version < @version OR (version = @version AND line < @line))
        ORDER BY version DESC, line DESC
        """);

    private static readonly Sql CountVersion = new(
        "SELECT COUNT(*) FROM case_timeline WHERE town = @town AND case_id = @caseId AND version = @version AND entered_at = @enteredAt");

    private static readonly Sql CountWork = new(
        "SELECT COUNT(*) FROM case_timeline WHERE town = @town AND case_id = @caseId AND entered_at >= @since AND person_id IS NOT NULL")
    { Types = "@since BIGINT" };

    /// <summary>Whether this case had this version at this moment: after a restore there may be another of the same number.</summary>
    internal static async Task<bool> HoldsAsync(IReadSession session, string caseId, long version, DateTimeOffset enteredAt) =>
        await session.QuerySingleAsync<long>(CountVersion, new { caseId, version, enteredAt }) > 0;

    /// <summary>Whether a person has done anything in the case since then.</summary>
    internal static async Task<bool> IsWorkedOnSinceAsync(IReadSession session, string caseId, DateTimeOffset since) =>
        await session.QuerySingleAsync<long>(CountWork, new { caseId, since }) > 0;

    /// <summary>Lines of one version.</summary>
    /// <param name="uow">Unit of work.</param>
    /// <param name="c">The case as it is now.</param>
    /// <param name="lines">Lines.</param>
    /// <param name="by">Person; null where nobody did it.</param>
    /// <param name="movedTo">Stage to which this version moved it; null where it stayed.</param>
    internal static async Task WriteAsync(IUnitOfWork uow, CaseDocument c, IReadOnlyList<TimelineLine> lines, string? by, CaseStage? movedTo)
    {
        var moved = movedTo is { } to ? CaseRow.Code(to) : null;
        for (var line = 0; line < lines.Count; line++)
        {
            var entry = lines[line];
            await uow.ExecuteAsync(Insert, new { caseId = c.Id, c.Version, line, entry.Code, happened = entry.At.ToString(), uow.Now, entry.Late, by, entry.Text, stage = line == 0 ? moved : null });
        }
    }

    /// <summary>Lines before a place, newest first.</summary>
    internal static Task<IReadOnlyList<TimelineRow>> PageAsync(IReadSession session, string caseId, long version, int line, int limit) =>
        session.QueryAsync<TimelineRow>(SelectPage, new { caseId, version, line, limit });
}

/// <summary>A stored line.</summary>
internal sealed class TimelineRow
{
    public long Version { get; init; }
    public int Line { get; init; }
    public required string Code { get; init; }
    public required string Happened { get; init; }
    public DateTimeOffset EnteredAt { get; init; }
    public bool Late { get; init; }
    public string? PersonId { get; init; }
    public required string Text { get; init; }

    internal TimelineEntry ToEntry(TownRegister town) => new()
    {
        Version = Version,
        Line = Line,
        Code = Code,
        At = FactTime.TryParse(Happened, out var at) ? at : FactTime.Unknown,
        EnteredAt = EnteredAt,
        Late = Late,
        By = PersonId,
        ByName = PersonId is null ? null : town.NameOf(PersonId),
        Text = Text,
    };
}
