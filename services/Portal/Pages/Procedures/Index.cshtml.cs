using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;

namespace Csirt.Portal.Pages.Procedures;

/// <summary>The first-response procedures of every kind: the town's own, else the policy's, else the general ones (policy 6.4(3)キ, ウ).</summary>
internal sealed class ProceduresModel(DirectoryClient directory, TimeProvider time) : FormPage(time)
{
    private IReadOnlyList<ProceduresForKind> _all = [];

    public ProceduresForKind General => _all.Single(p => p.Kind is null);

    /// <summary>Kinds with a procedure of their own, in the order of the forms.</summary>
    public IReadOnlyList<(string Name, ProceduresForKind Procedures)> Own =>
        [.. from kind in Choices.Kinds let found = _all.FirstOrDefault(p => p.Kind?.ToString() == kind.Value) where found is not null && IsOwn(found) select (kind.Label, found)];

    /// <summary>Kinds for which the general ones are shown.</summary>
    public IReadOnlyList<string> Others => [.. _all.Where(p => p.Kind is not null && !IsOwn(p)).Select(p => p.Kind!.Value.InJapanese())];

    public async Task OnGetAsync(CancellationToken stop) => _all = await directory.ProceduresAsync(stop);

    private static bool IsOwn(ProceduresForKind procedures) => procedures.Procedures.Any(p => p.Kind is not null);
}
