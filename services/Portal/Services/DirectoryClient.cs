using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>連絡網: accounts, organisation, procedures.</summary>
internal sealed class DirectoryClient(HttpClient http, CurrentSession session) : ServiceClient(http, session)
{
    public Task<IReadOnlyList<TownEntry>> TownsAsync(CancellationToken stop) => GetAsync<IReadOnlyList<TownEntry>>("/api/directory/towns", stop);

    public Task<SignedIn> SignInAsync(SignInRequest request, CancellationToken stop) => PostAsync<SignedIn>("/api/directory/sign-in", request, stop);

    public Task<Renewed> RenewAsync(string renewalToken, CancellationToken stop) => PostAsync<Renewed>("/api/directory/renew", new RenewRequest(renewalToken), stop);

    public Task SignOutAsync(string renewalToken, CancellationToken stop) => PostAsync("/api/directory/sign-out", new SignOutRequest(renewalToken), stop);

    public Task ChangePasswordAsync(ChangePasswordRequest request, CancellationToken stop) => PostAsync("/api/directory/password", request, stop);

    public Task<Organisation> OrganisationAsync(CancellationToken stop) => GetAsync<Organisation>("/api/directory/organisation", stop);

    public Task<IReadOnlyList<SystemEntry>> SystemsAsync(CancellationToken stop) => SystemsAsync(null, null, stop);

    public Task<IReadOnlyList<SystemEntry>> SystemsAsync(string? zone, string? q, CancellationToken stop) =>
        GetAsync<IReadOnlyList<SystemEntry>>("/api/directory/systems" + Query(("zone", zone), ("q", q)), stop);

    public Task<SystemEntry> SystemAsync(string id, CancellationToken stop) => GetAsync<SystemEntry>(Path($"/api/directory/systems/{id}"), stop);

    public Task<IReadOnlyList<PersonEntry>> PeopleAsync(Role? role, CancellationToken stop) =>
        GetAsync<IReadOnlyList<PersonEntry>>("/api/directory/people" + Query(("role", role?.ToString())), stop);

    public Task<PersonEntry> PersonAsync(string person, CancellationToken stop) => GetAsync<PersonEntry>(Path($"/api/directory/people/{person}"), stop);

    public Task<IReadOnlyList<AbsenceEntry>> AbsencesAsync(CancellationToken stop) => GetAsync<IReadOnlyList<AbsenceEntry>>("/api/directory/absences", stop);

    public Task SetAbsenceAsync(string person, SetAbsence absence, CancellationToken stop) => PutAsync(Path($"/api/directory/people/{person}/absence"), absence, stop);

    public Task EndAbsenceAsync(string person, CancellationToken stop) => DeleteAsync(Path($"/api/directory/people/{person}/absence"), stop);

    public Task AcceptDeputyAsync(string person, CancellationToken stop) => PostAsync(Path($"/api/directory/people/{person}/absence/acceptance"), null, stop);

    public Task<IReadOnlyList<OutsideContact>> ContactsAsync(CancellationToken stop) => GetAsync<IReadOnlyList<OutsideContact>>("/api/directory/contacts", stop);

    public Task<IReadOnlyList<ProceduresForKind>> ProceduresAsync(CancellationToken stop) => GetAsync<IReadOnlyList<ProceduresForKind>>("/api/directory/procedures", stop);

    /// <summary>For one kind; the general ones where it is not known yet.</summary>
    public async Task<IReadOnlyList<FirstResponse>> ProceduresAsync(IncidentKind? kind, CancellationToken stop) => kind is { } known
        ? (await GetAsync<IReadOnlyList<ProceduresForKind>>("/api/directory/procedures" + Query(("kind", Choices.Code(known))), stop)).Single().Procedures
        : (await ProceduresAsync(stop)).Single(p => p.Kind is null).Procedures;

    public Task<CallList> CallListAsync(CancellationToken stop) => GetAsync<CallList>("/api/directory/call-list", stop);

    public Task<Readiness> ReadinessAsync(CancellationToken stop) => GetAsync<Readiness>("/api/directory/readiness", stop);
}
