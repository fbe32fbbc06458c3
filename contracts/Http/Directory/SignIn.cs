namespace Csirt.Contracts.Http.Directory;

/// <summary>A town one can sign in to: <c>GET /api/directory/towns</c>, open to anyone.</summary>
/// <param name="Code">全国地方公共団体コード.</param>
/// <param name="Name">Name.</param>
/// <param name="Demo">A demo town: its accounts are printed at start.</param>
/// <param name="DemoSignIn">The accounts a demo town introduces, for the sign-in page; null for a real town.</param>
public sealed record TownEntry(string Code, string Name, bool Demo, DemoSignIn? DemoSignIn = null);

/// <summary>How to sign in to a demo town. Real towns have no such thing.</summary>
/// <param name="Password">The one password of its accounts.</param>
/// <param name="Accounts">The accounts introduced.</param>
public sealed record DemoSignIn(string Password, IReadOnlyList<DemoAccount> Accounts);

/// <summary>A demo account.</summary>
/// <param name="UserName">User name.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="RoleNames">The policy's names of the roles held; 職員 alone only where there is no other.</param>
public sealed record DemoAccount(string UserName, string Name, IReadOnlyList<string> RoleNames);

/// <summary><c>POST /api/directory/sign-in</c>.</summary>
/// <param name="Town">Town; may be left out where the installation has only one.</param>
/// <param name="UserName">User name; case doesn't matter.</param>
/// <param name="Password">Password.</param>
/// <param name="OneTimeCode">
/// Second factor (policy 4.4(2)): six digits of an authenticator, or a printed one-time code. Left out at first; asked for by
/// 401 <c>one_time_code_required</c> where the account has one.
/// </param>
public sealed record SignInRequest(string? Town, string UserName, string Password, string? OneTimeCode = null);

/// <summary>
/// Signed in. Refusals: 401 <c>sign_in_failed</c> (user name or password), 401 <c>one_time_code_required</c> and <c>one_time_code_wrong</c>,
/// 403 <c>password_change_required</c> (a temporary password: change it first, policy 6.2(1)カ) and <c>second_factor_missing</c>, 423 <c>sign_in_locked</c> with
/// <c>locked_until</c>, 400 <c>invalid</c>.
/// </summary>
/// <param name="AccessToken">Goes into <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">The token ends then (UTC); renew it before.</param>
/// <param name="RenewalToken">Secret that renews and signs out. Keep it where scripts of a page can't read it.</param>
/// <param name="IdleTimeoutMinutes">The session ends so long after the last renewal (policy 6.2(1)オ).</param>
/// <param name="SessionEndsAt">The session ends then at the latest (UTC).</param>
/// <param name="Person">Who signed in.</param>
/// <param name="LastSignInAt">Sign-in before this one (UTC); null at the first. To be shown (policy 6.2(1)オ).</param>
/// <param name="LastSignOutAt">Last sign-out, by hand or by time-out (UTC); null where there was none. To be shown.</param>
/// <param name="FailedAttempts">Failed attempts since the sign-in before this one. To be shown.</param>
/// <param name="PrintedCodesLeft">Printed one-time codes that are left; null where the account has no second factor.</param>
public sealed record SignedIn(
    string AccessToken,
    DateTimeOffset ExpiresAt,
    string RenewalToken,
    int IdleTimeoutMinutes,
    DateTimeOffset SessionEndsAt,
    WhoAmI Person,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset? LastSignOutAt,
    int FailedAttempts,
    int? PrintedCodesLeft = null);

/// <summary><c>POST /api/directory/renew</c>: a fresh token with the roles of today. 401 <c>session_ended</c> where the session has ended.</summary>
/// <param name="RenewalToken">As given at sign-in.</param>
public sealed record RenewRequest(string RenewalToken);

/// <summary>Answer to <see cref="RenewRequest"/>.</summary>
/// <param name="AccessToken">Goes into <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">The token ends then (UTC).</param>
/// <param name="SessionEndsAt">The session ends then at the latest (UTC).</param>
/// <param name="Person">Who it is, as of today.</param>
public sealed record Renewed(string AccessToken, DateTimeOffset ExpiresAt, DateTimeOffset SessionEndsAt, WhoAmI Person);

/// <summary><c>POST /api/directory/sign-out</c>: ends the session; 204, also where it had ended already.</summary>
/// <param name="RenewalToken">As given at sign-in.</param>
public sealed record SignOutRequest(string RenewalToken);

/// <summary>
/// <c>POST /api/directory/password</c>: changes one's own password, signed in or not; so a temporary one can be changed before
/// the first sign-in. 204; every session of the account ends. Refusals as for sign-in; 400 <c>invalid</c> where the new one is
/// too short, too easily guessed or the old one.
/// </summary>
/// <param name="Town">Town; may be left out where the installation has only one.</param>
/// <param name="UserName">User name.</param>
/// <param name="CurrentPassword">Present password, temporary or not.</param>
/// <param name="NewPassword">New password: at least 12 characters.</param>
/// <param name="OneTimeCode">Second factor where the account has one.</param>
public sealed record ChangePasswordRequest(string? Town, string UserName, string CurrentPassword, string NewPassword, string? OneTimeCode = null);

/// <summary>
/// Proves once more who is at the keyboard, before the second factor is touched (policy 4.4(2)):
/// <c>POST /api/directory/me/second-factor/authenticator</c> → <see cref="NewAuthenticator"/>,
/// <c>…/printed-codes</c> → <see cref="PrintedCodeSheet"/>, <c>…/removal</c> → 204. Refusals as for sign-in.
/// </summary>
/// <param name="Password">One's own password.</param>
/// <param name="OneTimeCode">Where a second factor is set already.</param>
public sealed record ProveIdentity(string Password, string? OneTimeCode = null);

/// <summary>An authenticator to be set up; it counts once <c>POST …/authenticator/confirmation</c> saw a code of it.</summary>
/// <param name="Secret">Base 32, to be typed in.</param>
/// <param name="Uri"><c>otpauth:</c> address, for a QR code.</param>
public sealed record NewAuthenticator(string Secret, string Uri);

/// <summary><c>POST /api/directory/me/second-factor/authenticator/confirmation</c>: 204; 400 <c>invalid</c> where the code is not of it.</summary>
/// <param name="Code">Six digits.</param>
public sealed record ConfirmAuthenticator(string Code);

/// <summary>
/// One-time codes to print, shown this once; those of the sheet before end. From oneself, or from the operator for someone else:
/// <c>POST /api/directory/accounts/{personId}/printed-codes</c>.
/// </summary>
/// <param name="UserName">Whose they are.</param>
/// <param name="Codes">Each works once.</param>
public sealed record PrintedCodeSheet(string UserName, IReadOnlyList<string> Codes);

/// <summary>One's own second factor as it stands: <c>GET /api/directory/me/second-factor</c>.</summary>
/// <param name="Authenticator">An authenticator is set and confirmed.</param>
/// <param name="PrintedCodesLeft">Printed codes not used yet; null where no sheet was issued.</param>
/// <param name="Required">The town lets nobody in without a second factor (policy 4.4(2)).</param>
public sealed record OwnSecondFactorState(bool Authenticator, int? PrintedCodesLeft, bool Required);
