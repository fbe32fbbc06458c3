using System.Security.Claims;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Microsoft.AspNetCore.Http;

namespace Csirt.Platform.Access;

/// <summary>Who is asking. Handlers take it as a parameter.</summary>
/// <param name="Subject">Person id, or key id of a machine; empty where nobody signed in.</param>
/// <param name="Town">全国地方公共団体コード of the caller's town.</param>
/// <param name="Roles">Roles held, and for what.</param>
/// <param name="IsMachine">Came with an API key.</param>
public sealed record Caller(string Subject, string Town, IReadOnlyList<RoleHeld> Roles, bool IsMachine)
{
    /// <summary>Claim types of tokens and keys.</summary>
    public static class Claims
    {
        /// <summary>Subject.</summary>
        public const string Subject = "sub";

        /// <summary>Town.</summary>
        public const string Town = "town";

        /// <summary>One per role held: <c>SectionManager:soumu</c>, or <c>Ciso</c> where it is held for the whole town.</summary>
        public const string Role = "role";

        /// <summary>Present where an API key was used; its value is the channel.</summary>
        public const string Machine = "machine";
    }

    /// <summary>Nobody.</summary>
    public static Caller Nobody { get; } = new(string.Empty, string.Empty, [], false);

    /// <summary>The auditor, which holds the services against each other: it sees ids and versions, and nothing else.</summary>
    public bool IsAuditor => IsMachine && Subject == Reconciliation.AuditorKey.Subject;

    /// <summary>Does the caller hold the role, for anything?</summary>
    public bool Holds(Role role) => Roles.Any(r => r.Role == role);

    /// <summary>The caller that a verified token or key describes; <see cref="Nobody"/> where there is none.</summary>
    public static Caller Of(ClaimsPrincipal principal) => principal.Identity is { IsAuthenticated: true }
        ? new Caller(
            principal.FindFirstValue(Claims.Subject) ?? string.Empty,
            principal.FindFirstValue(Claims.Town) ?? string.Empty,
            [.. principal.FindAll(Claims.Role).Select(c => Parse(c.Value))],
            principal.HasClaim(c => c.Type == Claims.Machine))
        : Nobody;

    /// <summary>Lets endpoint handlers take the caller as a parameter.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>The claim value of a role held.</summary>
    public static string ClaimOf(RoleHeld held) => held.For is null ? held.Role.ToString() : $"{held.Role}:{held.For}";

    private static RoleHeld Parse(string claim)
    {
        var parts = claim.Split(':', 2);
        return new RoleHeld(Enum.Parse<Role>(parts[0]), parts.Length == 2 ? parts[1] : null);
    }
}
