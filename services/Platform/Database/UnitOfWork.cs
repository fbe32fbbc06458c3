using System.Diagnostics;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Audit;
using Csirt.Platform.Messaging;
using Csirt.Platform.Scheduling;

namespace Csirt.Platform.Database;

/// <summary>Collects what a command says beside its own rows, and writes it just before the commit.</summary>
internal sealed class UnitOfWork(IStatements statements, string service, string town, string actor, DateTimeOffset now)
    : Session(statements, town), IUnitOfWork
{
    private readonly List<AuditEntry> _audit = [];
    private readonly List<(IMessage Message, string? TraceParent)> _messages = [];
    private readonly List<Action> _afterCommit = [];
    private readonly List<DueWorkChange> _dueWork = [];

    public string Actor { get; } = actor;

    public DateTimeOffset Now { get; } = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), now.Offset);

    /// <summary>Services that have new outbox rows after the flush.</summary>
    public HashSet<string> Consumers { get; } = [];

    /// <summary>Earliest due work that the flush wrote.</summary>
    public DateTimeOffset? EarliestDue { get; private set; }

    public IReadOnlyList<Action> AfterCommitActions => _afterCommit;

    public void Publish(IMessage message, string? traceParent = null)
    {
        if ((message is ICrossing crossing ? crossing.From : message.Town) != Town)
        {
            throw new InvalidOperationException($"A unit of work of town {Town} can't speak for {message.Town}.");
        }

        _messages.Add((message, traceParent ?? Activity.Current?.Id));
    }

    public void Audit(string action, string subject, object? detail = null) =>
        _audit.Add(new AuditEntry(action, subject, detail is null ? "{}" : JsonSerializer.Serialize(detail, CsirtJson.Options)));

    public void Schedule(string kind, string subject, DateTimeOffset dueAt, object? payload = null) =>
        _dueWork.Add(new DueWorkChange(kind, subject, dueAt, payload is null ? null : JsonSerializer.Serialize(payload, CsirtJson.Options)));

    public void Unschedule(string kind, string subject) => _dueWork.Add(new DueWorkChange(kind, subject, null, null));

    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public async Task FlushAsync(TimeProvider time)
    {
        await AuditChain.AppendAsync(this, service, _audit);
        foreach (var (message, traceParent) in _messages)
        {
            Consumers.UnionWith(await Outbox.AddAsync(this, message, Ids.New(time), traceParent));
        }

        foreach (var change in _dueWork)
        {
            await DueWorkTable.ApplyAsync(this, change);
            EarliestDue = change.DueAt is { } due && (EarliestDue is null || due < EarliestDue) ? due : EarliestDue;
        }
    }
}
