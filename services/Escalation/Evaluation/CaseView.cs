using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Rules;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Evaluation;

/// <summary>A case and the directory beside it, as conditions and clocks look at them.</summary>
internal sealed class CaseView(CaseChanged @case, TownDirectory? directory, DateTimeOffset now) : ICaseView
{
    public CaseChanged Case => @case;

    public TownDirectory? Directory => directory;

    public DateTimeOffset Now => now;

    /// <summary>Day 1. Where 知った is unknown, the day of the report: by then at the latest the town knew.</summary>
    public DateOnly KnownDay { get; } = @case.Times.Known.JapanDate ?? JapanTime.DayOf(@case.OpenedAt);

    public bool KnownIsAssumed => @case.Times.Known.Kind == FactTimeKind.Unknown;

    public bool? UnderAppi68
    {
        get
        {
            var department = directory?.Department(@case.DepartmentId ?? directory.Section(@case.SectionId)?.DepartmentId);
            return directory?.Body(@case.BodyId ?? department?.BodyId)?.UnderAppi68;
        }
    }

    public IReadOnlyList<string> ProviderKinds =>
        [.. @case.SystemIds.Select(id => directory?.Contact(directory.System(id)?.ProviderContactId)?.Kind).OfType<string>().Distinct()];

    public Answer? Answer(string fact) => fact == "incident" ? @case.Incident : Vocabulary.Facts[fact].Of(@case.Facts);

    public PersonCount? Count(string fact) => Vocabulary.Counts[fact].Of(@case.Facts);

    public DateOnly? KnownSince(string fact) =>
        @case.FactsKnown.TryGetValue(fact, out var known) && known.JapanDate is { } day && day > KnownDay ? day : null;

    public bool IsAbsent(Role role) =>
        directory?.Holders(role).ToArray() is { Length: > 0 } holders && holders.All(holder => holder.AbsentUntil > now);
}
