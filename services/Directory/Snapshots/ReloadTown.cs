using Csirt.Directory.Towns;
using Csirt.Platform.Access;
using Csirt.Platform.Http;

namespace Csirt.Directory.Snapshots;

/// <summary><c>POST /api/directory/import</c>: takes the caller's town's files over without a restart. 422 <c>town_data</c> with every error.</summary>
internal sealed class ReloadTown(TownCatalog catalog, ImportTowns import)
{
    public async Task<IResult> HandleAsync(Caller caller, CancellationToken stop)
    {
        var town = Read(caller.Town) ?? throw Problem.NotFound("この団体のデータ");
        await import.ImportAsync(town, caller.Subject, stop);
        return TypedResults.NoContent();
    }

    private TownData? Read(string town)
    {
        try
        {
            return catalog.ReadAgain(town);
        }
        catch (TownDataException e)
        {
            throw Problem.Unprocessable("town_data", "団体データに誤りがあるため、取り込みませんでした。", new Dictionary<string, object?> { ["errors"] = e.Message.Split('\n') });
        }
    }
}
