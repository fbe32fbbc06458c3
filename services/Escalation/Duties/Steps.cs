using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>Which action a duty takes in which state: one table for refusals and for the buttons shown.</summary>
internal static class Steps
{
    public const string Draft = "draft";
    public const string Approve = "approve";
    public const string File = "file";
    public const string Accept = "accept";
    public const string Supplement = "supplement";
    public const string Withdraw = "withdraw";
    public const string Keep = "keep";
    public const string Defer = "defer";
    public const string Redate = "redate";
    public const string DecideGround = "decide_ground";
    public const string Groups = "groups";
    public const string Write = "write";

    public static IReadOnlyList<string> All { get; } = [Draft, Approve, File, Accept, Supplement, Withdraw, Keep, Defer, Redate, DecideGround, Groups, Write];

    /// <summary>Filing is a fact: it can be recorded in every state.</summary>
    public static bool Open(DutyDocument duty, string step) => step switch
    {
        Draft => duty is { State: DutyLife.Open, NeedsApproval: true },
        Approve => duty.State == DutyLife.Drafted || (duty.ApprovesDutyId is not null && duty.State == DutyLife.Open),
        File => duty.ApprovesDutyId is null && duty.PassedTo is null,
        Accept => duty is { State: DutyLife.Filed } or { State: DutyLife.SupplementOpen },
        Supplement => duty is { State: DutyLife.SupplementOpen } or { State: DutyLife.Filed },
        Withdraw => !duty.Ended && duty.ApprovesDutyId is null,
        Keep => !duty.Ended && duty.WithdrawalProposed,
        Defer => duty is { Ended: false, Filed: false, Recipient: "persons_concerned" },
        Redate => !duty.Ended && duty.ProposedLimit is not null,
        Write => duty is { Report: not null, PassedTo: null, State: not DutyLife.Withdrawn },
        Groups => duty is { Ended: false, Recipient: "persons_concerned" },
        DecideGround => !duty.Ended && duty.Grounds.Any(ground => ground.Status != GroundStatus.Duty),
        _ => false,
    };

    /// <summary>403 where this step is not the caller's, 409 where the duty does not take it now.</summary>
    public static void Demand(DutyDocument duty, string step, Acting x)
    {
        if (!DutyRights.May(x.Caller, duty, step, x.Desk.Case))
        {
            throw Problem.Forbidden();
        }

        if (!Open(duty, step))
        {
            throw Problem.Conflict("duty_not_ready", Why(duty, step), new Dictionary<string, object?> { ["state"] = Rules.Words.Of(duty.State) });
        }
    }

    private static string Why(DutyDocument duty, string step) => (step, duty.State) switch
    {
        (_, DutyLife.Withdrawn) => "この義務は取り下げられています。",
        (_, DutyLife.Accepted) => "この義務は完了しています。",
        (Draft or Approve, DutyLife.Provisional) => "要判断の義務です。先に義務があるかどうかを判断してください。",
        (Draft, _) => "承認を求められるのは、承認が必要で未着手の義務だけです。",
        (Approve, _) => "承認できるのは、起案された義務だけです。",
        (Accept or Supplement, _) => "先に提出を記録してください。",
        (Defer, _) => "延期できるのは、まだ行っていない本人への通知だけです。",
        (Write, _) => "この義務に報告の文案はありません。",
        (Groups, _) => "対象者の区分があるのは、終わっていない本人への通知だけです。",
        (Keep, _) => "取下げは提案されていません。",
        (Redate, _) => "期限の変更は提案されていません。",
        (DecideGround, _) => "判断を要する号はありません。",
        _ => "今の状態ではできません。",
    };
}
