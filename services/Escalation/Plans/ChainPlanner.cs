using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Plans;

/// <summary>
/// Works out who comes next when someone does not answer, in the town's order: the same person again, their next way, the deputy,
/// the leader. Nobody comes twice as another's stand-in, nobody who is away or shut out comes at all.
/// </summary>
internal sealed class ChainPlanner(TownDirectory? directory, TownSettings town, CaseChanged @case, DateTimeOffset now)
{
    /// <summary>The way by which a person is first told; mail where they have none, which then fails in plain sight.</summary>
    public string? FirstWay(string personId) => Ways(personId) is [var first, ..] ? first : null;

    /// <summary>The steps after a notification.</summary>
    /// <param name="told">The notification.</param>
    /// <param name="number">Its number in the chain.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="seen">Everyone the chain has told so far.</param>
    /// <param name="at">When the next step is due; null: only on failure.</param>
    public IReadOnlyList<PlannedStep> After(NotificationRequested told, int number, ChainStepKind kind, IEnumerable<string> seen, DateTimeOffset? at)
    {
        var used = seen.Append(told.PersonId!).ToHashSet();
        var steps = new List<PlannedStep>();
        foreach (var link in town.FollowUp.Chain.Where(link => link.Kind > kind || (link.Kind == kind && kind == ChainStepKind.NextChannel)))
        {
            foreach (var (personId, gateway) in Of(link.Kind, told, used).ToArray())
            {
                steps.Add(new PlannedStep(++number, link.Kind, personId, gateway, at, link.Wait));
                used.Add(personId);
                at += link.Wait;
            }
        }

        return steps;
    }

    /// <summary>Whether a step can be done as it was planned.</summary>
    public bool CanStill(PlannedStep step)
    {
        var standIn = step.Kind is ChainStepKind.Deputy or ChainStepKind.Leader;
        return directory?.Person(step.PersonId) is { } person && !IsShutOut(person.Id) && !(standIn && IsAbsent(person)) && (step.Gateway is null || Ways(person.Id).Contains(step.Gateway));
    }

    private IEnumerable<(string PersonId, string? Gateway)> Of(ChainStepKind kind, NotificationRequested told, HashSet<string> used)
    {
        var person = told.PersonId!;
        return kind switch
        {
            ChainStepKind.Again => IsShutOut(person) ? [] : [(person, told.Gateway)],
            ChainStepKind.NextChannel => IsShutOut(person) ? [] : Ways(person).SkipWhile(way => way != told.Gateway).Skip(1).Select(way => (person, way)),
            ChainStepKind.Deputy => FirstFit(DeputiesOf(told), used),
            _ => FirstFit(town.FollowUp.Leaders.SelectMany(Holders), used),
        };
    }

    private IEnumerable<Person> DeputiesOf(NotificationRequested told)
    {
        if (directory?.Person(directory.Person(told.PersonId)?.DeputyId) is { } deputy)
        {
            yield return deputy;
        }

        foreach (var holder in told.Roles.SelectMany(role => town.StandIns.GetValueOrDefault(role) ?? []).SelectMany(Holders))
        {
            yield return holder;
        }
    }

    private IEnumerable<Person> Holders(Role role) => role switch
    {
        Role.SectionManager => directory?.Holders(role, @case.SectionId ?? "") ?? [],
        Role.DepartmentHead => directory?.Holders(role, @case.DepartmentId ?? "") ?? [],
        _ => directory?.Holders(role) ?? [],
    };

    private IEnumerable<(string PersonId, string? Gateway)> FirstFit(IEnumerable<Person> people, HashSet<string> used) =>
        people.FirstOrDefault(person => !used.Contains(person.Id) && !IsShutOut(person.Id) && !IsAbsent(person)) is { } fit ? [(fit.Id, FirstWay(fit.Id))] : [];

    private IReadOnlyList<string?> Ways(string personId) => directory?.Person(personId) is { } person ? directory.WaysTo(person) : [];

    private bool IsShutOut(string personId) => @case.ImplicatedIds.Contains(personId);

    private bool IsAbsent(Person person) => person.AbsentUntil > now;
}
