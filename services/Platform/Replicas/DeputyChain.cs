using Csirt.Contracts.Messages;

namespace Csirt.Platform.Replicas;

/// <summary>
/// Who stands in, in order: the deputy, the deputy's deputy, and so on. Whom mails go to and whom the page names is the same
/// because both ask here.
/// </summary>
public static class DeputyChain
{
    private const int Deepest = 5;

    /// <summary>The people who stand in for one, nearest first; none of them twice, never the person.</summary>
    /// <param name="person">Who is away.</param>
    /// <param name="deputyOf">Deputy of a person at the time asked about; null where none.</param>
    public static IEnumerable<Person> Of(Person person, Func<Person, Person?> deputyOf)
    {
        HashSet<string> seen = [person.Id];
        for (var next = deputyOf(person); next is not null && seen.Count <= Deepest && seen.Add(next.Id); next = deputyOf(next))
        {
            yield return next;
        }
    }
}
