using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Judgements;

/// <summary>POST /api/escalation/judgements/{judgement}/answer: a person of the roles named decides, with the reason; again where things changed.</summary>
internal sealed class AnswerJudgement(Database<EscalationModule> database, CaseWork work)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/judgements/{judgement}/answer", async (string judgement, JudgementAnswerRequest r, Caller caller, AnswerJudgement answer, HttpContext http) =>
        {
            var answered = await answer.DoAsync(judgement, r, caller, Versions.Demanded(http.Request), http.RequestAborted);
            Versions.Tell(http.Response, answered.Version);
            return answered;
        }).Requires(Act.ReadDuties);

    public static Judgement View(JudgementDocument judgement, CaseChanged snapshot, Caller caller) => new()
    {
        Id = judgement.Id,
        Version = judgement.Version,
        RuleId = judgement.RuleId,
        Title = judgement.Title,
        Question = judgement.Question,
        Basis = judgement.Basis,
        Label = judgement.Label,
        DecidedBy = judgement.DecidedBy,
        Target = judgement.Target,
        Why = DutyViews.Why(judgement.Because),
        Lapsed = judgement.Lapsed,
        Answer = judgement.Answer,
        Allowed = MayDecide(judgement, snapshot, caller) && AccessTable.Decide(caller, Act.ReadDuties, CaseScope.Of(snapshot)) == Verdict.Permitted,
    };

    private static bool MayDecide(JudgementDocument judgement, CaseChanged snapshot, Caller caller) => CaseRoles.HoldsAny(caller, judgement.DecidedBy, snapshot);

    private Task<Judgement> DoAsync(string id, JudgementAnswerRequest r, Caller caller, long version, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var judgement = await JudgementStore.FindAsync(uow, id) ?? throw Problem.NotFound("判断");
            var snapshot = await CaseCopies.DemandAsync(uow, judgement.CaseId, caller, Act.ReadDuties);
            if (!MayDecide(judgement, snapshot, caller))
            {
                throw Problem.Forbidden();
            }

            if (judgement.Version != version)
            {
                throw Problem.Stale(judgement.Version);
            }

            var answer = new JudgementAnswer(
                Acting.Required(r.Decision, "decision", "判断を入力してください。"), Acting.Required(r.Reason, "reason", "理由を入力してください。"), caller.Subject, uow.Now);
            var desk = await work.DoAsync(uow, snapshot, desk => desk.Put(desk.Judgements.Single(kept => kept.Id == id) with { Answer = answer }));
            uow.Audit("judgement.answered", $"judgement/{id}", new { judgement.CaseId, judgement.RuleId });
            return View(desk.Judgements.Single(kept => kept.Id == id), snapshot, caller);
        }, stop);
}
