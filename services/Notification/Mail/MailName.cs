using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Csirt.Notification.Ledger;

namespace Csirt.Notification.Mail;

/// <summary>What a mail is called, as a file and in its Message-ID: the same for every repeat. An id that is no plain name goes in as its hash.</summary>
internal static partial class MailName
{
    public static string Of(IReadOnlyList<LedgerRow> rows) => $"{Plain(rows[0].Town)}-{Plain(rows[0].MailId ?? rows[0].Id)}";

    private static string Plain(string text) =>
        PlainName().IsMatch(text) ? text : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex PlainName();
}
