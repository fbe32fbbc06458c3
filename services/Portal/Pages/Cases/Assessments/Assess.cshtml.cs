using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Assessments;

/// <summary>What the CSIRT finds (policy 5.3(3)ア). Only what differs from the case as it was shown is sent.</summary>
internal sealed class AssessModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public Answer? Incident { get; set; }

    [BindProperty]
    public FactTimeInput JudgedAt { get; set; } = new();

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public IncidentKind? Kind { get; set; }

    [BindProperty]
    public Severity? Severity { get; set; }

    [BindProperty]
    public string? SectionId { get; set; }

    [BindProperty]
    public string? BodyId { get; set; }

    /// <summary>Answers by snake_case name of the fact.</summary>
    public Dictionary<string, Answer?> Facts { get; private set; } = [];

    [BindProperty]
    public long? PersonsMin { get; set; }

    [BindProperty]
    public long? PersonsMax { get; set; }

    [BindProperty]
    public bool PersonsUnknown { get; set; }

    [BindProperty]
    public long? MyNumberPersonsMin { get; set; }

    [BindProperty]
    public long? MyNumberPersonsMax { get; set; }

    [BindProperty]
    public bool MyNumberPersonsUnknown { get; set; }

    [BindProperty]
    public FactTimeInput LearnedAt { get; set; } = new();

    [BindProperty]
    public List<string> SystemIds { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<Choice> Sections { get; private set; } = [];

    public IReadOnlyList<Choice> Bodies { get; private set; } = [];

    public IReadOnlyList<Choice> SystemChoices { get; private set; } = [];

    protected override string Anchor => "assessment";

    public IReadOnlyList<FactQuestion> Questions(IReadOnlyList<FactWord> words) => [.. words.Select(w => new FactQuestion(w, Facts.GetValueOrDefault(w.Name)))];

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Facts = FactAnswers.Typed(Request.Form);
        await LoadAsync(stop);
        return await ChangeAsync("assessment", Difference(), "評価を保存しました。", stop);
    }

    protected override void Fill()
    {
        (Incident, Title, Kind, Severity) = (Case.Assessment.Incident, Case.Title, Case.Assessment.Kind, Case.Assessment.Severity);
        (SectionId, BodyId) = (Case.SectionId, Case.BodyId);
        Facts = FactAnswers.Of(Case.Facts);
        (PersonsMin, PersonsMax, PersonsUnknown) = (Case.Facts.Persons?.Min, Case.Facts.Persons?.Max, Case.Facts.Persons == PersonCount.Unknown);
        (MyNumberPersonsMin, MyNumberPersonsMax, MyNumberPersonsUnknown) = (Case.Facts.MyNumberPersons?.Min, Case.Facts.MyNumberPersons?.Max, Case.Facts.MyNumberPersons == PersonCount.Unknown);
        SystemIds = [.. Case.Systems.Select(s => s.SystemId)];
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop)
    {
        var organisation = await directory.OrganisationAsync(stop);
        (Sections, Bodies) = (OrganisationChoices.Sections(organisation), OrganisationChoices.Bodies(organisation));
        SystemChoices = OrganisationChoices.Systems(await directory.SystemsAsync(stop));
    }

    protected override string? FieldOf(string json) => json switch
    {
        "facts.persons" => nameof(PersonsMin),
        "facts.my_number_persons" => nameof(MyNumberPersonsMin),
        _ when json.StartsWith("facts_known", StringComparison.Ordinal) => "LearnedAt.Date",
        _ => base.FieldOf(json),
    };

    private AssessRequest Difference()
    {
        var facts = FactAnswers.Changed(Case.Facts, Facts, Count(PersonsMin, PersonsMax, PersonsUnknown), Count(MyNumberPersonsMin, MyNumberPersonsMax, MyNumberPersonsUnknown));
        var learned = LearnedAt.Read(ModelState, nameof(LearnedAt));
        return new AssessRequest
        {
            Incident = Differs(Incident, Case.Assessment.Incident),
            JudgedAt = JudgedAt.Read(ModelState, nameof(JudgedAt)),
            Kind = Differs(Kind, Case.Assessment.Kind),
            Severity = Differs(Severity, Case.Assessment.Severity),
            Title = Said(Title) == Case.Title ? null : Said(Title),
            BodyId = Said(BodyId) == Case.BodyId ? null : Said(BodyId),
            SectionId = Said(SectionId) == Case.SectionId ? null : Said(SectionId),
            SystemIds = SystemIds.ToHashSet().SetEquals(Case.Systems.Select(s => s.SystemId)) ? null : SystemIds,
            Facts = facts,
            FactsKnown = facts is not null && learned is { } at ? FactAnswers.NamesIn(facts).ToDictionary(n => n, _ => at) : null,
            Note = Said(Note),
        };
    }

    private static T? Differs<T>(T? typed, T? present)
        where T : struct => typed is null || typed.Value.Equals(present) ? null : typed;

    private static PersonCount? Count(long? min, long? max, bool unknown) => min is null && max is null ? (unknown ? PersonCount.Unknown : null) : new PersonCount(min, max);
}

/// <summary>A fact to answer, and the answer so far.</summary>
internal sealed record FactQuestion(FactWord Word, Answer? Answer);
