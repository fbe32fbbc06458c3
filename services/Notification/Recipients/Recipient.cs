using Csirt.Contracts.Messages;
using Csirt.Notification.Ledger;
using Csirt.Platform.Replicas;
using MimeKit;

namespace Csirt.Notification.Recipients;

/// <summary>Whom a notification is for, as the directory has them now.</summary>
/// <param name="Name">Name; null where the directory knows none.</param>
/// <param name="Address">Mail address; null where mail can't reach them.</param>
/// <param name="Error">Why they can't be reached this way; null where they can.</param>
internal sealed record Recipient(string? Name, MailboxAddress? Address, string? Error)
{
    /// <summary>What a gateway needs to reach them; null for mail, and where it can't.</summary>
    public string? Number { get; private init; }

    /// <summary>Where it goes, by mail or gateway; null where it can't.</summary>
    public string? Where => Number ?? Address?.Address;

    /// <param name="directory">The town's directory; null where none has arrived.</param>
    /// <param name="personId">Person, or null.</param>
    /// <param name="contactId">Outside contact, or null.</param>
    /// <param name="gateway">Gateway by name; null: mail.</param>
    public static Recipient Find(TownDirectory? directory, string? personId, string? contactId, string? gateway = null)
    {
        var person = directory?.Person(personId);
        var contact = personId is null ? directory?.Contact(contactId) : null;
        return (person, contact) switch
        {
            (null, null) => new Recipient(null, null, DeliveryError.RecipientUnknown),
            (not null, _) => gateway is null ? Of(person.Name, person.Mail) : Over(directory!, gateway, person.Name, way => way.AddressOf(person)),
            (_, not null) => gateway is null ? Of(contact.Name, contact.Mail) : Over(directory!, gateway, contact.Name, way => way.AddressOf(contact)),
        };
    }

    private static Recipient Over(TownDirectory directory, string name, string recipient, Func<Gateway, string?> addressOf)
    {
        var gateway = directory.Gateway(name);
        var number = gateway is null ? null : addressOf(gateway);
        var error = gateway is null ? DeliveryError.GatewayUnknown : number is null ? DeliveryError.NoGatewayAddress : null;
        return new Recipient(recipient, null, error) { Number = number };
    }

    private static Recipient Of(string name, string? mail)
    {
        if (string.IsNullOrWhiteSpace(mail))
        {
            return new Recipient(name, null, DeliveryError.NoMailAddress);
        }

        // A bare address alone: a display name or a second address in that field is a mistake, not a recipient.
        return MailboxAddress.TryParse(mail, out var address) && address.Address == mail.Trim() && address.Domain.Length > 0
            ? new Recipient(name, new MailboxAddress(string.Empty, address.Address), null)
            : new Recipient(name, null, DeliveryError.MailAddressInvalid);
    }
}
