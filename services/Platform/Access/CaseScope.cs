using Csirt.Contracts.Messages;

namespace Csirt.Platform.Access;

/// <summary>What the access table needs to know of a case.</summary>
public sealed record CaseScope
{
    /// <summary>Town.</summary>
    public required string Town { get; init; }

    /// <summary>Section concerned.</summary>
    public string? SectionId { get; init; }

    /// <summary>Its department.</summary>
    public string? DepartmentId { get; init; }

    /// <summary>Systems concerned.</summary>
    public IReadOnlyCollection<string> SystemIds { get; init; } = [];

    /// <summary>Open to its handlers alone.</summary>
    public bool Restricted { get; init; }

    /// <summary>Named handlers.</summary>
    public IReadOnlyCollection<string> HandlerIds { get; init; } = [];

    /// <summary>Shut out.</summary>
    public IReadOnlyCollection<string> ImplicatedIds { get; init; } = [];

    /// <summary>Persons addressed in it.</summary>
    public IReadOnlyCollection<string> AddressedIds { get; init; } = [];

    /// <summary>From the snapshot that travels in messages.</summary>
    public static CaseScope Of(CaseChanged snapshot) => new()
    {
        Town = snapshot.Town,
        SectionId = snapshot.SectionId,
        DepartmentId = snapshot.DepartmentId,
        // A シス管 asked to check a system that is not concerned yet must see what is asked.
        SystemIds = [.. snapshot.SystemIds, .. snapshot.Instructions.Select(i => i.SystemId).OfType<string>()],
        Restricted = snapshot.Restricted,
        HandlerIds = snapshot.HandlerIds,
        ImplicatedIds = snapshot.ImplicatedIds,
        AddressedIds = [.. snapshot.Instructions.Select(i => i.PersonId).OfType<string>()],
    };

    /// <summary>Goes on, or throws the problem that fits: 403, or 404 where not even the existence is told.</summary>
    public void Demand(Caller caller, Act act)
    {
        switch (AccessTable.Decide(caller, act, this))
        {
            case Verdict.Permitted:
                return;
            case Verdict.Forbidden:
                throw Http.Problem.Forbidden();
            default:
                throw Http.Problem.NotFound("案件");
        }
    }
}
