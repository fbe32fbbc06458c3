using System.Collections.Concurrent;

namespace Csirt.Platform.Scheduling;

/// <summary>When the scheduler of each service in this process last went round without trouble.</summary>
public sealed class SchedulerTicks
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _at = new();

    /// <summary>The service's last round (UTC); null: none yet.</summary>
    public DateTimeOffset? Of(string service) => _at.TryGetValue(service, out var at) ? at : null;

    internal void Note(string service, DateTimeOffset at) => _at[service] = at;
}
