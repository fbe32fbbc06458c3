using Csirt.Cases.Model;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Clock;

namespace Csirt.Cases.Disposal;

/// <summary>
/// Until when a case is kept: the longest period of the classes that its records are in, counted from the 1st of April after the
/// fiscal year (Japan time) in which it ended.
/// </summary>
internal static class RetentionEnd
{
    internal static bool HasEnded(CaseDocument c) => c.Stage is CaseStage.Closed or CaseStage.NotIncident;

    internal static IReadOnlyList<RecordClass> ClassesOf(CaseDocument c)
    {
        if (c.Drill)
        {
            return [RecordClass.Drill];
        }

        // What nobody ever found out counts as if it were so.
        var personal = Concerned(c.Facts.PersonalData) || Concerned(c.Facts.MyNumber);
        return personal
            ? [RecordClass.Case, RecordClass.Report, RecordClass.Ledger, RecordClass.PersonalInformation]
            : [RecordClass.Case, RecordClass.Report, RecordClass.Ledger];
    }

    /// <summary>Exclusive end (UTC); null where the case has not ended or no periods are known.</summary>
    internal static DateTimeOffset? Of(CaseDocument c, IReadOnlyList<RetentionPeriod> periods)
    {
        var classes = ClassesOf(c);
        return HasEnded(c) && classes.All(records => periods.Any(period => period.Class == records))
            ? Of(c.StageSince, periods.Where(period => classes.Contains(period.Class)).Max(period => period.Years))
            : null;
    }

    /// <summary>The end of a period for what ended at this moment.</summary>
    internal static DateTimeOffset Of(DateTimeOffset endedAt, int years) =>
        FiscalYear.BeginOf(FiscalYear.Of(endedAt) + 1 + years);

    /// <summary>Whatever ended at this moment or later is not due now, whichever class it is in.</summary>
    internal static DateTimeOffset EndedBefore(DateTimeOffset now, IReadOnlyList<RetentionPeriod> periods) => periods.Count == 0
        ? DateTimeOffset.MinValue
        : FiscalYear.BeginOf(FiscalYear.Of(now) - periods.Min(period => period.Years));

    private static bool Concerned(Answer? answer) => answer is Answer.Yes or Answer.Suspected or Answer.Unknown;
}
