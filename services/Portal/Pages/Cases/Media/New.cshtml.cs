using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Media;

/// <summary>Names a medium concerned and the classes of what is on it (policy 2(2)エ(ウ), オ(ウ)).</summary>
internal sealed class NewMediumModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    public static IReadOnlyList<Choice> AllClasses { get; } = [new("3A", "機密性3A"), new("3B", "機密性3B"), new("3C", "機密性3C"), new("2", "機密性2"), new("1", "機密性1")];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<string> Classes { get; set; } = [];

    protected override string Anchor => "media";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Name, nameof(Name), "媒体・文書の名前を入力してください。");
        return AddAsync("media", new MediumRequest(Said(Name) ?? string.Empty, Classes), Classes.Count == 0 ? "記録しました。管理者に分類の判断を求めます。" : "記録しました。", stop);
    }
}
