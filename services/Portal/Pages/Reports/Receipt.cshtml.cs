using Csirt.Contracts.Messages;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Reports;

/// <summary>Receipt number, follow-up link and what to do right now.</summary>
internal sealed class ReceiptModel(DirectoryClient directory, TimeProvider time) : FormPage(time)
{
    public const string Key = "Receipt";

    public KeptReceipt Kept { get; private set; } = new();

    public IReadOnlyList<FirstResponse> Steps { get; private set; } = [];

    public string FollowUrl => $"{Request.Scheme}://{Request.Host}{Kept.FollowPath}";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        // Peek: the page can be loaded again.
        if (KeptReceipt.Read(TempData.Peek(Key)) is not { } kept || kept.ReportId != id)
        {
            return RedirectToPage("/Reports/Detail", new { id });
        }

        Kept = kept;
        Response.Headers["Referrer-Policy"] = "no-referrer";
        var procedures = await new Loading(stop).OrAsync(directory.ProceduresAsync, []);
        Steps = (procedures.FirstOrDefault(p => p.Kind == kept.Kind) ?? procedures.FirstOrDefault(p => p.Kind is null))?.Procedures ?? [];
        return Page();
    }
}
