namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>What this process knows of its routes through the broker. Relays wait for <see cref="Proven"/>; readiness tells it.</summary>
internal sealed class BrokerState
{
    private volatile string? _missing = "起動中です。";

    /// <summary>Every queue was declared, and a message got through to each that this process sends to.</summary>
    public bool Proven => _missing is null;

    /// <summary>What is in the way; null where nothing is.</summary>
    public string? Missing => _missing;

    public void Prove() => _missing = null;

    public void Lack(string what) => _missing = what;
}
