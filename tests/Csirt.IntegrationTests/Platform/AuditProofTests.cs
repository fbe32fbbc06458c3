using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Csirt.Platform.Audit;
using Csirt.Platform.Audit.Anchors;
using Csirt.Platform.Backup;
using Csirt.Platform.Hosting.Commands;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>
/// <c>verify-audit</c> against a database edited by hand in each possible way. The triggers are taken away first, as an
/// attacker would, and put back. Rows 1–4 are covered by anchor 1, rows 5–8 by anchor 2, rows 9–10 by none.
/// </summary>
public sealed class AuditProofTests(AnchoredTown anchored) : IClassFixture<AnchoredTown>
{
    [Fact]
    public async Task A_sound_record_is_called_sound_and_what_no_anchor_proves_is_said()
    {
        var (code, said) = await VerifyAsync(anchored.Copy());
        Assert.Equal(0, code);
        Assert.Contains($"intake {SenderModule.Town}: 1〜10 行は改変なし。定点で証明できるのは 8 行まで（以後の 2 行は", said, StringComparison.Ordinal);
        Assert.Contains("結果: 異常なし", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a changed row", "UPDATE audit SET actor = 'forged' WHERE seq = 3", 3, "書き換え")]
    [InlineData("a changed time", "UPDATE audit SET at = at - 1 WHERE seq = 7", 7, "書き換え")]
    [InlineData("a deleted row", "DELETE FROM audit WHERE seq = 4", 4, "削除")]
    [InlineData("the first row deleted", "DELETE FROM audit WHERE seq = 1", 1, "削除")]
    [InlineData("a row inserted at the end", "INSERT INTO audit SELECT town, 11, at, actor, action, subject, detail, hash, hash FROM audit WHERE seq = 10", 11, "書き換え")]
    [InlineData("a row inserted in the middle", "UPDATE audit SET seq = -seq WHERE seq > 5; UPDATE audit SET seq = 1 - seq WHERE seq < 0; INSERT INTO audit SELECT town, 6, at, 'x', action, subject, detail, hash, hash FROM audit WHERE seq = 5", 6, "挿入")]
    [InlineData("a row inserted before the first", "INSERT INTO audit SELECT town, 0, at, actor, action, subject, detail, hash, hash FROM audit WHERE seq = 1", 0, "範囲の外")]
    [InlineData("two rows that changed places", "UPDATE audit SET seq = -1 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 6; UPDATE audit SET seq = 6 WHERE seq = -1", 5, "入れ替え")]
    [InlineData("the tail cut before an anchor", "DELETE FROM audit WHERE seq > 6", 7, "末尾が切り取られています")]
    [InlineData("all rows cut", "DELETE FROM audit", 1, "末尾が切り取られています")]
    public async Task An_edit_by_hand_is_found_and_the_first_bad_row_named(string attack, string sql, long row, string words)
    {
        var folder = anchored.Copy();
        await UnguardedAsync(folder, connection => connection.ExecuteAsync(sql));
        await NamedAsync(folder, row, words, attack);
    }

    [Fact]
    public async Task A_row_replaced_together_with_its_hash_is_named()
    {
        var folder = anchored.Copy();
        await UnguardedAsync(folder, connection => RewriteAsync(connection, 6, 6));
        await NamedAsync(folder, 6, "差し替え", "a row and its hash");
    }

    [Fact]
    public async Task A_chain_rehashed_as_a_whole_before_an_anchor_is_bounded_by_the_anchors()
    {
        var folder = anchored.Copy();
        await UnguardedAsync(folder, connection => RewriteAsync(connection, 6, 10));
        await NamedAsync(folder, 5, "行 5〜8 のどこかから先が、ハッシュごと作り直されています", "rehashed from row 6");
    }

    [Fact]
    public async Task What_was_rehashed_after_the_last_anchor_is_beyond_proof()
    {
        var folder = anchored.Copy();
        await UnguardedAsync(folder, connection => RewriteAsync(connection, 9, 10));
        Assert.Equal(0, (await VerifyAsync(folder)).Code);
    }

    [Fact]
    public async Task The_tail_cut_after_the_last_anchor_is_beyond_proof()
    {
        var folder = anchored.Copy();
        await UnguardedAsync(folder, connection => connection.ExecuteAsync("DELETE FROM audit WHERE seq > 8"));
        Assert.Equal(0, (await VerifyAsync(folder)).Code);
    }

    [Theory]
    [InlineData("DROP TRIGGER audit_no_update")]
    [InlineData("DROP TRIGGER audit_no_delete; CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT 1; END")]
    public async Task A_guard_that_was_taken_away_or_replaced_is_reported(string sql)
    {
        var folder = anchored.Copy();
        await using (var connection = await OpenAsync(folder))
        {
            await connection.ExecuteAsync(sql);
        }

        var (code, said) = await VerifyAsync(folder);
        Assert.Equal(1, code);
        Assert.Contains("改変を拒むトリガー", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("intake-000001.anchor", "定点ファイル 000001 がありません")]
    [InlineData("intake-000002.anchor", "フォルダには 000001 までしかありません")]
    public async Task An_anchor_file_that_was_removed_is_missed(string file, string words)
    {
        var folder = anchored.Copy();
        File.Delete(Path.Combine(folder, "anchors", file));
        var (code, said) = await VerifyAsync(folder);
        Assert.Equal(1, code);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anchor_that_was_edited_or_signed_with_another_key_is_no_proof()
    {
        var folder = anchored.Copy();
        var file = Path.Combine(folder, "anchors", "intake-000002.anchor");
        File.WriteAllText(file, File.ReadAllText(file).Replace($"chain: {SenderModule.Town} 8 ", $"chain: {SenderModule.Town} 7 ", StringComparison.Ordinal));
        Assert.Contains("署名が正しくありません", (await VerifyAsync(folder)).Said, StringComparison.Ordinal);

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var foreign = Path.Combine(folder, "other.pem");
        File.WriteAllText(foreign, other.ExportSubjectPublicKeyInfoPem());
        var (code, said) = await VerifyAsync(anchored.Copy(), $"--public-key={foreign}");
        Assert.Equal(1, code);
        Assert.Contains("公開鍵がありません", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_database_is_no_sound_record()
    {
        var (code, said) = await VerifyAsync(System.IO.Directory.CreateTempSubdirectory("csirt-none-").FullName);
        Assert.Equal(2, code);
        Assert.Contains("データベースがありません", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_any_more_is_reported()
    {
        var folder = anchored.Copy();
        await File.WriteAllTextAsync(Path.Combine(folder, "db", "cases.db"), new string('x', 8192), TestContext.Current.CancellationToken);
        var (code, said) = await VerifyAsync(folder);
        Assert.Equal(1, code);
        Assert.Matches(new Regex("cases: 監査記録を読めません"), said);
    }

    [Fact]
    public async Task Rows_lost_by_a_declared_restore_are_told_from_a_tail_cut_off_on_the_sly()
    {
        // Backed up when anchor 1 was the last and six rows were there; the folder outside has anchor 2 with eight rows as well.
        var (older, outside, restored) = (anchored.Copy(), Path.Combine(anchored.Copy(), "anchors"), Path.Combine(anchored.Copy(), "restored"));
        await UnguardedAsync(older, connection => connection.ExecuteAsync("DELETE FROM audit WHERE seq > 6; DELETE FROM audit_anchor WHERE number = 2"));
        File.Delete(Path.Combine(older, "db", "cases.db"));
        var first = SignedAnchor.Parse(await File.ReadAllTextAsync(Path.Combine(outside, "intake-000001.anchor"), TestContext.Current.CancellationToken))!;
        await BackUpAndRestoreAsync(older, first.Anchor.MadeAt.AddSeconds(1), outside, restored);

        var (code, said) = await VerifyAsync(restored, $"--anchors={outside}");
        Assert.Equal(0, code);
        Assert.Contains("定点 000002 が示す行 7〜8 は", said, StringComparison.Ordinal);
        File.Delete(Path.Combine(outside, "intake-000003.anchor"));
        (code, said) = await VerifyAsync(restored, $"--anchors={outside}");
        Assert.Equal(1, code);
        Assert.Contains($"[異常] intake {SenderModule.Town} 行 7: 末尾が切り取られています", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_signing_key_is_for_its_owner_alone_and_lies_in_no_database()
    {
        var key = Path.Combine(anchored.Folder, "keys", "audit-anchor.pem");
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(key), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        Assert.Equal(2, File.ReadAllLines(Path.Combine(anchored.Folder, "anchors", "anchors.txt")).Count(line => line.Contains(" intake ", StringComparison.Ordinal)));
    }

    private static async Task BackUpAndRestoreAsync(string folder, DateTimeOffset at, string anchors, string target)
    {
        var passphrase = Path.Combine(anchors, "..", "passphrase.txt");
        await File.WriteAllTextAsync(passphrase, "a passphrase that is long enough");
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Data:Directory", folder), new("to", Path.Combine(anchors, "..", "backups")), new("passphrase-file", passphrase), new("Audit:AnchorFolder", anchors),
        ]).Build();
        await using var output = new StringWriter();
        var context = new CommandContext([], settings, [], output, new FakeTimeProvider(at));
        Assert.True(await new BackupCommand().RunAsync(context) == 0, output.ToString());
        settings["from"] = System.IO.Directory.GetFiles(settings["to"]!).Single();
        settings["Data:Directory"] = target;
        Assert.True(await new RestoreCommand().RunAsync(context with { Time = TimeProvider.System }) == 0, output.ToString());
    }

    private static async Task NamedAsync(string folder, long row, string words, string attack)
    {
        var (code, said) = await VerifyAsync(folder);
        Assert.True(code == 1, $"{attack} was not found:\n{said}");
        Assert.Contains($"[異常] intake {SenderModule.Town} 行 {row}: ", said, StringComparison.Ordinal);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Contains("結果: 異常 1 件", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> VerifyAsync(string folder, params string[] more)
    {
        await using var output = new StringWriter();
        var code = await CommandLine.RunAsync(["verify-audit", $"--Data:Directory={folder}", .. more], [], output);
        return (code, output.ToString());
    }

    /// <summary>As whoever holds the file can: the triggers are in the way only until they are dropped.</summary>
    private static async Task UnguardedAsync(string folder, Func<SqliteConnection, Task> attack)
    {
        await using var connection = await OpenAsync(folder);
        await connection.ExecuteAsync("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_replace");
        await attack(connection);
        await connection.ExecuteAsync($"{AuditGuards.NoUpdate}; {AuditGuards.NoDelete}; {AuditGuards.NoReplace}");
    }

    /// <summary>Changes rows and computes their hashes anew, as someone who knows the format can.</summary>
    private static async Task RewriteAsync(SqliteConnection connection, long first, long last)
    {
        for (var seq = first; seq <= last; seq++)
        {
            var previous = await connection.QuerySingleAsync<string>("SELECT hash FROM audit WHERE seq = @before", new { before = seq - 1 });
            var row = await connection.QuerySingleAsync<AuditRow>("SELECT * FROM audit WHERE seq = @seq", new { seq });
            var hash = AuditChain.HashOf("intake", row.Town, seq, row.At, "forged", row.Action, row.Subject, row.Detail, previous);
            await connection.ExecuteAsync("UPDATE audit SET actor = 'forged', previous_hash = @previous, hash = @hash WHERE seq = @seq", new { previous, hash, seq });
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "db", "intake.db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
