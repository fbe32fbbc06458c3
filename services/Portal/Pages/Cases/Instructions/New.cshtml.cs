using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Instructions;

/// <summary>The CSIRT instructs a 責任者 or シス管 (policy 5.3(3)ウ).</summary>
internal sealed class InstructModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public Role Addressee { get; set; } = Role.DepartmentHead;

    [BindProperty]
    public string? SystemId { get; set; }

    [BindProperty]
    public string? PersonId { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public bool IsSimilarSystemsCheck { get; set; }

    [BindProperty]
    public FactTimeInput DueAt { get; set; } = new();

    [BindProperty]
    public FactTimeInput GivenAt { get; set; } = new();

    [BindProperty]
    public string? Supersedes { get; set; }

    public IReadOnlyList<Choice> Addressees { get; } =
        [new(nameof(Role.DepartmentHead), Role.DepartmentHead.InJapanese(), Hint: "部局長"), new(nameof(Role.SystemManager), Role.SystemManager.InJapanese(), Hint: "システムの管理者"),
         new(nameof(Role.SectionManager), Role.SectionManager.InJapanese(), Hint: "ほかの課に同じ課題がないかの確認（9.1(7)イ）。下で人を選ぶ")];

    public IReadOnlyList<Choice> Systems { get; private set; } = [];

    public IReadOnlyList<Choice> People { get; private set; } = [];

    public IReadOnlyList<Choice> OpenOnes => [.. Case.Instructions.Where(i => i.Status == InstructionStatus.Open).Select(i => new Choice(i.Id, $"{i.Id} {i.Text}"))];

    protected override string Anchor => "instructions";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Text, nameof(Text), "指示の内容を入力してください。");
        var request = new InstructRequest
        {
            Addressee = Addressee,
            SystemId = Said(SystemId),
            PersonId = Said(PersonId),
            Text = Said(Text) ?? string.Empty,
            IsSimilarSystemsCheck = IsSimilarSystemsCheck,
            DueAt = Deadline(),
            GivenAt = GivenAt.Read(ModelState, nameof(GivenAt)),
            Supersedes = Said(Supersedes),
        };
        return AddAsync("instructions", request, "指示を記録しました。あて先に通知されます。", stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop)
    {
        Systems = OrganisationChoices.Systems(await directory.SystemsAsync(stop));
        People = OrganisationChoices.People(await directory.PeopleAsync(null, stop));
    }

    // A day as a deadline is the whole day: its end is the midnight in Japan that follows it.
    private DateTimeOffset? Deadline() => DueAt.Read(ModelState, nameof(DueAt)) switch
    {
        { Kind: FactTimeKind.Date } day => new DateTimeOffset(day.JapanDate!.Value.AddDays(1).ToDateTime(TimeOnly.MinValue), JapanTime.Offset),
        { Kind: FactTimeKind.Instant } moment => moment.EarliestMoment,
        _ => null,
    };
}
