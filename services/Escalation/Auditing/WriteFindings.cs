using Csirt.Platform.Database;

namespace Csirt.Escalation.Auditing;

/// <summary>What is open after a run.</summary>
/// <param name="Alarms">Alarms.</param>
/// <param name="Waiting">Something was seen that may still be on its way: the next look comes soon.</param>
internal sealed record FindingsOutcome(IReadOnlyList<FindingRow> Alarms, bool Waiting);

/// <summary>From what a run saw to what is kept: suspicions, alarms, and alarms that ended by themselves.</summary>
internal static class WriteFindings
{
    private const string Gone = "差異が解消したため自動で閉じました。";

    public static async Task<FindingsOutcome> ApplyAsync(IUnitOfWork uow, IReadOnlyList<Look> looks, TimeProvider time)
    {
        var live = await Findings.LiveAsync(uow);
        foreach (var look in looks)
        {
            var known = live.Where(row => row.Code == look.Check.Code).ToLookup(row => row.Subject);
            foreach (var seen in look.Seen)
            {
                await SeeAsync(uow, look, seen, known[seen.Subject], time);
            }

            var subjects = look.Seen.Select(seen => seen.Subject).ToHashSet();
            foreach (var row in live.Where(row => row.Code == look.Check.Code && row.ClosedAt is null && !subjects.Contains(row.Subject) && look.Covers(row.Subject)))
            {
                await EndAsync(uow, row);
            }
        }

        var after = (await Findings.LiveAsync(uow)).Where(row => row.ClosedAt is null).ToArray();
        return new FindingsOutcome([.. after.Where(row => row.ConfirmedAt is not null)], after.Any(row => row.ConfirmedAt is null));
    }

    private static async Task SeeAsync(IUnitOfWork uow, Look look, Seen seen, IEnumerable<FindingRow> known, TimeProvider time)
    {
        var rows = known.ToArray();
        if (rows.FirstOrDefault(row => row.ClosedAt is null) is not { } open)
        {
            if (!rows.Any(row => row.Here == seen.Here && row.There == seen.There))
            {
                await Findings.AddAsync(uow, look.Check.Code, seen, time, confirmed: look.Grace == TimeSpan.Zero);
            }
        }
        else if (open.ConfirmedAt is not null)
        {
            await Findings.SeenAgainAsync(uow, open);
        }
        else
        {
            await StepAsync(uow, look, seen, open);
        }
    }

    private static async Task StepAsync(IUnitOfWork uow, Look look, Seen seen, FindingRow open)
    {
        switch (TwoLooks.Decide(open, seen, look, uow.Now))
        {
            case NextStep.Restart:
                await Findings.RestartAsync(uow, open, seen);
                break;
            case NextStep.Confirm:
                await Findings.ConfirmAsync(uow, open, seen);
                uow.Audit("reconciliation.alarm", $"alarm/{open.Id}", new { open.Code, open.Subject, seen.Here, seen.There });
                break;
            default:
                await Findings.SeenAgainAsync(uow, open);
                break;
        }
    }

    private static async Task EndAsync(IUnitOfWork uow, FindingRow row)
    {
        if (row.ConfirmedAt is null)
        {
            await Findings.ForgetAsync(uow, row);
        }
        else
        {
            await Findings.CloseAsync(uow, row.Id, Findings.Itself, Gone);
        }
    }
}
