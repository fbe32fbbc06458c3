using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.People;

/// <summary><c>PUT</c> and <c>DELETE /api/directory/people/{id}/absence</c>, and the CISO's acceptance of the deputy.</summary>
internal sealed class SetAbsences(Database<DirectoryModule> database, TownDirectories directories, FindPeople people)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public Task<PersonEntry> SetAsync(string id, SetAbsence request, Caller caller, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var person = await DemandAsync(uow, id, caller);
            var from = request.From is { } given && given > uow.Now ? given : uow.Now;
            var directory = await directories.InForceAsync(uow);
            new InputErrors()
                .Check(request.Until > from, "until", "終わりの日時は、始まりと現在より後にしてください。")
                .Check(request.Until <= uow.Now + Longest, "until", "1年より先の日時は指定できません。")
                .Check(request.DeputyId != id, "deputy_id", "本人を代理者にすることはできません。")
                .Check(request.DeputyId is null || directory.Person(request.DeputyId) is not null, "deputy_id", "代理者が見つかりません。")
                .ThrowIfAny();
            await AbsenceTable.SetAsync(uow, id, from, request.Until, request.DeputyId);
            uow.Schedule(AbsenceTurns.WorkKind, person.Id, from > uow.Now ? from : request.Until);
            uow.Audit("absence.set", $"person/{id}", new { from, request.Until, request.DeputyId });
            await DirectoryVersions.PublishAsync(uow, "absence");
            return await people.ReadAsync(uow, id, caller);
        }, stop);

    public Task<PersonEntry> EndAsync(string id, Caller caller, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            await DemandAsync(uow, id, caller);
            if (await AbsenceTable.EndAsync(uow, id))
            {
                uow.Unschedule(AbsenceTurns.WorkKind, id);
                uow.Audit("absence.ended", $"person/{id}");
                await DirectoryVersions.PublishAsync(uow, "absence");
            }

            return await people.ReadAsync(uow, id, caller);
        }, stop);

    /// <summary>From then on the deputy acts with 統括's or シス管's rights. 403 for anyone but CISO and 副CISO, 409 where nothing waits.</summary>
    public Task<PersonEntry> AcceptAsync(string id, Caller caller, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            if (!AbsenceRights.MayAccept(caller))
            {
                throw Problem.Forbidden();
            }

            if (!(await people.ReadAsync(uow, id, caller)).DeputyNeedsAcceptance || !await AbsenceTable.AcceptAsync(uow, id))
            {
                throw Problem.Conflict("nothing_to_accept", "承認を待っている代理者はいません。");
            }

            uow.Audit("deputy.accepted", $"person/{id}");
            await DirectoryVersions.PublishAsync(uow, "deputy_accepted");
            return await people.ReadAsync(uow, id, caller);
        }, stop);

    private async Task<Person> DemandAsync(IReadSession session, string id, Caller caller)
    {
        var directory = await directories.InForceAsync(session);
        var person = directory.Person(id) ?? throw Problem.NotFound("職員");
        return AbsenceRights.MaySet(caller, person, directory) ? person : throw Problem.Forbidden();
    }
}
