using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>The data folder of a stopped process: ten audit rows in Intake, anchored after four and after eight.</summary>
public sealed class AnchoredTown : IAsyncLifetime
{
    private readonly List<string> _folders = [];

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("csirt-anchored-").FullName;

    /// <summary>A copy to be maltreated.</summary>
    public string Copy()
    {
        var copy = System.IO.Directory.CreateTempSubdirectory("csirt-forged-").FullName;
        foreach (var file in System.IO.Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        _folders.Add(copy);
        return copy;
    }

    public async ValueTask InitializeAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        var settings = new Dictionary<string, string?> { ["Audit:AnchorRows"] = "4", ["Database:Provider"] = "Sqlite" };
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()], Folder, time, settings);
        using var client = csirt.Client();
        await SayAsync(client, 4);
        await AnchoredAsync(time, "intake-000001.anchor");
        await SayAsync(client, 4);
        await AnchoredAsync(time, "intake-000002.anchor");
        await SayAsync(client, 2);
        await Eventually.TrueAsync(async () => (await ReceiverModule.HeardAsync(csirt.Services)).Count == 10, "ten messages heard");
    }

    public ValueTask DisposeAsync()
    {
        foreach (var folder in _folders.Append(Folder))
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private static async Task SayAsync(HttpClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await client.PostAsync(new Uri($"/api/intake/say/r{i}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        }
    }

    private Task AnchoredAsync(FakeTimeProvider time, string file) => Eventually.TrueAsync(
        () =>
        {
            time.Advance(TimeSpan.FromSeconds(30));
            return Task.FromResult(File.Exists(Path.Combine(Folder, "anchors", file)));
        },
        file);
}
