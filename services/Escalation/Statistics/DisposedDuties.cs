using System.Security.Cryptography;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Statistics;

/// <summary>
/// Figures of duties of cases that were disposed of, so that past years stay right (docs/adr/0026): the rule and whether it was
/// kept; neither case nor duty, no dates, nothing that anyone wrote, nobody's id. The id of the row says nothing.
/// </summary>
internal static class DisposedDuties
{
    private const int IdLength = 32;

    private static readonly Sql Insert = new(
        """
        INSERT INTO duty_figure (town, fiscal_year, id, drill, restricted, section_id, department_id, rule_id, title, recipient, outcome)
        VALUES (@town, @fiscalYear, @id, @drill, @restricted, @sectionId, @departmentId, @ruleId, @title, @recipient, @outcome)
        """);

    private static readonly Sql Select = new(
        "SELECT drill, restricted, section_id, department_id, rule_id, title, recipient, outcome FROM duty_figure WHERE town = @town AND fiscal_year = @fiscalYear");

    /// <summary>Before the duties themselves go.</summary>
    internal static async Task KeepAsync(IUnitOfWork uow, string caseId)
    {
        if (await CaseCopies.FindAsync(uow, caseId) is not { } c)
        {
            return;
        }

        foreach (var duty in await DutyStore.OfCaseAsync(uow, caseId))
        {
            if (duty.ApprovesDutyId is null && CountedDuty.OutcomeOf(Words.Of(duty.State), duty.HeldAgainst, duty.FiledHereAt, uow.Now) is { } outcome)
            {
                await uow.ExecuteAsync(Insert, new
                {
                    fiscalYear = FiscalYear.Of(c.OpenedAt),
                    id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true),
                    c.Drill,
                    c.Restricted,
                    c.SectionId,
                    c.DepartmentId,
                    duty.RuleId,
                    duty.Title,
                    duty.Recipient,
                    outcome = Words.Of(outcome),
                });
            }
        }
    }

    /// <summary>Those of a fiscal year whose duties the caller might have read, or looks after the disposal of.</summary>
    internal static async Task<IEnumerable<CountedDuty>> OfAsync(IReadSession session, Caller caller, int fiscalYear) =>
        from row in await session.QueryAsync<Row>(Select, new { fiscalYear })
        where CaseTombstones.MayKnow(caller, Act.ReadDuties, new CaseScope { Town = caller.Town, SectionId = row.SectionId, DepartmentId = row.DepartmentId, Restricted = row.Restricted })
        select new CountedDuty(row.Drill, row.RuleId, row.Title, row.Recipient, Vocabulary.Words<DutyOutcome>()[row.Outcome]);

    private sealed class Row
    {
        public bool Drill { get; init; }
        public bool Restricted { get; init; }
        public string? SectionId { get; init; }
        public string? DepartmentId { get; init; }
        public required string RuleId { get; init; }
        public required string Title { get; init; }
        public required string Recipient { get; init; }
        public required string Outcome { get; init; }
    }
}
