using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Absences;

/// <summary>Sets one's own absence, or that of somebody who can't (policy 6.2(1)ウ(ウ)).</summary>
internal sealed class SetModel(DirectoryClient directory, CurrentSession session, TimeProvider time) : FormPage(time)
{
    /// <summary>Whose; one's own where left out.</summary>
    [BindProperty(SupportsGet = true, Name = "person")]
    public string? PersonId { get; set; }

    [BindProperty]
    public FactTimeInput From { get; set; } = new();

    [BindProperty]
    public FactTimeInput Until { get; set; } = new();

    [BindProperty]
    public string? DeputyId { get; set; }

    public PersonEntry Person { get; private set; } = null!;

    public IReadOnlyList<Choice> Deputies { get; private set; } = [];

    public bool IsOwn => Person.Id == session.Required.PersonId;

    private string Whose => Said(PersonId) ?? session.Required.PersonId;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        if (!Person.MayChangeAbsence)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (Person is { AbsentFrom: { } from, AbsentUntil: { } until })
        {
            (From, Until, DeputyId) = (Whole(from, from), Whole(until, until.AddDays(-1)), Person.DeputyId);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var from = From.Read(ModelState, nameof(From))?.EarliestMoment;
        if (Until.IsEmpty)
        {
            ModelState.AddModelError($"{nameof(Until)}.Date", "いつまで不在かを入力してください。");
        }

        var until = Until.Read(ModelState, nameof(Until)) is { } end ? EndOf(end) : null;
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => directory.SetAbsenceAsync(Whose, new SetAbsence(until!.Value, from, Said(DeputyId)), stop), FieldsOf(typeof(SetModel))))
        {
            Say("不在を設定しました。");
            return RedirectToPage("/Absences/Index");
        }

        await LoadAsync(stop);
        return Page();
    }

    // A day counts to its end.
    private static DateTimeOffset? EndOf(FactTime time) => time.Kind == FactTimeKind.Date ? time.EarliestMoment?.AddDays(1) : time.EarliestMoment;

    // Midnight stands for the whole day.
    private static FactTimeInput Whole(DateTimeOffset at, DateTimeOffset day) => FactTimeInput.Of(JapanTime.IsMidnight(at) ? FactTime.On(JapanTime.Day(day)) : FactTime.At(at));

    private async Task LoadAsync(CancellationToken stop)
    {
        Person = await directory.PersonAsync(Whose, stop);
        Deputies = [.. (await directory.PeopleAsync(null, stop)).Where(other => other.Id != Person.Id).Select(other => new Choice(other.Id, NameOf(other), other.SectionName))];
    }

    private string NameOf(PersonEntry other) => other is { AbsentFrom: { } from, AbsentUntil: { } until }
        ? $"{other.Name}　※不在：{JapanTime.SaySpan(from, until, Today)}"
        : other.Name;
}
