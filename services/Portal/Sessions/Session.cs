using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Platform.Access;

namespace Csirt.Portal.Sessions;

/// <summary>What the cookie holds: Directory's token, and what the page head says of the person.</summary>
internal sealed record Session
{
    public required string AccessToken { get; init; }

    public required DateTimeOffset AccessEndsAt { get; init; }

    public required string RenewalToken { get; init; }

    public required DateTimeOffset RenewedAt { get; init; }

    public required DateTimeOffset SessionEndsAt { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }

    public required string Town { get; init; }

    public required string TownName { get; init; }

    public required string SectionId { get; init; }

    public required string SectionName { get; init; }

    public required IReadOnlyList<RoleHeld> Roles { get; init; }

    public static Session Of(SignedIn answer, DateTimeOffset now) => new()
    {
        AccessToken = answer.AccessToken,
        AccessEndsAt = answer.ExpiresAt,
        RenewalToken = answer.RenewalToken,
        RenewedAt = now,
        SessionEndsAt = answer.SessionEndsAt,
        PersonId = answer.Person.PersonId,
        Name = answer.Person.Name,
        Town = answer.Person.Town,
        TownName = answer.Person.TownName,
        SectionId = answer.Person.SectionId,
        SectionName = answer.Person.SectionName,
        Roles = RolesOf(answer.Person),
    };

    /// <summary>With a fresh token and the roles of today.</summary>
    public Session With(Renewed answer, DateTimeOffset now) => this with
    {
        AccessToken = answer.AccessToken,
        AccessEndsAt = answer.ExpiresAt,
        RenewedAt = now,
        SessionEndsAt = answer.SessionEndsAt,
        Name = answer.Person.Name,
        SectionId = answer.Person.SectionId,
        SectionName = answer.Person.SectionName,
        Roles = RolesOf(answer.Person),
    };

    /// <summary>May the person do this for some case at least? The services decide; the page only leaves out what would be refused.</summary>
    public bool May(Act act) => AccessTable.PermitsSomewhere(new Caller(PersonId, Town, Roles, IsMachine: false), act);

    private static IReadOnlyList<RoleHeld> RolesOf(WhoAmI person) => [.. person.Roles.Select(r => new RoleHeld(r.Role, r.For)).Distinct()];
}

/// <summary>The session of the running request; null where nobody is signed in.</summary>
internal sealed class CurrentSession
{
    public Session? Value { get; set; }

    /// <summary>For pages that nobody reaches without a session.</summary>
    public Session Required => Value ?? throw new InvalidOperationException("a page without a session asked for it");
}
