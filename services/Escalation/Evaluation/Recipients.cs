using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Evaluation;

/// <summary>A role as it is held for this case (管理者 of this section), and the persons to tell. Told once, a seat is not told again when its holder changes.</summary>
internal sealed record Seat(string Key, Role Role, IReadOnlyList<string> PersonIds);

/// <summary>Finds who is to be told today: deputies of the absent, others in the place of the implicated and where nobody holds a role.</summary>
internal sealed class Recipients(CaseView view, TownSettings town, ICollection<string> problems)
{
    private static readonly string?[] NoScope = [null];

    public IReadOnlyList<Seat> Of(Role role, bool evenIfAbsent = false)
    {
        if (view.Directory is null)
        {
            return [];
        }

        return [.. Scopes(role).Select(scope => SeatOf(role, scope, evenIfAbsent))];
    }

    /// <summary>Someone else for a role whose holder would tell themselves: who stands in for it, else who leads. Null: there is nobody else.</summary>
    public string? InsteadOf(Role role, IReadOnlySet<string> tellers)
    {
        var others = (town.StandIns.GetValueOrDefault(role) ?? []).Concat(town.FollowUp.Leaders).Distinct();
        var found = others.SelectMany(other => Scopes(other).SelectMany(scope => Holders(other, scope))).FirstOrDefault(person => !tellers.Contains(person.Id) && !IsImplicated(person.Id) && !IsAbsent(person));
        if (found is null)
        {
            problems.Add($"{role.InJapanese()}として確認する、別の人がいません。連絡網を確認してください。");
        }

        return found?.Id;
    }

    /// <summary>The person an instruction names, else whoever holds its role: for the system it is about, also where the case doesn't concern that one.</summary>
    public Seat Of(InstructionState instruction) => instruction switch
    {
        { PersonId: { } person } => new Seat($"{instruction.Addressee}:{person}", instruction.Addressee, IsImplicated(person) ? [] : [person]),
        _ when view.Directory is null => new Seat(instruction.Addressee.ToString(), instruction.Addressee, []),
        { SystemId: { } system, Addressee: Role.SystemManager } => SeatOf(Role.SystemManager, system, evenIfAbsent: false),
        _ => SeatOf(instruction.Addressee, Scopes(instruction.Addressee)[0], evenIfAbsent: false),
    };

    private Seat SeatOf(Role role, string? scope, bool evenIfAbsent)
    {
        var people = new List<string>();
        Collect(role, scope, evenIfAbsent, people, []);
        if (people.Count == 0)
        {
            problems.Add($"{role.InJapanese()}に知らせる相手がいません。連絡網を確認してください。");
        }

        return new Seat(scope is null ? role.ToString() : $"{role}:{scope}", role, people);
    }

    private string?[] Scopes(Role role)
    {
        switch (role)
        {
            case Role.SectionManager:
                return [view.Case.SectionId];
            case Role.DepartmentHead:
                return [view.Case.DepartmentId ?? view.Directory?.Section(view.Case.SectionId)?.DepartmentId];
            case Role.SystemManager or Role.SystemOperator:
                string?[] systems = view.Case.SystemIds.Count > 0 ? [.. view.Case.SystemIds] : SystemsOfSection();
                return systems.Length > 0 ? systems : NoScope;
            default:
                return NoScope;
        }
    }

    private string[] SystemsOfSection() =>
        [.. view.Directory!.Snapshot.Systems.Where(system => system.SectionId == view.Case.SectionId).Select(system => system.Id)];

    private void Collect(Role role, string? scope, bool evenIfAbsent, List<string> people, HashSet<Role> asked)
    {
        if (!asked.Add(role))
        {
            return;
        }

        var holders = Holders(role, scope);
        if (holders.Length == 0)
        {
            CollectOthers(town.IfVacant, role, evenIfAbsent, people, asked);
            return;
        }

        var free = holders.Where(holder => !IsImplicated(holder.Id)).ToArray();
        foreach (var holder in free)
        {
            Add(people, evenIfAbsent ? holder.Id : PresentFor(holder, role, people, asked));
        }

        if (free.Length < holders.Length)
        {
            CollectOthers(town.IfImplicated, role, evenIfAbsent, people, asked);
        }
    }

    private void CollectOthers(IReadOnlyDictionary<Role, IReadOnlyList<Role>> table, Role role, bool evenIfAbsent, List<string> people, HashSet<Role> asked)
    {
        foreach (var other in table.GetValueOrDefault(role) ?? [])
        {
            foreach (var scope in Scopes(other))
            {
                Collect(other, scope, evenIfAbsent, people, [.. asked]);
            }
        }
    }

    private Person[] Holders(Role role, string? scope)
    {
        var bound = role is Role.SectionManager or Role.DepartmentHead or Role.SystemManager or Role.SystemOperator;
        if (bound && scope is null)
        {
            return [.. view.Directory!.Holders(role).Where(person => person.Roles.Any(held => held.Role == role && held.For is null))];
        }

        return [.. view.Directory!.Holders(role, bound ? scope : null)];
    }

    // The holder, or whoever stands in: the deputy, the deputy's deputy, else the role the town named. If all are away, the holder.
    private string? PresentFor(Person holder, Role role, List<string> people, HashSet<Role> asked)
    {
        var standIns = DeputyChain.Of(holder, person => view.Directory!.Person(person.DeputyId));
        if (standIns.Prepend(holder).FirstOrDefault(person => !IsAbsent(person) && !IsImplicated(person.Id)) is { } present)
        {
            return present.Id;
        }

        var before = people.Count;
        CollectOthers(town.StandIns, role, evenIfAbsent: false, people, asked);
        return people.Count > before ? null : holder.Id;
    }

    private bool IsAbsent(Person person) => person.AbsentUntil > view.Now;

    private bool IsImplicated(string personId) => view.Case.ImplicatedIds.Contains(personId);

    private static void Add(List<string> people, string? personId)
    {
        if (personId is not null && !people.Contains(personId))
        {
            people.Add(personId);
        }
    }
}
