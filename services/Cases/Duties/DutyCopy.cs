using System.Text.Json;
using Csirt.Cases.Model;
using Csirt.Cases.Workflow;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Cases.Duties;

/// <summary>A case's duties as Escalation last told them; version 0 where it has not told any yet.</summary>
internal sealed record DutyCopy(long CaseVersion, IReadOnlyList<DutyState> All)
{
    private static readonly Sql Select = new("SELECT document FROM duty_copy WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Update = new("UPDATE duty_copy SET version = @version, document = @document WHERE town = @town AND case_id = @caseId AND version < @version");

    private static readonly Sql Insert = new(
        """
        INSERT INTO duty_copy (town, case_id, version, document)
        SELECT @town, @caseId, @version, @document WHERE NOT EXISTS (SELECT 1 FROM duty_copy WHERE town = @town AND case_id = @caseId)
        """);

    internal static DutyCopy None { get; } = new(0, []);

    internal IReadOnlyList<DutyState> Open { get; } = [.. All.Where(d => !d.Ended)];

    internal DutiesHeld HeldFor(CaseDocument c) => new(CaseVersion >= c.BearingVersion && CaseVersion > 0, [.. Open.Select(d => d.Title)]);

    internal static async Task<DutyCopy> FindAsync(IReadSession session, string caseId) => await ToldAsync(session, caseId) is { } told ? Of(told) : None;

    /// <summary>The newest that Escalation told; null where it has not told any yet.</summary>
    internal static async Task<DutiesChanged?> ToldAsync(IReadSession session, string caseId) =>
        await session.QuerySingleAsync<string>(Select, new { caseId }) is { } document ? JsonSerializer.Deserialize<DutiesChanged>(document, CsirtJson.Options) : null;

    internal static DutyCopy Of(DutiesChanged message) => new(message.CaseVersion, message.Duties);

    /// <summary>False where it is not newer than what is here.</summary>
    internal static async Task<bool> StoreIfNewerAsync(IUnitOfWork uow, DutiesChanged message)
    {
        var row = new { message.CaseId, message.Version, document = JsonSerializer.Serialize(message, CsirtJson.Options) };
        return await uow.ExecuteAsync(Update, row) == 1 || await uow.ExecuteAsync(Insert, row) == 1;
    }
}
