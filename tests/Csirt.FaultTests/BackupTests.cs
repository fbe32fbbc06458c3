using System.Net.Http.Json;
using System.Security.Cryptography;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Intake;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Backup of a running process under load, loss of everything, restore: what had been accepted is there and fits together.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Enough = 40;
    private const int Endless = 1_000_000;
    private static readonly byte[] Attached = RandomNumberGenerator.GetBytes(200_000);
    private readonly string _elsewhere = System.IO.Directory.CreateTempSubdirectory("csirt-elsewhere-").FullName;

    [Fact]
    public async Task A_backup_taken_under_load_restores_to_a_whole_that_was_there_at_one_moment()
    {
        var stop = TestContext.Current.CancellationToken;
        var passphrase = Passphrase("a passphrase that is long enough");
        string backup;
        IReadOnlyList<string> before;
        string folder;
        Uri file;
        await using (var csirt = await CsirtOsProcess.StartAsync())
        {
            folder = csirt.Folder;
            using var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", stop);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var reporters = Reporters.Begin(staff, Endless, "backup", enough.Token);
            await reporters.HaveAsync(Enough);
            file = await AttachAsync(staff, reporters.Receipts.Values.First().ReportId, stop);
            before = [.. reporters.Receipts.Values.Select(r => r.ReportId)];
            backup = await BackUpAsync(csirt.Folder, passphrase);
            await enough.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reporters.AllAccepted);
            Assert.True(reporters.Receipts.Count > before.Count, "no load during the backup: it proves nothing");
        }

        // The process is dead and its folder is gone: DisposeAsync removed it.
        Assert.False(System.IO.Directory.Exists(folder));
        var (code, said) = await RestoreAsync(backup, folder, passphrase);
        Assert.True(code == 0, said);
        await EverythingFitsAsync(folder, before, file, stop);
    }

    [Fact]
    public async Task What_can_not_be_restored_says_why_and_leaves_nothing()
    {
        var passphrase = Passphrase("a passphrase that is long enough");
        string backup;
        await using (var csirt = await CsirtOsProcess.StartAsync())
        {
            backup = await BackUpAsync(csirt.Folder, passphrase);
            Assert.Contains("空ではありません", (await RefusedAsync(backup, csirt.Folder, passphrase)).Said, StringComparison.Ordinal);
        }

        var target = Path.Combine(_elsewhere, "data");
        await RefusedWithNothingLeftAsync(backup, target, Passphrase("another passphrase, long enough"), "パスフレーズが違います");
        await RefusedWithNothingLeftAsync(Spoilt(backup, bytes => bytes[bytes.Length / 2] ^= 1), target, passphrase, "壊れている");
        await RefusedWithNothingLeftAsync(Spoilt(backup, _ => { }, cut: 5), target, passphrase, "途中で切れています");
        await RefusedWithNothingLeftAsync(Spoilt(backup, bytes => bytes[0] ^= 1), target, passphrase, "バックアップのファイルではありません");
        await RefusedWithNothingLeftAsync(backup, target, Passphrase("short"), "短すぎます");
    }

    [Fact]
    public async Task A_broken_database_is_noticed_when_it_is_backed_up()
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(_elsewhere, "broken", "db"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cases.db"), new string('x', 8192), TestContext.Current.CancellationToken);
        var (code, said) = await CsirtOsProcess.CommandAsync("backup", $"--Data:Directory={folder.Parent}", $"--to={_elsewhere}", $"--passphrase-file={Passphrase("a passphrase that is long enough")}");
        Assert.Equal(2, code);
        Assert.Contains("データベースを読み取れません", said, StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.GetFiles(_elsewhere, "csirt-*"));
    }

    public void Dispose() => System.IO.Directory.Delete(_elsewhere, recursive: true);

    /// <summary>Attaches a file to a report; returns where it is got.</summary>
    private static async Task<Uri> AttachAsync(CsirtClient staff, string report, CancellationToken stop)
    {
        using var content = new ByteArrayContent(Attached);
        using var answer = await staff.Http.PostAsync(new Uri($"/api/intake/reports/{report}/attachments?name=photo.png", UriKind.Relative), content, stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(stop));
        var receipt = await answer.Content.ReadFromJsonAsync<AttachmentReceipt>(CsirtJson.Options, stop);
        return new Uri($"/api/intake/reports/{report}/attachments/{receipt!.Id}", UriKind.Relative);
    }

    private async Task<string> BackUpAsync(string folder, string passphrase)
    {
        var (code, said) = await CsirtOsProcess.CommandAsync("backup", $"--Data:Directory={folder}", $"--to={_elsewhere}", $"--passphrase-file={passphrase}");
        Assert.True(code == 0, said);
        var file = Assert.Single(System.IO.Directory.GetFiles(_elsewhere, "csirt-*.backup"));
        Assert.DoesNotContain("SQLite format 3", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        return file;
    }

    private static Task<(int Code, string Said)> RestoreAsync(string backup, string folder, string passphrase) =>
        CsirtOsProcess.CommandAsync("restore", $"--from={backup}", $"--Data:Directory={folder}", $"--passphrase-file={passphrase}");

    private static async Task<(int Code, string Said)> RefusedAsync(string backup, string folder, string passphrase)
    {
        var answer = await RestoreAsync(backup, folder, passphrase);
        Assert.True(answer.Code == 2, answer.Said);
        return answer;
    }

    private static async Task RefusedWithNothingLeftAsync(string backup, string target, string passphrase, string words)
    {
        Assert.Contains(words, (await RefusedAsync(backup, target, passphrase)).Said, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(target));
        Assert.False(System.IO.Directory.Exists(target + ".restoring"));
    }

    private static async Task EverythingFitsAsync(string folder, IReadOnlyList<string> before, Uri file, CancellationToken stop)
    {
        await using var restored = await CsirtOsProcess.StartOnAsync(folder);
        var reports = await ReportsAsync(folder, stop);
        Assert.Subset(reports.ToHashSet(), before.ToHashSet());
        using var auditor = await CsirtClient.SignInAsync(restored.Address, "kansa-kyokucho", stop);
        var cases = await Eventually.GetAsync(() => CasesAsync(auditor, stop), v => v.Count >= reports.Count, "a case for every report");
        Assert.Equal(reports.Order(), cases.SelectMany(c => c.ReportIds).Order());
        using var member = await CsirtClient.SignInAsync(restored.Address, "joho-kakaricho", stop);
        Assert.Equal(Attached, await member.Http.GetByteArrayAsync(file, stop));
        restored.Kill();
        var (code, said) = await CsirtOsProcess.CommandAsync("verify-audit", $"--Data:Directory={folder}");
        Assert.True(code == 0, said);
        Assert.Contains("復元", await File.ReadAllTextAsync(Path.Combine(folder, "anchors", "anchors.txt"), stop), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CaseVersion>> CasesAsync(CsirtClient auditor, CancellationToken stop)
    {
        var all = new List<CaseVersion>();
        while (await auditor.GetAsync<IReadOnlyList<CaseVersion>>($"/api/cases/versions?after={all.LastOrDefault()?.CaseId}", stop) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    private static async Task<IReadOnlyList<string>> ReportsAsync(string folder, CancellationToken stop)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "db", "intake.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM report";
        await using var reader = await command.ExecuteReaderAsync(stop);
        var ids = new List<string>();
        while (await reader.ReadAsync(stop))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    private string Passphrase(string text)
    {
        var file = Path.Combine(_elsewhere, $"passphrase-{text.Length}.txt");
        File.WriteAllText(file, text);
        return file;
    }

    private string Spoilt(string backup, Action<byte[]> spoil, int cut = 0)
    {
        var bytes = File.ReadAllBytes(backup);
        spoil(bytes);
        var file = Path.Combine(_elsewhere, "spoilt.backup");
        File.WriteAllBytes(file, bytes[..^cut]);
        return file;
    }
}
