using Csirt.Contracts.Http.Directory;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Absences;

/// <summary>不在: who is away now and later, who is told instead, and where nobody is (policy 6.2(1)ウ(ウ)).</summary>
internal sealed class AbsencesModel(DirectoryClient directory, CurrentSession session, TimeProvider time) : FormPage(time)
{
    private IReadOnlyList<AbsenceEntry> _all = [];

    /// <summary>Whose absence is to be set.</summary>
    public string? Person { get; set; }

    public IReadOnlyList<AbsenceEntry> Running => [.. _all.Where(absence => absence.From <= Now)];

    public IReadOnlyList<AbsenceEntry> Coming => [.. _all.Where(absence => absence.From > Now)];

    public IReadOnlyList<string> Warnings => [.. _all.Where(absence => absence.NeedsStandIn).SelectMany(absence => absence.StandIns.Select(turn => WarningOf(absence, turn))).OfType<string>()];

    /// <summary>Others whose absence this person may set.</summary>
    public IReadOnlyList<Choice> Others { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public Task<IActionResult> OnPostEndAsync(string id, CancellationToken stop) => DoAsync(() => directory.EndAbsenceAsync(id, stop), "不在を終えました。知らせは本人に届きます。", stop);

    public Task<IActionResult> OnPostAcceptAsync(string id, CancellationToken stop) => DoAsync(() => directory.AcceptDeputyAsync(id, stop), "代理者を承認しました。関係者に知らせます。", stop);

    private string? WarningOf(AbsenceEntry absence, StandInTurn turn)
    {
        var time = JapanTime.SaySpan(turn.From, turn.Until, Today);
        return turn.PersonId switch
        {
            null when absence.DeputyId is null => $"{absence.Name}：{time}、代理者がいません。",
            null => $"{absence.Name}：{time}、代理者の{absence.DeputyName}も不在で、代わりに知らせを受ける人がいません。",
            _ when turn.PersonId != absence.DeputyId => $"{absence.Name}：{time}、代理者の{absence.DeputyName}も不在です。知らせは{turn.Name}に届きますが、権限は移りません。",
            _ => null,
        };
    }

    private async Task<IActionResult> DoAsync(Func<Task> command, string said, CancellationToken stop)
    {
        if (await TryAsync(command, _ => null))
        {
            Say(said);
            return RedirectToPage(new { handler = (string?)null });
        }

        await LoadAsync(stop);
        return Page();
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        var people = directory.PeopleAsync(null, stop);
        _all = await directory.AbsencesAsync(stop);
        Others = OrganisationChoices.People([.. (await people).Where(person => person.MayChangeAbsence && person.Id != session.Required.PersonId)]);
    }
}
