using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Directory;

/// <summary>
/// An account as those who look after accounts see it: <c>GET /api/directory/accounts</c>, longest unused first, so that forgotten
/// ones are found (policy 6.2(1)イ(ウ)). <c>POST …/accounts/{personId}/unlock</c>, <c>/disable</c>, <c>/enable</c> and
/// <c>/remove-second-factor</c> answer 204.
/// </summary>
/// <param name="PersonId">Person.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="UserName">User name.</param>
/// <param name="Disabled">Sign-in is refused.</param>
/// <param name="TemporaryPassword">The password is a temporary one that was not changed yet.</param>
/// <param name="SecondFactor">A second factor is set.</param>
/// <param name="LockedUntil">Locked after failed attempts until (UTC); null when not.</param>
/// <param name="LastSignInAt">Last sign-in (UTC); null where there was none.</param>
/// <param name="CreatedAt">Created (UTC).</param>
public sealed record AccountEntry(string PersonId, string Name, string UserName, bool Disabled, bool TemporaryPassword, bool SecondFactor, DateTimeOffset? LockedUntil, DateTimeOffset? LastSignInAt, DateTimeOffset CreatedAt);

/// <summary><c>POST /api/directory/accounts/{personId}/temporary-password</c>: shown this once; unlocks, ends the account's sessions.</summary>
/// <param name="UserName">User name.</param>
/// <param name="Password">To be handed over in person, and changed at the first sign-in (policy 6.2(1)カ).</param>
public sealed record TemporaryPassword(string UserName, string Password);

/// <summary>A key as listed by <c>GET /api/directory/api-keys</c>: never the secret.</summary>
/// <param name="Id">Id; part of the key.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Channel">Reports filed with it come through this channel: monitoring, contractor or cloud.</param>
/// <param name="ContactId">Contractor or provider it was given to.</param>
/// <param name="CreatedAt">Created (UTC).</param>
/// <param name="ExpiresAt">Ends (UTC); null: no end.</param>
/// <param name="RevokedAt">Withdrawn (UTC); null where it is in force.</param>
public sealed record ApiKeyEntry(string Id, string Label, Channel Channel, string? ContactId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary><c>POST /api/directory/api-keys</c>. <c>DELETE /api/directory/api-keys/{id}</c> withdraws one.</summary>
/// <param name="Label">What it is for.</param>
/// <param name="Channel">monitoring, contractor or cloud.</param>
/// <param name="ContactId">Contractor or provider it is given to; must be set for contractor and cloud.</param>
/// <param name="ExpiresAt">End; null: no end.</param>
public sealed record CreateApiKey(string Label, Channel Channel, string? ContactId = null, DateTimeOffset? ExpiresAt = null);

/// <summary>A new key. It is shown this once: only its hash is stored.</summary>
/// <param name="Key">Goes into the header <c>X-Api-Key</c>.</param>
/// <param name="Entry">As it will be listed.</param>
public sealed record CreatedApiKey(string Key, ApiKeyEntry Entry);
