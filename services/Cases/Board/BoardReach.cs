using System.Text.Json;
using Csirt.Platform.Access;

namespace Csirt.Cases.Board;

/// <summary>
/// What of the board a caller sees, as parameters of its queries: the access table's lines for listing cases, spelled out for
/// the database. Restricted cases and implicated persons are told apart in the statement itself.
/// </summary>
internal sealed class BoardReach
{
    /// <summary>The condition every board query carries; f is the case's row.</summary>
    internal const string SqliteVisible =
        """
        NOT EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.person_id = @me AND p.part = 'implicated')
        AND (f.restricted = 0 OR EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.person_id = @me AND p.part = 'handler'))
        AND (@wholeTown = 1
            OR f.section_id IN (SELECT value FROM json_each(@sections))
            OR f.department_id IN (SELECT value FROM json_each(@departments))
            OR EXISTS (SELECT 1 FROM case_system s WHERE s.town = f.town AND s.case_id = f.id AND s.system_id IN (SELECT value FROM json_each(@systems))))
        """;

    /// <inheritdoc cref="SqliteVisible" />
    internal const string SqlServerVisible =
        """
        NOT EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.person_id = @me AND p.part = 'implicated')
        AND (f.restricted = 0 OR EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.person_id = @me AND p.part = 'handler'))
        AND (@wholeTown = 1
            OR f.section_id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@sections))
            OR f.department_id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@departments))
            OR EXISTS (SELECT 1 FROM case_system s WHERE s.town = f.town AND s.case_id = f.id AND s.system_id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@systems))))
        """;

    internal required string Me { get; init; }

    internal bool WholeTown { get; init; }

    internal required string Sections { get; init; }

    internal required string Departments { get; init; }

    internal required string Systems { get; init; }

    internal static BoardReach Of(Caller caller)
    {
        var grants = AccessTable.Grants.Where(g => g.Act is Act.ListCases).ToList();
        return new BoardReach
        {
            Me = caller.Subject,
            WholeTown = grants.Any(g => g.Reach is Reach.Town && caller.Holds(g.Role)),
            Sections = Held(Reach.Section),
            Departments = Held(Reach.Department),
            Systems = Held(Reach.System),
        };

        string Held(Reach reach) => JsonSerializer.Serialize(
            caller.Roles.Where(r => r.For is not null && grants.Any(g => g.Reach == reach && g.Role == r.Role)).Select(r => r.For));
    }
}
