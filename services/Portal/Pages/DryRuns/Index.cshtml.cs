using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Pages.Cases.Assessments;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.DryRuns;

/// <summary>Facts in; out comes who would be told, by when, under which clause, and which fact decided it. Nothing is sent or kept.</summary>
internal sealed class DryRunModel(EscalationClient escalation, DirectoryClient directory, TimeProvider time) : FormPage(time)
{
    public static IReadOnlyList<Choice> Channels { get; } = [.. Enum.GetValues<Channel>().Select(channel => new Choice(channel.ToString(), channel.InJapanese()))];

    [BindProperty]
    public Channel Channel { get; set; } = Channel.Staff;

    [BindProperty]
    public IncidentKind? Kind { get; set; }

    [BindProperty]
    public Severity? Severity { get; set; }

    [BindProperty]
    public Answer? Incident { get; set; }

    [BindProperty]
    public string? SectionId { get; set; }

    [BindProperty]
    public string? BodyId { get; set; }

    [BindProperty]
    public FactTimeInput Known { get; set; } = new();

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
    public List<string> SystemIds { get; set; } = [];

    public Dictionary<string, Answer?> Facts { get; private set; } = [];

    public IReadOnlyList<Choice> Sections { get; private set; } = [];

    public IReadOnlyList<Choice> Bodies { get; private set; } = [];

    public IReadOnlyList<Choice> SystemChoices { get; private set; } = [];

    public DryRunResult? Result { get; private set; }

    public IReadOnlyList<FactQuestion> Questions(IReadOnlyList<FactWord> words) => [.. words.Select(word => new FactQuestion(word, Facts.GetValueOrDefault(word.Name)))];

    public string Until(Deadline deadline) => deadline.Days is null
        ? $"{JapanTime.Say(deadline.At, Today)}まで（{DutyWords.Of(deadline.Label)}）"
        : $"{JapanTime.Say(deadline.LastDay, Today)}まで（{DutyWords.Of(deadline.Label)}・{deadline.Days}日{(deadline.HolidaysMissing ? "・祝日データなし：未確定" : "")}）";

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Facts = FactAnswers.Typed(Request.Form);
        await LoadAsync(stop);
        var known = Known.Read(ModelState, nameof(Known));
        if (ModelState.IsValid && !OnlyEdits)
        {
            await TryAsync(async () => Result = await escalation.DryRunAsync(Asked(known), stop), FieldsOf(typeof(DryRunModel)));
        }

        return Page();
    }

    private DryRunRequest Asked(FactTime? known) => new()
    {
        Channel = Channel,
        Kind = Kind,
        Severity = Severity,
        Incident = Incident,
        Known = known,
        SectionId = Said(SectionId),
        BodyId = Said(BodyId),
        SystemIds = SystemIds.Count == 0 ? null : SystemIds,
        Facts = FactAnswers.Changed(new CaseFacts(), Facts, Count(PersonsMin, PersonsMax, PersonsUnknown), Count(MyNumberPersonsMin, MyNumberPersonsMax, MyNumberPersonsUnknown)),
    };

    private async Task LoadAsync(CancellationToken stop)
    {
        var organisation = await directory.OrganisationAsync(stop);
        (Sections, Bodies) = (OrganisationChoices.Sections(organisation), OrganisationChoices.Bodies(organisation));
        SystemChoices = OrganisationChoices.Systems(await directory.SystemsAsync(stop));
    }

    private static PersonCount? Count(long? min, long? max, bool unknown) => min is null && max is null ? (unknown ? PersonCount.Unknown : null) : new PersonCount(min, max);
}
