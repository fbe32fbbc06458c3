using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Platform.Access;

namespace Csirt.Cases.Access;

/// <summary>What of a case decides who may do what with it.</summary>
internal static class ScopeOf
{
    internal static CaseScope Case(CaseDocument c) => new()
    {
        Town = c.Town,
        SectionId = c.SectionId,
        DepartmentId = c.DepartmentId,
        SystemIds = CasePeople.Systems(c),
        Restricted = c.Restricted,
        HandlerIds = c.HandlerIds,
        ImplicatedIds = c.ImplicatedIds,
        // Whoever was asked, named or given something to do must see what it is about.
        AddressedIds = [.. c.Instructions.Select(i => i.PersonId).Concat(c.Nominations.Select(n => n.NomineeId)).Concat(c.Measures.Select(m => m.OwnerId)).OfType<string>()],
    };
}
