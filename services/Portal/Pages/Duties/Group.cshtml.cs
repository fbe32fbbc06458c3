using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Duties;

/// <summary>本人通知 for one group of persons.</summary>
internal sealed class GroupModel(EscalationClient escalation, TimeProvider time) : FormPage(time)
{
    public static IReadOnlyList<Choice> States { get; } = [.. Enum.GetValues<GroupState>().Select(state => new Choice(state.ToString(), DutyWords.Of(state)))];

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public long? Persons { get; set; }

    [BindProperty]
    public GroupState? State { get; set; }

    [BindProperty]
    public string? Method { get; set; }

    [BindProperty]
    public FactTimeInput DoneAt { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? LookAgainOn { get; set; }

    public DutyDetail Duty { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Duty = await escalation.DutyAsync(Id, stop);
        Version = Duty.Version;
        if (Duty.Groups.FirstOrDefault(group => group.Id == Group) is { } known)
        {
            (Name, Persons, State, Method, Reason, LookAgainOn) = (known.Name, known.Persons, known.State, known.Method, known.Reason, known.LookAgainOn);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Name, nameof(Name), "どのような人たちかを入力してください。");
        Must(State?.ToString(), nameof(State), "状況を選んでください。");
        var request = new PersonsGroupRequest
        {
            Id = Group,
            Name = Name ?? string.Empty,
            Persons = Persons,
            State = State ?? GroupState.Planned,
            Method = Method,
            DoneAt = DoneAt.Read(ModelState, nameof(DoneAt)),
            Reason = Reason,
            LookAgainOn = LookAgainOn,
        };
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => escalation.NameGroupAsync(Id, request, Version, stop), FieldsOf(typeof(GroupModel))))
        {
            Say("本人への通知の状況を記録しました。");
            return RedirectToPage("/Duties/Index", new { Id });
        }

        Duty = await escalation.DutyAsync(Id, stop);
        ModelState.Remove(nameof(Version));
        Version = Duty.Version;
        return Page();
    }
}
