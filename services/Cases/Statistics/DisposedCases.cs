using System.Security.Cryptography;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;

namespace Csirt.Cases.Statistics;

/// <summary>
/// Figures of cases that were disposed of, so that past years stay right (docs/adr/0026): neither number nor id of the case, no
/// dates, no words, nobody's id. The id of the row says nothing.
/// </summary>
internal static class DisposedCases
{
    private const int IdLength = 32;

    private static readonly Sql Insert = new(
        """
        INSERT INTO case_figure (town, fiscal_year, id, opened_month, drill, restricted, section_id, department_id, kind, severity, until_end, in_triage, in_containment, in_recovery, in_prevention)
        VALUES (@town, @fiscalYear, @id, @openedMonth, @drill, @restricted, @sectionId, @departmentId, @kind, @severity, @untilEnd, @inTriage, @inContainment, @inRecovery, @inPrevention)
        """);

    private static readonly Sql Select = new(
        """
        SELECT opened_month, drill, restricted, section_id, department_id, kind, severity, until_end, in_triage, in_containment, in_recovery, in_prevention
        FROM case_figure WHERE town = @town AND fiscal_year = @fiscalYear
        """);

    /// <summary>Before the case itself goes.</summary>
    internal static async Task KeepAsync(IUnitOfWork uow, CaseDocument c)
    {
        var stages = await StageTimes.OfAsync(uow, c.Id);
        long? In(BoardLane stage) => stages.TryGetValue(stage, out var spent) ? Milliseconds(spent) : null;
        await uow.ExecuteAsync(Insert, new
        {
            fiscalYear = FiscalYear.Of(c.OpenedAt),
            id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true),
            openedMonth = FiscalYear.MonthOf(c.OpenedAt),
            c.Drill,
            c.Restricted,
            c.SectionId,
            c.DepartmentId,
            kind = c.Assessment.Kind is { } kind ? CaseRow.Code(kind) : null,
            severity = c.Assessment.Severity is { } severity ? (int)severity : -1,
            untilEnd = Milliseconds(c.StageSince - c.OpenedAt),
            inTriage = In(BoardLane.Triage),
            inContainment = In(BoardLane.Containment),
            inRecovery = In(BoardLane.Recovery),
            inPrevention = In(BoardLane.Prevention),
        });
    }

    /// <summary>Those of a fiscal year that the caller might have listed, or looks after the disposal of.</summary>
    internal static async Task<IEnumerable<CountedCase>> OfAsync(IReadSession session, Caller caller, int fiscalYear) =>
        from row in await session.QueryAsync<Row>(Select, new { fiscalYear })
        where CaseTombstones.MayKnow(caller, Act.ListCases, new CaseScope { Town = caller.Town, SectionId = row.SectionId, DepartmentId = row.DepartmentId, Restricted = row.Restricted })
        select new CountedCase(row.OpenedMonth, row.Drill, Overdue: false, row.Kind, row.Severity, TimeSpan.FromMilliseconds(row.UntilEnd), row.Stages());

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private sealed class Row
    {
        public int OpenedMonth { get; init; }
        public bool Drill { get; init; }
        public bool Restricted { get; init; }
        public string? SectionId { get; init; }
        public string? DepartmentId { get; init; }
        public string? Kind { get; init; }
        public int Severity { get; init; }
        public long UntilEnd { get; init; }
        public long? InTriage { get; init; }
        public long? InContainment { get; init; }
        public long? InRecovery { get; init; }
        public long? InPrevention { get; init; }

        public Dictionary<BoardLane, TimeSpan> Stages() =>
            StageTimes.Counted.Zip([InTriage, InContainment, InRecovery, InPrevention])
                .Where(stage => stage.Second is not null)
                .ToDictionary(stage => stage.First, stage => TimeSpan.FromMilliseconds(stage.Second!.Value));
    }
}
