using Csirt.Contracts.Http.Intake;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Csirt.Portal.Pages.Reports;

/// <summary>Hands chosen files over, one by one: one that fails holds up no other, and never the report.</summary>
internal sealed class Attaching(ILogger<Attaching> log)
{
    /// <summary>Names of those that did not go through, each with the reason.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(IEnumerable<IFormFile> files, Func<IFormFile, Task<AttachmentReceipt>> attach)
    {
        var failed = new List<string>();
        foreach (var file in files.Where(f => f.Length > 0))
        {
            try
            {
                await attach(file);
            }
            catch (ApiException e)
            {
                log.LogWarning(e, "An attachment did not go through");
                failed.Add($"{file.FileName}（{e.Message}）");
            }
        }

        return failed;
    }

    /// <summary>A page can't choose files again for the person: it says so.</summary>
    public static void SayChooseAgain(IReadOnlyCollection<IFormFile> files, ModelStateDictionary errors)
    {
        if (files.Any(f => f.Length > 0))
        {
            errors.AddModelError("Files", "添付ファイルは、お手数ですがもう一度選んでください。");
        }
    }
}
