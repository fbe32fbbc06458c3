using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;
using Csirt.Platform.Replicas;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Csirt.UnitTests.Notification;

/// <summary>Rows, a directory and settings for tests of mails.</summary>
internal static class Mails
{
    public const string Town = "990019";
    public static readonly LinkSecrets Secrets = new(new byte[32]);

    public static readonly TownDirectory Directory = new(new DirectoryChanged
    {
        Town = Town,
        Version = 1,
        TownName = "試験町",
        Bodies = [],
        Departments = [],
        Sections = [new Section("sec", "情報政策課", "dep", "内線 311")],
        People =
        [
            new Person("p", "住民課長", "sec", "manager@example.lg.jp", null, [new RoleHeld(Role.SectionManager, "sec")], null, null),
            new Person("window", "窓口", "sec", "window@example.lg.jp", null, [new RoleHeld(Role.PointOfContact, null)], null, null),
        ],
        Systems = [],
        Contacts = [new OutsideContact("c", "prefecture", "県", "ken@example.lg.jp", null, null, null)],
        Procedures = [],
    });

    public static LedgerRow Row(
        string id = "n1", string? person = "p", string? contact = null, bool drill = false, string subject = "事案の報告", string wanted = "状況を確認してください。",
        string body = "本文", bool needsAcknowledgement = true, string? mailId = null) => new()
        {
            Town = Town,
            Id = id,
            CaseId = "case",
            CaseNumber = "R8-0012",
            Drill = drill,
            ByRule = true,
            RuleId = "rule",
            Basis = "policy 5.3(1)イ",
            PersonId = contact is null ? person : null,
            ContactId = contact,
            Roles = JsonSerializer.Serialize<IReadOnlyList<Role>>(contact is null ? [Role.SectionManager, Role.SystemManager] : [], CsirtJson.Options),
            Subject = subject,
            Wanted = wanted,
            Body = body,
            NeedsAcknowledgement = needsAcknowledgement,
            AcknowledgeByAt = new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero),
            RequestedAt = new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero),
            State = LedgerState.Requested,
            Code = "2063958",
            SecretHash = LinkSecrets.Hash(Secrets.Of(Town, id)),
            MailId = mailId,
        };

    public static MailSettings Settings(params (string Key, string Value)[] said) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(said.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());

    public static OutgoingMail Pass(params IReadOnlyList<LedgerRow> rows) => OutgoingMail.PassLastGate(rows, Directory, Settings(("Mail:From", "csirt@example.lg.jp")), Secrets).Mail!;

    /// <summary>As a mail program reads it.</summary>
    public static MimeMessage ReadBack(OutgoingMail mail)
    {
        using var stream = new MemoryStream(Bytes(mail));
        return MimeMessage.Load(stream);
    }

    public static byte[] Bytes(OutgoingMail mail)
    {
        using var stream = new MemoryStream();
        mail.Message.WriteTo(stream);
        return stream.ToArray();
    }
}
