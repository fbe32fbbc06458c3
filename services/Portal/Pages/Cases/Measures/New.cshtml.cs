using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Measures;

/// <summary>Records a measure, done or planned. Emergency measures are recordable in every open stage (policy 6.5(2), 1(2)オ).</summary>
internal sealed class NewMeasureModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public MeasureKind Kind { get; set; } = MeasureKind.Emergency;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string Planned { get; set; } = "done";

    [BindProperty]
    public string? SystemId { get; set; }

    [BindProperty]
    public FactTimeInput DoneAt { get; set; } = new();

    [BindProperty]
    public string? DoneBy { get; set; }

    [BindProperty]
    public string? CheckedBy { get; set; }

    [BindProperty]
    public string? AloneReason { get; set; }

    [BindProperty]
    public DateOnly? PlannedFor { get; set; }

    [BindProperty]
    public string? OwnerId { get; set; }

    public IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<MeasureKind>().Select(k => new Choice(k.ToString(), CaseWords.Of(k)))];

    public IReadOnlyList<Choice> States { get; } = [new("done", "実施した"), new("planned", "これから行う")];

    public IReadOnlyList<Choice> Systems { get; private set; } = [];

    public IReadOnlyList<Choice> People { get; private set; } = [];

    protected override string Anchor => "measures";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Text, nameof(Text), "内容を入力してください。");
        var planned = Planned == "planned";
        var done = DoneAt.Read(ModelState, nameof(DoneAt));
        var request = new RecordMeasureRequest
        {
            Kind = Kind,
            Text = Said(Text) ?? string.Empty,
            Planned = planned,
            SystemId = Said(SystemId),
            DoneAt = planned ? null : done,
            DoneBy = planned ? null : Said(DoneBy),
            CheckedBy = planned ? null : Said(CheckedBy),
            AloneReason = planned ? null : Said(AloneReason),
            PlannedFor = planned ? PlannedFor : null,
            OwnerId = planned ? Said(OwnerId) : null,
        };
        return AddAsync("measures", request, "措置を記録しました。", stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop)
    {
        var loading = new Loading(stop);
        Systems = [.. Case.Systems.Select(s => new Choice(s.SystemId, s.Name ?? s.SystemId))];
        People = await loading.OrAsync(async s => OrganisationChoices.People(await directory.PeopleAsync(null, s)), []);
    }

    protected override void Fill() => Planned = Kind == MeasureKind.Prevention ? "planned" : "done";
}
