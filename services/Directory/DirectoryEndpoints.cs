using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Accounts;
using Csirt.Directory.CallList;
using Csirt.Directory.Keys;
using Csirt.Directory.Organisation;
using Csirt.Directory.People;
using Csirt.Directory.Readiness;
using Csirt.Directory.SecondFactor;
using Csirt.Directory.Sessions;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Tokens;
using Csirt.Platform.Access;

namespace Csirt.Directory;

/// <summary>Every door of the service.</summary>
internal static class DirectoryEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapSessions(api);
        MapSecondFactor(api);
        MapPeople(api);
        MapOrganisation(api);
        MapAccounts(api);
    }

    private static void MapSessions(RouteGroupBuilder api)
    {
        api.MapGet("/towns", (ServedTowns towns) => towns.All.Select(DemoGreeting.Introduce).ToList()).Requires(Act.Anyone);
        api.MapGet("/keys", (SigningKeys keys) => PublicKeys.Of(keys)).Requires(Act.Anyone);
        api.MapPost("/sign-in", (SignInRequest request, SignIn signIn, CancellationToken stop) => signIn.HandleAsync(request, stop)).Requires(Act.Anyone);
        api.MapPost("/renew", (RenewRequest request, Renew renew, CancellationToken stop) => renew.HandleAsync(request, stop)).Requires(Act.Anyone);
        api.MapPost("/sign-out", (SignOutRequest request, SignOut signOut, CancellationToken stop) => signOut.HandleAsync(request, stop)).Requires(Act.Anyone);
        api.MapPost("/password", (ChangePasswordRequest request, ChangePassword change, CancellationToken stop) => change.HandleAsync(request, stop)).Requires(Act.Anyone);
        api.MapGet("/me", (Me me, Caller caller, CancellationToken stop) => me.HandleAsync(caller, stop)).Requires(Act.SignedIn);
    }

    private static void MapSecondFactor(RouteGroupBuilder api)
    {
        var own = api.MapGroup("/me/second-factor").Requires(Act.SignedIn);
        own.MapGet(string.Empty, (OwnSecondFactor factor, Caller caller, CancellationToken stop) => factor.StateAsync(caller, stop));
        own.MapPost("/authenticator", (ProveIdentity proof, OwnSecondFactor factor, Caller caller, CancellationToken stop) =>
            factor.BeginAuthenticatorAsync(proof, caller, stop));
        own.MapPost("/authenticator/confirmation", (ConfirmAuthenticator request, OwnSecondFactor factor, Caller caller, CancellationToken stop) =>
            factor.ConfirmAsync(request, caller, stop));
        own.MapPost("/printed-codes", (ProveIdentity proof, OwnSecondFactor factor, Caller caller, CancellationToken stop) =>
            factor.IssueSheetAsync(proof, caller, stop));
        own.MapPost("/removal", (ProveIdentity proof, OwnSecondFactor factor, Caller caller, CancellationToken stop) =>
            factor.RemoveAsync(proof, caller, stop));
    }

    private static void MapPeople(RouteGroupBuilder api)
    {
        api.MapGet("/people", (string? section, string? department, string? role, string? q, FindPeople people, Caller caller, CancellationToken stop) =>
            people.ListAsync(section, department, role, q, caller, stop)).Requires(Act.ReadDirectory);
        api.MapGet("/people/{id}", (string id, FindPeople people, Caller caller, CancellationToken stop) =>
            people.GetAsync(id, caller, stop)).Requires(Act.ReadDirectory);
        api.MapGet("/absences", (ReadAbsences absences, Caller caller, CancellationToken stop) => absences.HandleAsync(caller, stop)).Requires(Act.ReadDirectory);
        api.MapPut("/people/{id}/absence", (string id, SetAbsence request, SetAbsences absences, Caller caller, CancellationToken stop) =>
            absences.SetAsync(id, request, caller, stop)).Requires(Act.SignedIn);
        api.MapDelete("/people/{id}/absence", (string id, SetAbsences absences, Caller caller, CancellationToken stop) =>
            absences.EndAsync(id, caller, stop)).Requires(Act.SignedIn);
        api.MapPost("/people/{id}/absence/acceptance", (string id, SetAbsences absences, Caller caller, CancellationToken stop) =>
            absences.AcceptAsync(id, caller, stop)).Requires(Act.SignedIn);
    }

    private static void MapOrganisation(RouteGroupBuilder api)
    {
        api.MapGet("/organisation", (ReadOrganisation read, Caller caller, CancellationToken stop) =>
            read.OrganisationAsync(caller, stop)).Requires(Act.ReadDirectory);
        api.MapGet("/systems", (string? zone, string? section, string? q, ReadOrganisation read, Caller caller, CancellationToken stop) =>
            read.SystemsAsync(zone, section, q, caller, stop)).Requires(Act.ReadDirectory);
        api.MapGet("/systems/{id}", (string id, ReadOrganisation read, Caller caller, CancellationToken stop) =>
            read.SystemAsync(id, caller, stop)).Requires(Act.ReadDirectory);
        api.MapGet("/contacts", (string? kind, ReadOrganisation read, Caller caller, CancellationToken stop) =>
            read.ContactsAsync(kind, caller, stop)).Requires(Act.ReadDirectory);
        api.MapGet("/procedures", (string? kind, ReadOrganisation read, Caller caller, CancellationToken stop) =>
            read.ProceduresAsync(kind, caller, stop)).Requires(Act.ReadDirectory);
        api.MapGet("/call-list", (ReadCallList read, Caller caller, CancellationToken stop) => read.HandleAsync(caller, stop)).Requires(Act.ReadCallList);
        api.MapGet("/readiness", (CheckReadiness check, Caller caller, CancellationToken stop) => check.HandleAsync(caller, stop)).Requires(Act.ReadAlarms);
    }

    private static void MapAccounts(RouteGroupBuilder api)
    {
        var manage = api.MapGroup(string.Empty).Requires(Act.ManageDirectory);
        manage.MapPost("/import", (ReloadTown reload, Caller caller, CancellationToken stop) => reload.HandleAsync(caller, stop));
        manage.MapGet("/accounts", (ManageAccounts accounts, Caller caller, CancellationToken stop) => accounts.ListAsync(caller, stop));
        manage.MapPost("/accounts/{personId}/temporary-password", (string personId, ManageAccounts accounts, Caller caller, CancellationToken stop) =>
            accounts.ResetAsync(personId, caller, stop));
        manage.MapPost("/accounts/{personId}/unlock", (string personId, ManageAccounts accounts, Caller caller, CancellationToken stop) =>
            accounts.UnlockAsync(personId, caller, stop));
        manage.MapPost("/accounts/{personId}/disable", (string personId, ManageAccounts accounts, Caller caller, CancellationToken stop) =>
            accounts.DisableAsync(personId, caller, stop));
        manage.MapPost("/accounts/{personId}/enable", (string personId, ManageAccounts accounts, Caller caller, CancellationToken stop) =>
            accounts.EnableAsync(personId, caller, stop));
        manage.MapPost("/accounts/{personId}/printed-codes", (string personId, ManageAccounts accounts, Caller caller, CancellationToken stop) =>
            accounts.IssueSheetAsync(personId, caller, stop));
        manage.MapPost("/accounts/{personId}/remove-second-factor", (string personId, ManageAccounts accounts, Caller caller, CancellationToken stop) =>
            accounts.RemoveSecondFactorAsync(personId, caller, stop));
        manage.MapGet("/api-keys", (ManageApiKeys keys, Caller caller, CancellationToken stop) => keys.ListAsync(caller, stop));
        manage.MapPost("/api-keys", (CreateApiKey request, ManageApiKeys keys, Caller caller, CancellationToken stop) => keys.CreateAsync(request, caller, stop));
        manage.MapDelete("/api-keys/{id}", (string id, ManageApiKeys keys, Caller caller, CancellationToken stop) => keys.RevokeAsync(id, caller, stop));
    }
}
