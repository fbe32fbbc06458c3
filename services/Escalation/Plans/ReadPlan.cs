using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Plans;

/// <summary>GET /api/escalation/cases/{case}/plan: whom, by which way, when, and who comes next (policy 1(9)ウ, 5.3).</summary>
internal sealed class ReadPlan(Database<EscalationModule> database, CaseWork work, RuleBooks books, DirectoryCopies<EscalationModule> directories, TimeProvider time)
{
    private const string Mail = "メール";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/cases/{caseId}/plan", (string caseId, long? version, Caller caller, ReadPlan read, CancellationToken stop) => read.DoAsync(caseId, version, caller, stop)).Requires(Act.ReadNotifications);

    private Task<CasePlan> DoAsync(string caseId, long? upTo, Caller caller, CancellationToken stop) => database.ReadAsync(
        caller.Town,
        async session =>
        {
            var snapshot = await CaseCopies.DemandAsync(session, caseId, caller, Act.ReadNotifications);
            var rows = (await PlanStore.OfCaseAsync(session, caseId)).Where(row => upTo is null || row.Version <= upTo).ToList();
            var mails = (await MailStore.OfCaseAsync(session, caseId)).Select(row => (row.State, Mail: row.Read())).ToLookup(row => row.Mail.RootId);
            var desk = await CaseDesk.OpenAsync(session, snapshot, books.For(caller.Town));
            var input = work.InputOf(desk, time.GetUtcNow());
            return new CasePlan(
                caseId,
                snapshot.Number,
                rows.Count == 0 ? 0 : rows[^1].Version,
                rows.Count == 0 ? null : rows[^1].Chain.MadeAt,
                [.. rows.GroupBy(row => row.Chain.RootId).Where(chain => mails[chain.Key].Any()).Select(chain => View([.. chain], [.. mails[chain.Key]], directories.Find(caller.Town)))],
                QuietCases.NextRing(input),
                Evaluator.Evaluate(input).NextLook);
        },
        stop);

    private static PlannedChain View(IReadOnlyList<(long Version, FrozenChain Chain)> versions, IReadOnlyList<(string State, AskedMail Mail)> mails, TownDirectory? directory)
    {
        var root = mails.Single(mail => mail.Mail.Step == 0).Mail.Request;
        var (version, newest) = versions[^1];
        var kept = versions.Take(versions.Count - 1).Select(before => new ChainVersion(before.Version, before.Chain.MadeAt, before.Chain.Why, Steps(before.Chain.Steps)));
        return new PlannedChain
        {
            RootId = root.NotificationId,
            RuleId = root.RuleId,
            Subject = root.Subject,
            Roles = root.Roles,
            AcknowledgesFor = newest.AcknowledgesFor,
            NeedsAcknowledgement = root.NeedsAcknowledgement,
            Answered = mails.Any(mail => mail.State == "acknowledged"),
            Version = version,
            MadeAt = newest.MadeAt,
            Why = newest.Why,
            Steps = Steps([.. versions.Take(versions.Count - 1).SelectMany(before => before.Chain.Steps).Where(step => mails.Any(mail => mail.Mail.Step == step.Number && mail.Mail.Request.PersonId == step.PersonId)), .. newest.Steps]),
            Before = [.. kept],
        };

        IReadOnlyList<ChainStep> Steps(IReadOnlyList<PlannedStep> planned) =>
        [
            Step(0, ChainStepKind.First, root.PersonId!, root.Gateway, root.RequestedAt),
            .. planned.DistinctBy(step => step.Number).Select(step => Step(step.Number, step.Kind, step.PersonId, step.Gateway, step.At)),
        ];

        ChainStep Step(int number, ChainStepKind kind, string personId, string? gateway, DateTimeOffset? at)
        {
            var (state, mail) = mails.FirstOrDefault(asked => asked.Mail.Step == number && asked.Mail.Request.PersonId == personId);
            return new ChainStep(
                number, kind, personId, directory?.Person(personId)?.Name, gateway, gateway is null ? Mail : directory?.Gateway(gateway)?.Title ?? gateway,
                at, mail?.Request.NotificationId, mail?.Request.RequestedAt, state);
        }
    }
}
