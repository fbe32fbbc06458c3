using CsCheck;
using Csirt.Intake.Duplicates;
using Xunit;
using static Csirt.Intake.Duplicates.LikelyDuplicates;

namespace Csirt.UnitTests.Intake;

public sealed class LikelyDuplicatesTests
{
    private const string Ransomware = "共有サーバのファイルの拡張子が変わり、身代金を要求する文書が置かれている。";

    [Theory]
    [InlineData(Ransomware, "共有サーバにあるファイルの拡張子が変わっていて、身代金を要求する文書が置かれていた。", 0.6, 1)]
    [InlineData("ＵＳＢメモリを紛失しました", "USBメモリを紛失しました。", 1, 1)]
    [InlineData(Ransomware, "住民から、別の人の住民票が届いたと連絡があった。", 0, 0.2)]
    [InlineData("", "", 0, 0)]
    [InlineData("あ", "あ", 0, 0)]
    public void Texts_are_alike_as_far_as_their_character_pairs_are(string one, string other, double least, double most) =>
        Assert.InRange(TextSignature.Similarity(TextSignature.Of(one), TextSignature.Of(other)), least, most);

    [Fact]
    public void Likeness_is_the_same_both_ways_at_most_one_and_one_with_itself() => Gen.Select(Gen.String, Gen.String).Sample((a, b) =>
    {
        var (one, other) = (TextSignature.Of(a), TextSignature.Of(b));
        var likeness = TextSignature.Similarity(one, other);
        return likeness == TextSignature.Similarity(other, one) && likeness is >= 0 and <= 1
            && (one.Length == 0 || TextSignature.Similarity(one, one) == 1)
            && one.Length <= 1024;
    });

    [Fact]
    public void The_same_words_are_enough() => Assert.Equal(["x"], Choose(Report("new", Ransomware), [Report("x", Ransomware)]));

    [Fact]
    public void The_same_section_kind_and_system_are_not_enough_without_some_of_the_words()
    {
        var monitoring = Report("new", "ログイン失敗の急増を検知しました 14:05", "sec", "intrusion_attempts", """["sys-a"]""");
        var unrelated = Report("x", "席を離れた間に見知らぬ人が端末に触れていた", "sec", "intrusion_attempts", """["sys-a"]""");
        var repeated = Report("y", "ログイン失敗の件数が急増しています 14:10", "sec", "intrusion_attempts", """["sys-a","sys-b"]""");
        Assert.Equal(["y"], Choose(monitoring, [unrelated, repeated]));
    }

    [Fact]
    public void Most_alike_come_first_and_no_more_than_five()
    {
        List<Candidate> recent = [.. Enumerable.Range(0, 9).Select(i => Report($"same{i}", Ransomware)), Report("best", Ransomware, "sec", "malicious_code")];
        var chosen = Choose(Report("new", Ransomware, "sec", "malicious_code"), recent);
        Assert.Equal(5, chosen.Count);
        Assert.Equal("best", chosen[0]);
    }

    [Fact]
    public void What_nobody_said_is_nothing_in_common() =>
        Assert.Equal(0, Score(Report("a", "あいうえお"), Report("b", "かきくけこ")));

    private static Candidate Report(string id, string text, string? section = null, string? kind = null, string systems = "[]") =>
        new() { Id = id, SectionId = section, Kind = kind, SystemIds = systems, Signature = TextSignature.Of(text) };
}
