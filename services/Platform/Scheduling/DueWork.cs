using System.Text.Json;
using Csirt.Contracts;

namespace Csirt.Platform.Scheduling;

/// <summary>Work whose time has come.</summary>
public sealed class DueWork
{
    /// <summary>Town it belongs to.</summary>
    public required string Town { get; init; }

    /// <summary>Kind: picks the handler.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was due (UTC). It may run later: after a weekend with the machine off, for instance.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Payload as JSON; null where none was given.</summary>
    public string? Payload { get; init; }

    /// <summary>Position in the table.</summary>
    public long Seq { get; init; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Reads the payload. Throws <see cref="JsonException"/> where there is none or it does not fit.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload ?? throw new JsonException($"Due work {Kind} {Subject} has no payload."), CsirtJson.Options)!;
}

/// <summary>Does a kind of due work, in the unit of work that also marks it done.</summary>
public interface IDueWorkHandler
{
    /// <summary>Kind it does.</summary>
    string Kind { get; }

    /// <summary>
    /// Doing it before its time harms nothing: it looks at the time itself, or does what can't come too early. After the clock was
    /// set back it is done at once, since its time may be one of the clock that ran ahead.
    /// </summary>
    bool MayRunEarly => false;

    /// <summary>Does it. An exception undoes everything and it is tried again later, with growing pauses, without end.</summary>
    Task HandleAsync(DueWork work, Database.IUnitOfWork uow);
}
