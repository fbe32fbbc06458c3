using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Records;

/// <summary>Records what the case teaches (policy 7.3(4)).</summary>
internal sealed class LessonModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public bool ChangesPlan { get; set; }

    protected override string Anchor => "records";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Text, nameof(Text), "教訓を入力してください。");
        return AddAsync("lessons", new LessonRequest(Said(Text) ?? string.Empty, ChangesPlan), "教訓を記録しました。", stop);
    }
}
