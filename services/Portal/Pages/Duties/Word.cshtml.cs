using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Pages.Duties;

/// <summary>Hands the report through as a Word file.</summary>
internal sealed class WordModel(EscalationClient escalation) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        var answer = await escalation.WordAsync(id, stop);
        HttpContext.Response.RegisterForDispose(answer);
        var name = answer.Content.Headers.ContentDisposition is { } said ? said.FileNameStar ?? said.FileName?.Trim('"') : null;
        return File(await answer.Content.ReadAsStreamAsync(stop), answer.Content.Headers.ContentType!.ToString(), name ?? "report.docx");
    }
}
