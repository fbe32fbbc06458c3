using System.Text.Json;
using Csirt.Cases.Disposal;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Plan;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;

namespace Csirt.Cases.Storage;

/// <summary>Cases in the database: the document, the board's row, the timeline, the audit row and the snapshot, in one transaction.</summary>
internal static class CaseStore
{
    private static readonly Sql SelectDocument = new("SELECT document FROM case_document WHERE town = @town AND id = @id");

    private static readonly Sql InsertRow = new(
        """
        INSERT INTO case_file (town, id, version, number, title, stage, stage_at, lane, ended, channel, kind, incident, severity, drill, restricted,
            section_id, department_id, opened_at, changed_at, next_at, limit_at, due_order, open_duties, waited_for)
        VALUES (@town, @id, @version, @number, @title, @stage, @stageAt, @lane, @ended, @channel, @kind, @incident, @severity, @drill, @restricted,
            @sectionId, @departmentId, @openedAt, @changedAt, @nextAt, @limitAt, @dueOrder, @openDuties, @waitedFor)
        """);

    // The version decides between two that change the same case at once: the second finds no row.
    private static readonly Sql UpdateRow = new(
        """
        UPDATE case_file SET version = @version, title = @title, stage = @stage, stage_at = @stageAt, lane = @lane, ended = @ended, kind = @kind,
            incident = @incident, severity = @severity, restricted = @restricted, section_id = @sectionId, department_id = @departmentId,
            changed_at = @changedAt, waited_for = @waitedFor
        WHERE town = @town AND id = @id AND version = @version - 1
        """);

    private static readonly Sql UpdateDuties = new(
        """
        UPDATE case_file SET next_at = @nextAt, limit_at = @limitAt, due_order = @dueOrder, open_duties = @openDuties, waited_for = @waitedFor
        WHERE town = @town AND id = @id
        """);

    private static readonly Sql DeleteRow = new("DELETE FROM case_file WHERE town = @town AND id = @id") { Types = "@id CHAR(32)" };

    private static readonly Sql InsertDocument = new("INSERT INTO case_document (town, id, document) VALUES (@town, @id, @document)");

    private static readonly Sql UpdateDocument = new("UPDATE case_document SET document = @document WHERE town = @town AND id = @id");

    internal static async Task<CaseDocument?> FindAsync(IReadSession session, string id) =>
        await session.QuerySingleAsync<string>(SelectDocument, new { id }) is { } document
            ? JsonSerializer.Deserialize<CaseDocument>(document, CsirtJson.Options)
            : null;

    /// <summary>A new case.</summary>
    internal static async Task InsertAsync(IUnitOfWork uow, CaseDocument opened, IReadOnlyList<TimelineLine> lines, string? by)
    {
        var c = opened with { BearingVersion = opened.Version };
        await uow.ExecuteAsync(InsertRow, CaseRow.Of(c, DutyCopy.None));
        await uow.ExecuteAsync(InsertDocument, new { c.Id, document = JsonSerializer.Serialize(c, CsirtJson.Options) });
        await CasePeople.KeepAsync(uow, null, c);
        await TimelineStore.WriteAsync(uow, c, lines, by, movedTo: null);
        Tell(uow, c, lines);
    }

    /// <summary>The next state of a case. False where someone else changed it in the meantime.</summary>
    internal static async Task<bool> UpdateAsync(IUnitOfWork uow, CaseDocument before, Outcome outcome, DutyCopy duties, string? by)
    {
        var next = outcome.Next with { BearingVersion = Snapshot.BearsOnDuties(before, outcome.Next) ? outcome.Next.Version : before.BearingVersion };
        if (await uow.ExecuteAsync(UpdateRow, CaseRow.Of(next, duties)) == 0)
        {
            return false;
        }

        await uow.ExecuteAsync(UpdateDocument, new { next.Id, document = JsonSerializer.Serialize(next, CsirtJson.Options) });
        await CasePeople.KeepAsync(uow, before, next);
        await PlanTables.KeepAsync(uow, before, next);
        await HoldTable.KeepAsync(uow, before, next);
        await TimelineStore.WriteAsync(uow, next, outcome.Lines, by, MovedTo(before, next));
        Tell(uow, next, outcome.Lines);
        return true;
    }

    /// <summary>A case as it was told back after a restore, over the one that is here or as a new one.</summary>
    internal static async Task TakeBackAsync(IUnitOfWork uow, CaseDocument? before, CaseDocument taken, TimelineLine line, DutyCopy duties)
    {
        var c = taken with { BearingVersion = taken.Version };
        await uow.ExecuteAsync(DeleteRow, new { c.Id });
        await uow.ExecuteAsync(InsertRow, CaseRow.Of(c, duties));
        await uow.ExecuteAsync(before is null ? InsertDocument : UpdateDocument, new { c.Id, document = JsonSerializer.Serialize(c, CsirtJson.Options) });
        await CasePeople.KeepAsync(uow, before, c);
        await TimelineStore.WriteAsync(uow, c, [line], by: null, MovedTo(before, c));
        Tell(uow, c, [line]);
    }

    /// <summary>New duties change what the board shows, not the case.</summary>
    internal static Task RefreshRowAsync(IUnitOfWork uow, CaseDocument c, DutyCopy duties) => uow.ExecuteAsync(UpdateDuties, CaseRow.Of(c, duties));

    private static CaseStage? MovedTo(CaseDocument? before, CaseDocument now) => before?.Stage == now.Stage ? null : now.Stage;

    private static void Tell(IUnitOfWork uow, CaseDocument c, IReadOnlyList<TimelineLine> lines)
    {
        uow.Audit($"case.{lines[0].Code}", $"case/{c.Id}", new { c.Version, c.Number, lines = lines.Select(l => l.Code) });
        uow.Publish(Snapshot.Of(c, lines[0].Code) with { AlsoEvents = [.. lines.Skip(1).Select(l => l.Code)] });
    }
}
