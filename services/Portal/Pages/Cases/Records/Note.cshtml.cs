using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Records;

/// <summary>Writes a line into the timeline.</summary>
internal sealed class NoteModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public FactTimeInput At { get; set; } = new();

    protected override string Anchor => "timeline";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Text, nameof(Text), "内容を入力してください。");
        return AddAsync("notes", new NoteRequest(Said(Text) ?? string.Empty, At.Read(ModelState, nameof(At))), "経過を記録しました。", stop);
    }
}
