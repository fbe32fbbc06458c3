using System.Threading.Channels;
using Csirt.Platform;
using Csirt.Platform.Database;
using Csirt.Platform.Scheduling;

namespace Csirt.Escalation.Auditing;

/// <summary>
/// A reconciliation is due. It asks services over HTTP, which nothing may do inside a unit of work: here it is claimed and the
/// next one is put down, and after the commit the loop runs it. A process that dies in between loses one run, not the clock.
/// </summary>
internal sealed class Reconcile(AuditorSettings settings, AuditorSignal signal, TimeProvider time) : IDueWorkHandler
{
    public const string WorkKind = "reconcile";
    public const string Subject = "all";
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    public string Kind => WorkKind;

    public bool MayRunEarly => true;

    public async Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        uow.Schedule(WorkKind, Subject, uow.Now + settings.Interval);
        var claim = Ids.New(time);
        if (await ReconciliationState.ClaimAsync(uow, claim, uow.Now + LongestRun))
        {
            var town = uow.Town;
            uow.AfterCommit(() => signal.Put(town, claim));
        }
    }
}

/// <summary>Runs that this process has claimed.</summary>
internal sealed class AuditorSignal
{
    private readonly Channel<(string Town, string Claim)> _claimed = Channel.CreateUnbounded<(string, string)>();

    public void Put(string town, string claim) => _claimed.Writer.TryWrite((town, claim));

    public IAsyncEnumerable<(string Town, string Claim)> AllAsync(CancellationToken stop) => _claimed.Reader.ReadAllAsync(stop);
}
