using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using Csirt.Escalation.Evaluation;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Storage;

/// <summary>What was made of a case so far.</summary>
internal sealed record CaseState
{
    /// <summary>0: nothing is kept yet. Grows with every change of anything that Escalation keeps of the case.</summary>
    public long Version { get; init; }

    /// <summary>Version of the case that was evaluated last.</summary>
    public long CaseVersion { get; init; }

    public string PackVersion { get; init; } = "";

    public IReadOnlyList<string> Told { get; init; } = [];

    public IReadOnlyList<DecidedGround> Decisions { get; init; } = [];

    public IReadOnlyList<Tap> Taps { get; init; } = [];

    public UnaskedTask? Unasked { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>A deadline could not be worked out for want of holiday data.</summary>
    public bool HolidaysMissing { get; init; }

    /// <summary>Someone could not be told: looked at again when the directory changes.</summary>
    public bool Unresolved { get; init; }
}

/// <summary>A decision on a ground, with who and why.</summary>
internal sealed record DecidedGround(GroundDecision Decision, string By, DateTimeOffset At, string Reason);

/// <summary>The state rows.</summary>
internal static class CaseStateStore
{
    private static readonly Sql Select = new("SELECT document FROM case_state WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Insert = new(
        """
        INSERT INTO case_state (town, case_id, version, case_version, ended, unresolved, holidays_missing, pack_version, document)
        VALUES (@town, @caseId, @version, @caseVersion, @ended, @unresolved, @holidaysMissing, @packVersion, @document)
        """);

    // The version decides between two that work on the same case at once: the second finds no row.
    private static readonly Sql Update = new(
        """
        UPDATE case_state SET version = @version, case_version = @caseVersion, ended = @ended, unresolved = @unresolved, holidays_missing = @holidaysMissing, pack_version = @packVersion, document = @document
        WHERE town = @town AND case_id = @caseId AND version = @version - 1
        """);

    private static readonly Sql Raise = new("UPDATE case_state SET version = @version, document = @document WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Unresolved = new(
        "SELECT case_id FROM case_state WHERE town = @town AND unresolved = 1 AND ended = 0");

    private static readonly Sql HolidaysMissing = new(
        "SELECT COUNT(*) FROM case_state WHERE town = @town AND ended = 0 AND holidays_missing = 1");

    private static readonly Sql OfOtherPacks = new(
        "SELECT case_id FROM case_state WHERE town = @town AND ended = 0 AND pack_version <> @packVersion");

    public static async Task<CaseState> FindAsync(IReadSession session, string caseId) =>
        await session.QuerySingleAsync<string>(Select, new { caseId }) is { } document
            ? JsonSerializer.Deserialize<CaseState>(document, CsirtJson.Options)!
            : new CaseState();

    public static async Task SaveAsync(IUnitOfWork uow, string caseId, CaseState state, CaseStage stage)
    {
        var row = new
        {
            caseId,
            state.Version,
            state.CaseVersion,
            ended = stage is CaseStage.Closed or CaseStage.Merged,
            state.Unresolved,
            state.HolidaysMissing,
            state.PackVersion,
            document = JsonSerializer.Serialize(state, CsirtJson.Options),
        };
        if (await uow.ExecuteAsync(state.Version == 1 ? Insert : Update, row) != 1)
        {
            throw new InvalidOperationException($"Case {caseId} was worked on by another process at the same time.");
        }
    }

    /// <summary>Goes on above what had been told before a restore.</summary>
    public static Task RaiseAsync(IUnitOfWork uow, string caseId, CaseState state) =>
        uow.ExecuteAsync(Raise, new { caseId, state.Version, document = JsonSerializer.Serialize(state, CsirtJson.Options) });

    /// <summary>Cases in which someone could not be told, because nobody held the role or the directory was not here.</summary>
    public static Task<IReadOnlyList<string>> UnresolvedAsync(IReadSession session) => session.QueryAsync<string>(Unresolved);

    /// <summary>How many open cases have a deadline that could not be worked out for want of holiday data.</summary>
    public static async Task<int> WithoutHolidaysAsync(IReadSession session) => (int)await session.QuerySingleAsync<long>(HolidaysMissing);

    /// <summary>Cases worked out with other versions of the packs than these.</summary>
    public static Task<IReadOnlyList<string>> OfOtherPacksAsync(IReadSession session, string packVersion) =>
        session.QueryAsync<string>(OfOtherPacks, new { packVersion });
}
