using System.Reflection;
using System.Text;
using CsCheck;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;
using Xunit;

namespace Csirt.UnitTests.Notification;

/// <summary>What a mail says, read back as a mail program reads it, and the last gate in front of every transport.</summary>
public sealed class OutgoingMailTests
{
    [Fact]
    public void The_first_line_says_what_is_wanted_then_how_to_answer_then_the_rest()
    {
        var mail = Mails.ReadBack(Mails.Pass(Mails.Row()));
        string[] expected =
        [
            "状況を確認してください。【受領確認: 11月25日（水）13時00分まで】",
            "",
            "確認番号: 206-3958",
            $"受領確認: http://localhost:5080/acknowledge/{Mails.Secrets.Of(Mails.Town, "n1")}",
            "（開いただけでは確認になりません。開いたページのボタンを押してください）",
            "事案番号: R8-0012",
            "",
            "本文",
            "",
            "-- ",
            "試験町 情報セキュリティインシデント対応（自動送信）",
            "このメールに返信しても受領確認にはなりません。電話の場合は、統一的な窓口（内線 311）に確認番号を伝えてください。",
            "",
        ];
        Assert.Equal(expected, mail.TextBody!.ReplaceLineEndings("\n").Split('\n'));
        Assert.Equal(("事案の報告", "990019-n1@example.lg.jp"), (mail.Subject, mail.MessageId));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("2026-11-25T12:00:00+09:00", mail.Date.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_repeat_is_the_same_to_the_byte_and_all_of_it_is_ascii() =>
        Assert.All([Mails.Row(), Mails.Row(drill: true), Mails.Row(contact: "c")], row =>
        {
            var bytes = Mails.Bytes(Mails.Pass(row));
            Assert.Equal(bytes, Mails.Bytes(Mails.Pass(row)));
            Assert.True(Ascii.IsValid(bytes));
        });

    [Fact]
    public void Lines_end_as_mail_wants_them()
    {
        using var content = new MemoryStream();
        ((MimeKit.TextPart)Mails.ReadBack(Mails.Pass(Mails.Row(body: "a\nb\r\nc"))).Body!).Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(content.ToArray());
        Assert.Contains("a\r\nb\r\nc\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').Length, text.Split("\r\n").Length);
    }

    [Fact]
    public void An_outside_body_gets_the_code_and_no_link_into_the_towns_network()
    {
        var mail = Mails.ReadBack(Mails.Pass(Mails.Row(contact: "c")));
        Assert.Contains("確認番号: 206-3958", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("http", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("内線", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_key_of_the_links_is_another_one_the_code_alone_stands_in_the_mail()
    {
        var other = new Csirt.Notification.Acknowledging.LinkSecrets([.. Enumerable.Repeat((byte)1, 32)]);
        var mail = OutgoingMail.PassLastGate([Mails.Row()], Mails.Directory, Mails.Settings(), other).Mail!;
        Assert.DoesNotContain("受領確認: http", Mails.ReadBack(mail).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_answer_is_wanted_the_mail_says_so() =>
        Assert.Contains("受領の返答は不要です。", Mails.ReadBack(Mails.Pass(Mails.Row(needsAcknowledgement: false))).TextBody, StringComparison.Ordinal);

    [Fact]
    public void Line_breaks_in_what_becomes_a_header_or_a_first_line_make_no_second_one()
    {
        var mail = Mails.ReadBack(Mails.Pass(Mails.Row(subject: "件名\r\nBcc: someone@example.com\r\n\r\nx", wanted: "一行目\n二行目")));
        Assert.Empty(mail.Bcc);
        Assert.StartsWith("件名  Bcc:", mail.Subject, StringComparison.Ordinal);
        Assert.Equal("一行目 二行目【受領確認: 11月25日（水）13時00分まで】", mail.TextBody!.Split('\r', '\n')[0]);
    }

    [Fact]
    public void A_digest_lists_each_with_its_own_code_and_is_one_mail_under_one_id()
    {
        var mail = Mails.Pass(Mails.Row("n1", subject: "一件目", mailId: "d1"), Mails.Row("n2", subject: "二件目", mailId: "d1"));
        var text = Mails.ReadBack(mail).TextBody!;
        Assert.StartsWith("2件のお知らせがあります。", text, StringComparison.Ordinal);
        Assert.Contains("■ 1/2 一件目", text, StringComparison.Ordinal);
        Assert.Contains("■ 2/2 二件目", text, StringComparison.Ordinal);
        Assert.Contains(Mails.Secrets.Of(Mails.Town, "n2"), text, StringComparison.Ordinal);
        Assert.Equal("990019-d1", mail.Name);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a b@c>\r\n")]
    [InlineData("事案")]
    public void An_id_that_is_no_plain_name_makes_no_path_and_no_header(string id)
    {
        var mail = Mails.Pass(Mails.Row(id));
        Assert.Matches("^990019-[0-9a-f]{64}$", mail.Name);
        Assert.Equal($"{mail.Name}@example.lg.jp", Mails.ReadBack(mail).MessageId);
    }

    [Theory]
    [InlineData(null, DeliveryError.NoMailAddress)]
    [InlineData(" ", DeliveryError.NoMailAddress)]
    [InlineData("not an address", DeliveryError.MailAddressInvalid)]
    [InlineData("a@example.jp, b@example.jp", DeliveryError.MailAddressInvalid)]
    [InlineData("name <a@example.jp>", DeliveryError.MailAddressInvalid)]
    [InlineData("a@example.jp\r\nBcc: b@example.jp", DeliveryError.MailAddressInvalid)]
    public void Whom_mail_cannot_reach_gets_none_and_the_ledger_says_why(string? address, string error)
    {
        var person = Mails.Directory.Snapshot.People[0] with { Mail = address };
        var directory = new Csirt.Platform.Replicas.TownDirectory(Mails.Directory.Snapshot with { People = [person] });
        Assert.Equal((null, error), OutgoingMail.PassLastGate([Mails.Row()], directory, Mails.Settings(), Mails.Secrets));
        Assert.Equal((null, DeliveryError.RecipientUnknown), OutgoingMail.PassLastGate([Mails.Row(person: "nobody")], directory, Mails.Settings(), Mails.Secrets));
        Assert.Equal((null, DeliveryError.RecipientUnknown), OutgoingMail.PassLastGate([Mails.Row()], null, Mails.Settings(), Mails.Secrets));
    }

    [Fact]
    public void In_a_drill_no_mail_holds_an_outside_address_anywhere_and_every_one_is_marked() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[1, 3], Gen.String[Gen.Char["あ\r\n<>@,:;\"　a"], 0, 40]).Sample((outside, sinkSet, count, text) =>
        {
            var rows = Enumerable.Range(0, count).Select(i => Mails.Row($"n{i}", contact: outside ? "c" : null, drill: i == 0, subject: text, wanted: text, body: text, mailId: "d")).ToList();
            var settings = sinkSet ? Mails.Settings(("Mail:From", "csirt@example.lg.jp"), ("Mail:DrillSink", "kunren@example.lg.jp")) : Mails.Settings(("Mail:From", "csirt@example.lg.jp"));
            var mail = OutgoingMail.PassLastGate(rows, Mails.Directory, settings, Mails.Secrets).Mail!;
            var expected = !outside ? "manager@example.lg.jp" : sinkSet ? "kunren@example.lg.jp" : "csirt@example.lg.jp";
            Assert.Equal(expected, mail.To.Address);
            var read = Mails.ReadBack(mail);
            Assert.Equal([expected], read.GetRecipients().Select(r => r.Address));
            Assert.DoesNotContain("ken@example.lg.jp", Encoding.UTF8.GetString(Mails.Bytes(mail)), StringComparison.Ordinal);
            Assert.StartsWith("【訓練】", read.Subject, StringComparison.Ordinal);
            Assert.StartsWith("【訓練】", read.TextBody, StringComparison.Ordinal);
        });

    [Fact]
    public void Only_the_last_gate_makes_a_mail_and_transports_take_nothing_else()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        Assert.All(typeof(OutgoingMail).GetConstructors(All), c => Assert.True(c.IsPrivate));
        var gates = typeof(OutgoingMail).GetMethods(All).Where(m => m.IsStatic && !m.IsPrivate);
        Assert.Equal([nameof(OutgoingMail.PassLastGate)], gates.Select(m => m.Name));
        Assert.All(typeof(OutgoingMail).GetProperties(All), p => Assert.False(p.CanWrite));
        var send = Assert.Single(typeof(IMailTransport).GetMethods(), m => !m.IsSpecialName);
        Assert.Equal(typeof(IReadOnlyList<OutgoingMail>), send.GetParameters()[0].ParameterType);
    }

    [Fact]
    public void Nothing_but_the_transport_speaks_to_mail_servers_or_writes_mail_files()
    {
        var source = Path.Combine(SourceRoot(), "services", "Notification");
        var speakers = System.IO.Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f) is var text && (text.Contains("new SmtpClient", StringComparison.Ordinal) || text.Contains(".WriteTo(", StringComparison.Ordinal) || text.Contains("new MimeMessage", StringComparison.Ordinal)))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal);
        Assert.Equal(["OutgoingMail.cs", "PickupFolder.cs", "SmtpTransport.cs"], speakers);
    }

    private static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Csirt.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
