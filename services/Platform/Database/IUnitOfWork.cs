using Csirt.Contracts.Messages;

namespace Csirt.Platform.Database;

/// <summary>
/// One transaction (or a savepoint of one): domain rows, audit rows, outbox rows and due work commit together or not at all.
/// Await nothing but the database inside it: other work of the service waits for it.
/// </summary>
public interface IUnitOfWork : IReadSession
{
    /// <summary>Who acts: a person or machine id, or <c>service:name</c>.</summary>
    string Actor { get; }

    /// <summary>The moment this unit of work began (UTC), to the millisecond as rows keep it; everything it writes carries it.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Runs a statement; returns the number of rows changed.</summary>
    Task<int> ExecuteAsync(Sql sql, object? parameters = null);

    /// <summary>Tells the consumers named in the topology manifest, once this has committed.</summary>
    /// <param name="message">What is said.</param>
    /// <param name="traceParent">W3C trace context it belongs to, where that is not the present one.</param>
    void Publish(IMessage message, string? traceParent = null);

    /// <summary>Appends to the audit chain of the town. References only, no personal values.</summary>
    /// <param name="action">Stable code, e.g. <c>case.assessed</c>.</param>
    /// <param name="subject">What was acted on, e.g. <c>case/0198…</c>.</param>
    /// <param name="detail">Further references; written as JSON.</param>
    void Audit(string action, string subject, object? detail = null);

    /// <summary>
    /// Keeps a piece of work until <paramref name="dueAt"/>, then the service's handler of that kind does it once.
    /// One row per kind and subject: scheduling again moves it.
    /// </summary>
    void Schedule(string kind, string subject, DateTimeOffset dueAt, object? payload = null);

    /// <summary>Takes scheduled work back; nothing happens where there is none.</summary>
    void Unschedule(string kind, string subject);

    /// <summary>Runs after the commit, e.g. to refresh a cache. Lost when the process dies: never for work that must happen.</summary>
    void AfterCommit(Action action);
}
