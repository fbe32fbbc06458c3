using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Moves;

/// <summary>What asks for a reason and nothing else.</summary>
internal sealed class ReasonModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    private static readonly Dictionary<string, ReasonAction> Actions = new()
    {
        ["recovery-waiver"] = new("復旧は不要とする", "紙や紛失した媒体など、復旧するシステムがないとき。", "systems", _ => "recovery-waiver"),
        ["recovery-needed"] = new("復旧が必要に戻す", null, "systems", _ => "recovery-waiver/withdrawal"),
        ["instruction-waiver"] = new("無回答のまま続行する", "回答を待たずに次へ進みます。指示と理由は記録に残ります。", "instructions", i => CasesClient.On($"instructions/{i}/waiver")),
        ["instruction-withdrawal"] = new("指示を取り消す", null, "instructions", i => CasesClient.On($"instructions/{i}/withdrawal")),
        ["measure-withdrawal"] = new("措置を取りやめる", null, "measures", i => CasesClient.On($"measures/{i}/withdrawal")),
        ["duplicate-dismissal"] = new("別の出来事とする", "重複の候補から外します。", "access", i => CasesClient.On($"duplicates/{i}/dismissal")),
        ["unmerge"] = new("統合を取り消す", "この事案を、もとの独立した事案に戻します。報告義務も戻ります。", "access", _ => "unmerge"),
        ["real-event"] = new("これは実際の事案です", "訓練の中で見つかった実際の出来事を、新しい事案として開きます。報告ともとの日時が引き継がれます。", "top", _ => "real-event", NeedsReason: false),
    };

    [BindProperty(SupportsGet = true)]
    public string What { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public string? Item { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ReasonAction Action => Actions.GetValueOrDefault(What) ?? throw new ApiException(StatusCodes.Status404NotFound, "not_found", "操作が見つかりません。");

    /// <summary>What the item says.</summary>
    public string? ItemText => Case.Instructions.FirstOrDefault(i => i.Id == Item)?.Text ?? Case.Measures.FirstOrDefault(m => m.Id == Item)?.Text;

    protected override string Anchor => Action.Anchor;

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (Action.NeedsReason)
        {
            Must(Reason, nameof(Reason), "理由を入力してください。");
        }

        return ChangeAsync(Action.Command(Item ?? string.Empty), new ReasonRequest(Said(Reason) ?? string.Empty), "記録しました。", stop);
    }
}

/// <summary>An action on a case that asks for a reason.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Lead">What it does.</param>
/// <param name="Anchor">Section of the case page to come back to.</param>
/// <param name="Command">Path of the command for an item.</param>
/// <param name="NeedsReason">A reason is asked for; else it is only confirmed.</param>
internal sealed record ReasonAction(string Title, string? Lead, string Anchor, Func<string, string> Command, bool NeedsReason = true);
