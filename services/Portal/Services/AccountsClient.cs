using Csirt.Contracts.Http.Directory;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>連絡網, its accounts: one's own second factor, everyone's accounts, keys of machines and contractors.</summary>
internal sealed class AccountsClient(HttpClient http, CurrentSession session) : ServiceClient(http, session)
{
    private const string Own = "/api/directory/me/second-factor";
    private const string Keys = "/api/directory/api-keys";

    public Task<OwnSecondFactorState> OwnSecondFactorAsync(CancellationToken stop) => GetAsync<OwnSecondFactorState>(Own, stop);

    public Task<NewAuthenticator> BeginAuthenticatorAsync(ProveIdentity proof, CancellationToken stop) => PostAsync<NewAuthenticator>($"{Own}/authenticator", proof, stop);

    public Task ConfirmAuthenticatorAsync(string code, CancellationToken stop) => PostAsync($"{Own}/authenticator/confirmation", new ConfirmAuthenticator(code), stop);

    public Task<PrintedCodeSheet> PrintOwnCodesAsync(ProveIdentity proof, CancellationToken stop) => PostAsync<PrintedCodeSheet>($"{Own}/printed-codes", proof, stop);

    public Task RemoveOwnSecondFactorAsync(ProveIdentity proof, CancellationToken stop) => PostAsync($"{Own}/removal", proof, stop);

    public Task<IReadOnlyList<AccountEntry>> AllAsync(CancellationToken stop) => GetAsync<IReadOnlyList<AccountEntry>>("/api/directory/accounts", stop);

    public Task<TemporaryPassword> ResetPasswordAsync(string person, CancellationToken stop) =>
        PostAsync<TemporaryPassword>(Path($"/api/directory/accounts/{person}/temporary-password"), new { }, stop);

    public Task<PrintedCodeSheet> PrintCodesAsync(string person, CancellationToken stop) =>
        PostAsync<PrintedCodeSheet>(Path($"/api/directory/accounts/{person}/printed-codes"), new { }, stop);

    /// <param name="person">Whose account.</param>
    /// <param name="action">unlock, disable, enable or remove-second-factor.</param>
    /// <param name="stop">Stops waiting.</param>
    public Task ChangeAsync(string person, string action, CancellationToken stop) => PostAsync(Path($"/api/directory/accounts/{person}/{action}"), null, stop);

    public Task<IReadOnlyList<ApiKeyEntry>> KeysAsync(CancellationToken stop) => GetAsync<IReadOnlyList<ApiKeyEntry>>(Keys, stop);

    public Task<CreatedApiKey> CreateKeyAsync(CreateApiKey request, CancellationToken stop) => PostAsync<CreatedApiKey>(Keys, request, stop);

    public Task RevokeKeyAsync(string id, CancellationToken stop) => DeleteAsync(Path($"/api/directory/api-keys/{id}"), stop);
}
