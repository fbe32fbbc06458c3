using Csirt.Notification.Digests;
using Csirt.Notification.Sending;
using MailKit.Security;
using Xunit;

namespace Csirt.UnitTests.Notification;

public sealed class MailSettingsTests
{
    [Fact]
    public void Where_nothing_is_said_mail_goes_into_the_pickup_folder_and_links_to_the_portal_here()
    {
        var settings = Mails.Settings();
        Assert.Null(settings.Smtp);
        Assert.Equal(("csirt@localhost", "csirt@localhost", "http://localhost:5080"), (settings.From.Address, settings.DrillSink.Address, settings.LinkBase));
    }

    [Theory]
    [InlineData("urls", "http://localhost:6000", "http://localhost:6000")]
    [InlineData("urls", "http://localhost:6000;http://localhost:6001", "http://localhost:6000")]
    [InlineData("urls", "http://127.0.0.1:0", "http://localhost:5080")]
    [InlineData("urls", "http://*:6000", "http://localhost:5080")]
    [InlineData("Notification:LinkBase", "https://csirt.town.example/", "https://csirt.town.example")]
    public void Links_lead_to_where_people_reach_the_portal(string key, string said, string linkBase) =>
        Assert.Equal(linkBase, Mails.Settings((key, said)).LinkBase);

    [Fact]
    public void A_mail_server_is_spoken_to_over_tls_unless_said_otherwise()
    {
        var smtp = Mails.Settings(("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "mail")).Smtp!;
        Assert.Equal((587, SecureSocketOptions.StartTls, 4, TimeSpan.FromSeconds(30)), (smtp.Port, smtp.Tls, smtp.Connections, smtp.TimeLimit));
        Assert.Equal(465, Mails.Settings(("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "mail"), ("Mail:Smtp:Tls", "Implicit")).Smtp!.Port);
        Assert.Equal(25, Mails.Settings(("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "mail"), ("Mail:Smtp:Tls", "None")).Smtp!.Port);
    }

    [Theory]
    [InlineData("Mail:Transport", "Pigeon")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:DrillSink", "a@b, c@d")]
    [InlineData("Notification:LinkBase", "ftp://x")]
    [InlineData("Notification:LinkBase", "x")]
    [InlineData("Mail:Smtp:Host", null)]
    [InlineData("Mail:Smtp:Tls", "Maybe")]
    [InlineData("Mail:Smtp:Port", "0")]
    [InlineData("Mail:Smtp:Port", "70000")]
    [InlineData("Mail:Smtp:TimeoutSeconds", "x")]
    [InlineData("Mail:Smtp:PasswordFile", null)]
    public void A_setting_that_cannot_work_stops_the_start_with_its_name(string key, string? value)
    {
        var said = new Dictionary<string, string>
        {
            ["Mail:Transport"] = "Smtp",
            ["Mail:Smtp:Host"] = "mail",
            ["Mail:Smtp:UserName"] = "csirt",
            ["Mail:Smtp:PasswordFile"] = "password",
        };
        said.Remove(key);
        if (value is not null)
        {
            said.Add(key, value);
        }

        var refused = Assert.Throws<InvalidOperationException>(() => Mails.Settings([.. said.Select(s => (s.Key, s.Value))]));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_never_sent_in_the_clear() => Assert.Throws<InvalidOperationException>(() => Mails.Settings(
        ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "mail"), ("Mail:Smtp:UserName", "csirt"), ("Mail:Smtp:PasswordFile", "password"), ("Mail:Smtp:Tls", "None")));

    [Theory]
    [InlineData("2026-11-24T22:59:59Z", "2026-11-24T23:00:00Z")]
    [InlineData("2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z")]
    [InlineData("2026-11-25T15:30:00Z", "2026-11-25T23:00:00Z")]
    public void The_digest_goes_out_at_the_next_hour_in_japan(string now, string next) =>
        Assert.Equal(At(next), new DigestHour(8).NextAfter(At(now)));

    [Fact]
    public void An_hour_that_is_none_stops_the_start() => Assert.Throws<InvalidOperationException>(() => new DigestHour(24));

    [Fact]
    public void Pauses_grow_to_a_bound_and_never_end()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(0, 8).Select(n => Pauses.OfServer(n).TotalSeconds));
        Assert.Equal([15, 30, 1800, 1800], ((int[])[0, 1, 8, int.MaxValue]).Select(n => Pauses.OfMail(n).TotalSeconds));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
