using Csirt.Escalation.Packs;
using Csirt.Escalation.Rules;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.UnitTests.Escalation.Rules;

/// <summary>The command that a clerk runs on a folder before putting it in place.</summary>
public sealed class CheckPacksTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-packs-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_ships_is_right_and_is_summed_up_by_whose_rules_they_are()
    {
        File.WriteAllText(Path.Combine(_folder, "municipality.yaml"), RuleBookLoader.Built("municipality.yaml").Text);
        var (code, said) = await CheckAsync();
        Assert.Equal(0, code);
        Assert.Contains("法令", said, StringComparison.Ordinal);
        Assert.Contains("問題はありません", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_of_a_towns_pack_is_named_with_file_and_line()
    {
        var text = RuleBookLoader.Built("municipality.yaml").Text;
        File.WriteAllText(Path.Combine(_folder, "990019.yaml"), text.Replace("to: [管理者, 窓口]", "to: [課長, 窓口]", StringComparison.Ordinal));
        var (code, said) = await CheckAsync();
        Assert.Equal(1, code);
        Assert.Matches(@"990019\.yaml:\d+: 知らない役割「課長」", said);
        Assert.Contains("municipality.yaml（", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    ledger: 5 ", "    chat: 5 ", @"990019\.yaml:\d+: 保存期間「ledger」を1以上100以下の年数で書いてください")]
    [InlineData("    ledger: 5 ", "    chat: 5 ", @"990019\.yaml:\d+: 知らない項目「chat」")]
    [InlineData("    drill: 3 ", "    drill: 0 ", @"990019\.yaml:\d+: 保存期間「drill」を1以上100以下")]
    [InlineData("    audit: 10 ", "    audit: 3 ", @"990019\.yaml:\d+: 監査記録の保存期間（audit）を、ほかの区分のうち最も長い5年より短くできません")]
    [InlineData("  retention:", "  keeping:", @"990019\.yaml:\d+: 「retention」が必要です")]
    public async Task A_retention_period_that_is_missing_or_unknown_is_named_with_file_and_line(string from, string to, string expected)
    {
        var text = RuleBookLoader.Built("municipality.yaml").Text;
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "990019.yaml"), text.Replace(from, to, StringComparison.Ordinal));
        var (code, said) = await CheckAsync();
        Assert.Equal(1, code);
        Assert.Matches(expected, said);
    }

    [Fact]
    public async Task A_year_without_holidays_is_named_before_it_is_needed()
    {
        _time.AdjustTime(new DateTimeOffset(2027, 9, 1, 0, 0, 0, TimeSpan.Zero));
        var (code, said) = await CheckAsync();
        Assert.Equal(1, code);
        Assert.Contains("2028年の祝日データがありません", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_it_says_what_it_wants() => Assert.Equal(2, await CheckPacks.RunAsync(["no-such-folder"], TextWriter.Null, _time));

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Said)> CheckAsync()
    {
        var output = new StringWriter();
        return (await CheckPacks.RunAsync([_folder], output, _time), output.ToString());
    }
}
