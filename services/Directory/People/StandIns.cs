using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.People;

/// <summary>Who stands in for an absent person, turn by turn: deputies are away at times, too.</summary>
internal sealed class StandIns(TownDirectory directory, IReadOnlyList<Absence> absences)
{
    private readonly Dictionary<string, Absence> _absences = absences.ToDictionary(absence => absence.PersonId);

    /// <summary>From now, or from the beginning where that is later, to the end.</summary>
    public IReadOnlyList<StandInTurn> During(Absence absence, DateTimeOffset now)
    {
        if (directory.Person(absence.PersonId) is not { } person)
        {
            return [];
        }

        var start = absence.FromAt > now ? absence.FromAt : now;
        var turns = new List<StandInTurn>();
        foreach (var from in Changes(start, absence.UntilAt))
        {
            var standIn = DeputyChain.Of(person, one => DeputyOf(one, from)).FirstOrDefault(one => AbsenceOf(one, from) is null);
            if (turns is [.., var last])
            {
                if (last.PersonId == standIn?.Id)
                {
                    continue;
                }

                turns[^1] = last with { Until = from };
            }

            turns.Add(new StandInTurn(from, absence.UntilAt, standIn?.Id, standIn?.Name));
        }

        return turns;
    }

    /// <summary>The start, and every later moment at which somebody leaves or comes back.</summary>
    private IEnumerable<DateTimeOffset> Changes(DateTimeOffset start, DateTimeOffset end) =>
        absences.SelectMany(absence => new[] { absence.FromAt, absence.UntilAt }).Where(at => at > start && at < end).Append(start).Distinct().Order();

    private Person? DeputyOf(Person person, DateTimeOffset at) => directory.Person(AbsenceOf(person, at)?.DeputyId ?? person.DeputyId);

    private Absence? AbsenceOf(Person person, DateTimeOffset at) => _absences.TryGetValue(person.Id, out var absence) && absence.IsInForce(at) ? absence : null;
}
