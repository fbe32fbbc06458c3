using Csirt.Platform.Database;
using Csirt.Platform.Epochs;

namespace Csirt.Directory.Snapshots;

/// <summary>
/// After a restore the others hold newer versions of the directory and would ignore whatever it says: it goes on far above
/// them, and tells everyone at once how it stands.
/// </summary>
internal sealed class NewDirectoryVersion : IBeginEpoch
{
    /// <summary>More changes than a directory sees between two backups.</summary>
    private const int Leap = 10_000;

    private static readonly Sql Jump = new("UPDATE town SET version = version + @jump WHERE town = @town") { Types = "@jump INT" };

    public async Task BeginAsync(Epoch epoch, IUnitOfWork uow)
    {
        if (await uow.ExecuteAsync(Jump, new { jump = Leap }) > 0)
        {
            await DirectoryVersions.PublishAsync(uow, "restored");
        }
    }
}
