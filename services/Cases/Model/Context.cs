using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Model;

/// <summary>Who commands, when, and what the town looks like: all that a command knows besides the case and the request.</summary>
/// <param name="By">Person id of the caller.</param>
/// <param name="Roles">Roles the caller holds.</param>
/// <param name="Now">Now (UTC).</param>
/// <param name="Town">The local copy of the directory.</param>
internal sealed record Context(string By, IReadOnlyList<RoleHeld> Roles, DateTimeOffset Now, TownRegister Town)
{
    internal bool Holds(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Any(held => held.Role == role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A line for what happens right now.</summary>
    internal TimelineLine Line(string code, string text) => new(code, text, FactTime.At(Now), false);
}
