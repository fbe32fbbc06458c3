namespace Csirt.Notification.Mail;

/// <summary>Takes mails that have passed the last gate out of this process.</summary>
internal interface IMailTransport
{
    /// <summary>State of a notification whose mail was taken.</summary>
    string DeliveredState { get; }

    /// <summary>Batches at a time.</summary>
    int Workers { get; }

    /// <summary>Mails in a batch, at most.</summary>
    int BatchSize { get; }

    /// <summary>
    /// Sends what it can; one outcome per mail, in order. One mail's failure is that mail's alone. When this returns, what is
    /// delivered is durable.
    /// </summary>
    Task<IReadOnlyList<MailOutcome>> SendAsync(IReadOnlyList<OutgoingMail> mails, CancellationToken cancellationToken);
}

/// <summary>What became of a mail.</summary>
internal enum MailFate
{
    /// <summary>The server has it, or it is on disk.</summary>
    Delivered,

    /// <summary>Refused for good.</summary>
    Rejected,

    /// <summary>This mail was put off; others may go.</summary>
    PutOff,

    /// <summary>Nothing goes just now: no server, no disk.</summary>
    InTrouble,

    /// <summary>Its turn did not come.</summary>
    NotTried,
}

/// <summary>Fate of a mail, with the ledger's error code.</summary>
internal readonly record struct MailOutcome(MailFate Fate, string? Error = null);
