using Csirt.Notification.Acknowledging;
using Csirt.Platform.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Csirt.UnitTests.Notification;

public sealed class LinkSecretsTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_key_is_made_once_kept_from_other_users_and_gives_the_same_secrets_after_a_restart()
    {
        var secret = Open().Of("990019", "n1");
        Assert.Equal(secret, Open().Of("990019", "n1"));
        Assert.NotEqual(secret, Open().Of("990019", "n2"));
        Assert.NotEqual(secret[7..], Open().Of("990027", "n1")[7..]);
        Assert.Equal("990019", LinkSecrets.TownOf(secret));
        var file = Assert.Single(System.IO.Directory.GetFiles(Path.Combine(_folder, "keys")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_damaged_key_stops_the_start_instead_of_breaking_every_link()
    {
        Open();
        File.WriteAllText(System.IO.Directory.GetFiles(Path.Combine(_folder, "keys")).Single(), "short");
        Assert.Contains("鍵ファイル", Assert.Throws<InvalidOperationException>(Open).Message, StringComparison.Ordinal);
    }

    private LinkSecrets Open()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Directory"] = _folder }).Build();
        return new LinkSecrets(configuration, new DataDirectory(configuration));
    }
}
