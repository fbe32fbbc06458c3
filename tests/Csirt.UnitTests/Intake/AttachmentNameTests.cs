using System.Text;
using Csirt.Intake.Attachments;
using Xunit;

namespace Csirt.UnitTests.Intake;

public sealed class AttachmentNameTests
{
    [Theory]
    [InlineData("画面の写真.png", "画面の写真.png")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\x\\報告.docx", "報告.docx")]
    [InlineData("／全角／区切り.txt", "区切り.txt")]
    [InlineData("a/b/", "添付ファイル")]
    [InlineData(".", "添付ファイル")]
    [InlineData("...", "添付ファイル")]
    [InlineData("   ", "添付ファイル")]
    [InlineData(null, "添付ファイル")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("name. . .", "name")]
    [InlineData("a:b|c?d*e\"f<g>h.txt", "abcdefgh.txt")]
    [InlineData("CON", "_CON")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("Lpt1 .tar.gz", "_Lpt1 .tar.gz")]
    [InlineData("COM¹.log", "_COM¹.log")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("line\r\nbreak\t.txt", "line  break .txt")]
    [InlineData("a\u0000.txt", "a.txt")]
    [InlineData("photo\u202Egnp.exe", "photognp.exe")]
    public void Names_are_safe_on_every_system(string? given, string safe) => Assert.Equal(safe, AttachmentName.Safe(given));

    [Fact]
    public void Too_long_a_name_keeps_its_extension_and_no_half_characters()
    {
        var name = AttachmentName.Safe(string.Concat(Enumerable.Repeat("👩‍💻", 100)) + ".png");
        Assert.True(name.Length <= 120, name);
        Assert.EndsWith("👩‍💻.png", name, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
    }

    [Fact]
    public void An_extension_that_is_none_is_cut_like_the_rest() =>
        Assert.Equal(120, AttachmentName.Safe($"a.{new string('b', 500)}").Length);

    [Fact]
    public void The_given_name_is_kept_for_reading_where_it_differs()
    {
        Assert.Null(AttachmentName.Shown("a.txt", "a.txt"));
        Assert.Equal("../a.txt", AttachmentName.Shown("../a.txt", "a.txt"));
        Assert.Equal(300, AttachmentName.Shown(new string('a', 1000), "a")!.Length);
    }
}
