using Csirt.Platform.Messaging;

namespace Csirt.Notification.Sending;

/// <summary>Tells the senders of this process that there is mail. What is missed here is found by their polling.</summary>
internal sealed class SendingSignal
{
    private volatile Wake[] _sleepers = [];

    public void Raise()
    {
        foreach (var sleeper in _sleepers)
        {
            sleeper.Up();
        }
    }

    public void Connect(IReadOnlyList<Wake> sleepers) => _sleepers = [.. sleepers];
}
