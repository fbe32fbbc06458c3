using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Pages.Reports;

/// <summary>Hands an attachment through, for saving: it is never shown.</summary>
internal sealed class AttachmentModel(IntakeClient intake) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string id, string attachment, CancellationToken stop)
    {
        var answer = await intake.DownloadAsync(id, attachment, stop);
        HttpContext.Response.RegisterForDispose(answer);
        var name = answer.Content.Headers.ContentDisposition is { } said ? said.FileNameStar ?? said.FileName?.Trim('"') : null;
        return File(await answer.Content.ReadAsStreamAsync(stop), "application/octet-stream", name ?? "attachment.bin");
    }
}
