using Csirt.Notification.Ledger;
using Csirt.Platform.Replicas;
using MimeKit;

namespace Csirt.Notification.Recipients;

/// <summary>Whom a notification is for, as the directory has them now.</summary>
/// <param name="Name">Name; null where the directory knows none.</param>
/// <param name="Address">Mail address; null where mail can't reach them.</param>
/// <param name="Error">Why mail can't reach them; null where it can.</param>
internal sealed record Recipient(string? Name, MailboxAddress? Address, string? Error)
{
    public static Recipient Find(TownDirectory? directory, string? personId, string? contactId)
    {
        var person = directory?.Person(personId);
        var contact = personId is null ? directory?.Contact(contactId) : null;
        return (person, contact) switch
        {
            (null, null) => new Recipient(null, null, DeliveryError.RecipientUnknown),
            (not null, _) => Of(person.Name, person.Mail),
            (_, not null) => Of(contact.Name, contact.Mail),
        };
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
