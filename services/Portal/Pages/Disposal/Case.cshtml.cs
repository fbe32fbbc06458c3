using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Disposal;

/// <summary>One case: how long it is kept, what stands against its disposal, and who may do what next. Once disposed of, what is left of it.</summary>
internal sealed class CaseDisposalModel(CasesClient cases, CurrentSession session, TimeProvider time) : FormPage(time)
{
    /// <summary>Steps of the one form, by the value of the button.</summary>
    private static readonly Dictionary<string, (string Command, string Said)> Steps = new()
    {
        ["propose"] = ("disposal-proposal", "廃棄を起案しました。ほかの人の承認を待っています。"),
        ["withdraw"] = ("disposal-proposal/withdrawal", "起案を取り下げました。"),
        ["reject"] = ("disposal-proposal/rejection", "起案を差し戻しました。"),
        ["approve"] = ("disposal", "廃棄しました。"),
    };

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public HoldKind? HoldKind { get; set; }

    [BindProperty]
    public string? HoldReason { get; set; }

    /// <summary>The hold to be lifted.</summary>
    [BindProperty]
    public string? Hold { get; set; }

    [BindProperty]
    public string? LiftReason { get; set; }

    /// <summary>Null once it is disposed of.</summary>
    public DisposalCandidate? Case { get; private set; }

    public DisposedCase? Disposed { get; private set; }

    public IReadOnlyList<Choice> Kinds { get; } =
    [
        new(nameof(Contracts.Http.Cases.HoldKind.Litigation), "訴訟・不服申立て"), new(nameof(Contracts.Http.Cases.HoldKind.Investigation), "捜査・調査"),
        new(nameof(Contracts.Http.Cases.HoldKind.Audit), "監査"), new(nameof(Contracts.Http.Cases.HoldKind.Other), "そのほか"),
    ];

    public IReadOnlyList<Choice> Holds => [.. Case!.Holds.Select(hold => new Choice(hold.Id, $"{hold.Id}　{KindOf(hold)}：{hold.Reason}"))];

    public bool May(string act) => Case!.Allowed.Contains(act);

    public bool IsProposer => Case!.Proposal?.By == session.Required.PersonId;

    public string KindOf(RecordHold hold) => Kinds.First(kind => kind.Value == hold.Kind.ToString()).Label;

    public string NameOf(string person) => Case!.Names.GetValueOrDefault(person, person);

    public string Day(DateTimeOffset moment) => Wording.JapanTime.Say(Wording.JapanTime.Day(moment), Today);

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(stop);

    public Task<IActionResult> OnPostAsync(string step, CancellationToken stop)
    {
        Must(Reason, nameof(Reason), "理由を入力してください。");
        var (command, said) = Steps[step];
        return RunAsync(command, new ReasonRequest(Reason ?? string.Empty), json => json == "reason" ? nameof(Reason) : null, said, stop);
    }

    public Task<IActionResult> OnPostHoldAsync(CancellationToken stop)
    {
        Must(HoldKind?.ToString(), nameof(HoldKind), "種類を選んでください。");
        Must(HoldReason, nameof(HoldReason), "保留の理由を入力してください。");
        return RunAsync("holds", new HoldRequest(HoldKind ?? default, HoldReason ?? string.Empty), json => json == "reason" ? nameof(HoldReason) : null, "保留を設定しました。", stop);
    }

    public Task<IActionResult> OnPostLiftAsync(CancellationToken stop)
    {
        Must(Hold, nameof(Hold), "解除する保留を選んでください。");
        Must(LiftReason, nameof(LiftReason), "解除の理由を入力してください。");
        return RunAsync(CasesClient.On($"holds/{Hold}/lifting"), new ReasonRequest(LiftReason ?? string.Empty), json => json == "reason" ? nameof(LiftReason) : null, "保留を解除しました。", stop);
    }

    private async Task<IActionResult> RunAsync(string command, object body, Func<string, string?> nameOf, string said, CancellationToken stop)
    {
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => cases.DisposeStepAsync(Id, command, body, Version, stop), nameOf))
        {
            Say(said);
            return RedirectToPage(new { Id });
        }

        await LoadAsync(stop);
        return Page();
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        try
        {
            Case = await cases.DisposalAsync(Id, stop);
            ModelState.Remove(nameof(Version));
            Version = Case.Version;
        }
        catch (ApiException e) when (e.Code == CasesClient.CaseDisposed)
        {
            Disposed = await cases.DisposedAsync(Id, stop);
        }
    }
}
