using Csirt.Platform.Hosting;

namespace Csirt.Notification.Mail;

/// <summary>The mails in the pickup folder that nobody has fetched.</summary>
internal sealed class WrittenMails(DataDirectory data)
{
    /// <summary>Removes one, where it is there.</summary>
    public void Remove(string name) => File.Delete(Path.Combine(data.Folder("mail", "pickup"), name + ".eml"));
}
