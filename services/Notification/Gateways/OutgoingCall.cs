using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;
using Csirt.Notification.Recipients;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Gateways;

/// <summary>
/// A call to a gateway that has passed the last gate. The transport takes nothing else, and only the gate makes one: in a drill
/// every call is marked, and none is about an outside body (policy 5.2(3)). docs/webhooks.md describes it to those who write gateways.
/// </summary>
internal sealed class OutgoingCall
{
    private OutgoingCall(LedgerRow row, GatewayRoute route, byte[] body) => (Row, Route, Body) = (row, route, body);

    public LedgerRow Row { get; }

    public GatewayRoute Route { get; }

    /// <summary>JSON, the same for every attempt.</summary>
    public byte[] Body { get; }

    /// <summary>The same for every attempt: by it the gateway knows a repeat.</summary>
    public string IdempotencyKey => MailName.Of([Row]);

    /// <summary>The last gate. Gives the call, or why it can't go.</summary>
    public static (OutgoingCall? Call, string? Error) PassLastGate(LedgerRow row, TownDirectory? directory, GatewaySettings gateways, MailSettings settings, LinkSecrets secrets)
    {
        if (row.Drill && row.PersonId is null)
        {
            return (null, DeliveryError.OutsideInDrill);
        }

        var recipient = Recipient.Find(directory, row.PersonId, row.ContactId, row.Gateway);
        if (recipient.Number is null)
        {
            return (null, recipient.Error);
        }

        return gateways.Find(row.Town, row.Gateway) is { } route
            ? (new OutgoingCall(row, route, BodyOf(row, directory!, recipient.Number, settings, secrets)), null)
            : (null, DeliveryError.GatewayNotConfigured);
    }

    /// <summary>HMAC-SHA256 over the time of the attempt, a full stop and the body: <c>v1=</c> and hexadecimal digits.</summary>
    public static string Sign(byte[] secret, string timestamp, byte[] body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData(Encoding.ASCII.GetBytes($"{timestamp}."));
        mac.AppendData(body);
        return $"v1={Convert.ToHexStringLower(mac.GetHashAndReset())}";
    }

    private static byte[] BodyOf(LedgerRow row, TownDirectory directory, string to, MailSettings settings, LinkSecrets secrets) => JsonSerializer.SerializeToUtf8Bytes(
        new GatewayCall(
            $"{row.Town}-{row.Id}",
            row.Town,
            directory.Snapshot.TownName,
            row.Gateway!,
            to,
            row.Drill,
            MailText.Marked(row.Drill, MailText.SubjectOf([row])),
            MailText.Marked(row.Drill, MailText.FirstLineOf(row)),
            ConfirmationCode.Readable(row.Code!),
            row.PersonId is null ? null : secrets.LinkOf(row, settings.LinkBase),
            row.CaseNumber,
            row.NeedsAcknowledgement ? row.AcknowledgeByAt : null,
            row.RequestedAt),
        CsirtJson.Options);

    private sealed record GatewayCall(
        string Id, string Town, string TownName, string Gateway, string To, bool Drill, string Subject, string FirstLine,
        string ConfirmationNumber, string? Link, string CaseNumber, DateTimeOffset? AcknowledgeBy, DateTimeOffset RequestedAt);
}
