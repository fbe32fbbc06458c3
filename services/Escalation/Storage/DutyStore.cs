using System.Text.Json;
using Csirt.Contracts;
using Csirt.Escalation.Auditing;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Rules;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Storage;

/// <summary>The duty rows.</summary>
internal static class DutyStore
{
    private static readonly Sql SelectOfCase = new("SELECT document FROM duty WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Select = new("SELECT document FROM duty WHERE town = @town AND id = @id");

    private static readonly Sql Insert = new(
        """
        INSERT INTO duty (town, id, case_id, version, rule_id, state, waiting, due_at, document, opened_at, filed_at, recipient, title)
        VALUES (@town, @id, @caseId, @version, @ruleId, @state, @waiting, @dueAt, @document, @openedAt, @filedAt, @recipient, @title)
        """);

    private static readonly Sql Update = new(
        """
        UPDATE duty SET version = @version, state = @state, waiting = @waiting, due_at = @dueAt, document = @document,
            opened_at = @openedAt, filed_at = @filedAt, recipient = @recipient, title = @title
        WHERE town = @town AND id = @id AND version = @version - 1
        """);

    public static async Task<IReadOnlyList<DutyDocument>> OfCaseAsync(IReadSession session, string caseId) =>
        [.. (await session.QueryAsync<string>(SelectOfCase, new { caseId })).Select(Read)];

    public static async Task<DutyDocument?> FindAsync(IReadSession session, string id) =>
        await session.QuerySingleAsync<string>(Select, new { id }) is { } document ? Read(document) : null;

    public static async Task SaveAsync(IUnitOfWork uow, DutyDocument duty, DateTimeOffset caseOpenedAt)
    {
        var row = new
        {
            duty.Id,
            duty.CaseId,
            duty.Version,
            duty.RuleId,
            state = Words.Of(duty.State),
            // What still has to be handed in: the board lists it by its deadline.
            waiting = !duty.Ended && !duty.Filed,
            dueAt = duty.HeldAgainst,
            document = JsonSerializer.Serialize(duty, CsirtJson.Options),
            openedAt = caseOpenedAt,
            filedAt = duty.FiledHereAt,
            duty.Recipient,
            duty.Title,
        };
        if (await uow.ExecuteAsync(duty.Version == 1 ? Insert : Update, row) != 1)
        {
            throw new InvalidOperationException($"Duty {duty.Id} was worked on by another process at the same time.");
        }

        if (duty.Version == 1 && !await Expected.NoteDutyAsync(uow, duty.Id, duty.CaseId))
        {
            // Its row was there once and is gone: what was done with it went with it.
            await Findings.RaiseAsync(uow, Checks.DutyRemade, duty.Id, duty.CaseId);
        }
    }

    internal static DutyDocument Read(string document) => JsonSerializer.Deserialize<DutyDocument>(document, CsirtJson.Options)!;
}
