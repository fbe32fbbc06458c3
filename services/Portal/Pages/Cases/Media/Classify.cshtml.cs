using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Media;

/// <summary>The 管理者 decides the class of a medium.</summary>
internal sealed class ClassifyMediumModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Medium { get; set; } = string.Empty;

    [BindProperty]
    public string? Class { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ConcernedMedium? Named => Case.Media.FirstOrDefault(m => m.Id == Medium);

    protected override string Anchor => "media";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Class, nameof(Class), "分類を選んでください。");
        Must(Reason, nameof(Reason), "理由を入力してください。");
        return AddAsync(CasesClient.On($"media/{Medium}/class"), new ClassifyRequest(Class ?? string.Empty, Said(Reason) ?? string.Empty), "分類を記録しました。", stop);
    }
}
