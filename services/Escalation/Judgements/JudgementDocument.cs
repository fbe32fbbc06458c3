using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Rules;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Judgements;

/// <summary>Something a person was asked to decide, as it is kept.</summary>
internal sealed record JudgementDocument
{
    public required string Id { get; init; }

    public required string CaseId { get; init; }

    public long Version { get; init; }

    public required string RuleId { get; init; }

    public required string Title { get; init; }

    public required string Question { get; init; }

    public required string Basis { get; init; }

    public required RuleLabel Label { get; init; }

    public required IReadOnlyList<Role> DecidedBy { get; init; }

    public Deadline? Target { get; init; }

    public required IReadOnlyList<FactSeen> Because { get; init; }

    public bool Lapsed { get; init; }

    public JudgementAnswer? Answer { get; init; }

    public static JudgementDocument Of(PlannedJudgement planned, string caseId) => new()
    {
        Id = planned.Id,
        CaseId = caseId,
        RuleId = planned.Rule.Id,
        Title = planned.Title,
        Question = planned.Question,
        Basis = planned.Rule.Basis,
        Label = Deadlines.LabelOf(planned.Rule.Label),
        DecidedBy = planned.DecidedBy,
        Target = planned.Target,
        Because = planned.Because,
    };
}

/// <summary>The judgement rows.</summary>
internal static class JudgementStore
{
    private static readonly Sql SelectOfCase = new("SELECT document FROM judgement WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Select = new("SELECT document FROM judgement WHERE town = @town AND id = @id");

    private static readonly Sql Insert = new(
        "INSERT INTO judgement (town, id, case_id, version, document) VALUES (@town, @id, @caseId, @version, @document)");

    private static readonly Sql Update = new(
        "UPDATE judgement SET version = @version, document = @document WHERE town = @town AND id = @id AND version = @version - 1");

    public static async Task<IReadOnlyList<JudgementDocument>> OfCaseAsync(IReadSession session, string caseId) =>
        [.. (await session.QueryAsync<string>(SelectOfCase, new { caseId })).Select(Read)];

    public static async Task<JudgementDocument?> FindAsync(IReadSession session, string id) =>
        await session.QuerySingleAsync<string>(Select, new { id }) is { } document ? Read(document) : null;

    public static async Task SaveAsync(IUnitOfWork uow, JudgementDocument judgement)
    {
        var row = new { judgement.Id, judgement.CaseId, judgement.Version, document = JsonSerializer.Serialize(judgement, CsirtJson.Options) };
        if (await uow.ExecuteAsync(judgement.Version == 1 ? Insert : Update, row) != 1)
        {
            throw new InvalidOperationException($"Judgement {judgement.Id} was worked on by another process at the same time.");
        }
    }

    private static JudgementDocument Read(string document) => JsonSerializer.Deserialize<JudgementDocument>(document, CsirtJson.Options)!;
}
