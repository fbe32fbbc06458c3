using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>A person withdraws a duty, with the reason. An exemption is taken only where the law has it.</summary>
internal static class WithdrawDuty
{
    private static readonly Dictionary<string, string> Exemptions = new()
    {
        ["encryption"] = "高度な暗号化等",
        ["notification_hard"] = "本人通知が困難（代替措置）",
        ["article_78"] = "個人情報保護法78条1項各号",
    };

    public static DutyDocument Apply(DutyDocument duty, WithdrawRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Withdraw, x);
        var reason = Acting.Required(r.Reason, "reason", "取り下げる理由を入力してください。");
        if (r.Exemption is { } exemption)
        {
            new InputErrors().Check(Exemptions.ContainsKey(exemption), "exemption", "この例外はありません。").ThrowIfAny();
            Demand(exemption, duty, x);
            reason = $"{Exemptions[exemption]}：{reason}";
        }

        return (duty with { State = DutyLife.Withdrawn, WithdrawalProposed = false, ProposedLimit = null }).With(x.Entry("withdrawn", reason));
    }

    private static void Demand(string exemption, DutyDocument duty, Acting x)
    {
        var refusal = exemption switch
        {
            "encryption" when x.Desk.Case.Facts is not { Encrypted: Answer.Yes, KeySafe: Answer.Yes } =>
                "暗号化と鍵の安全がどちらも「はい」と確かめられるまで、この例外は使えません。",
            "notification_hard" when duty.Recipient != "persons_concerned" => "本人への通知だけの例外です。",
            "article_78" when duty.Recipient != "persons_concerned" || duty.Scope != "appi68" => "個人情報保護法68条2項の本人への通知だけの例外です。マイナンバーにはありません。",
            _ => null,
        };
        if (refusal is not null)
        {
            throw Problem.Conflict("exemption_not_applicable", refusal);
        }
    }
}
