using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Disposal;

/// <summary>廃棄簿: what was disposed of, the newest first.</summary>
internal sealed class RegisterModel(CasesClient cases, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DisposedPage Disposed { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) => Disposed = await cases.DisposedListAsync(After, stop);
}
