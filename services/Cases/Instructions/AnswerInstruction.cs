using Csirt.Cases.Model;
using Csirt.Cases.Systems;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Instructions;

/// <summary>
/// An instruction is answered, by the one addressed or by the CSIRT for one who answered by phone. A late answer to one that
/// was waived is kept too. A system that has the problem too joins the case.
/// </summary>
internal static class AnswerInstruction
{
    internal static Outcome Apply(CaseDocument c, string instructionId, AnswerInstructionRequest r, Context x)
    {
        if (c.Instructions.FirstOrDefault(i => i.Id == instructionId) is not { } instruction)
        {
            return Objection.NotFound("unknown_instruction", "この事案にない指示です。");
        }

        if (!MayAnswer(c, instruction, x))
        {
            return Objection.Forbidden("not_addressed", "この指示に回答できるのは、指示を受けた人と、回答を代わりに記録するCSIRTです。");
        }

        var check = new Check(x).Recordable(c);
        var text = check.Text("text", r.Text);
        var by = check.Optional("answered_by", r.AnsweredBy, Check.ShortLimit);
        var at = check.Time("at", r.At);
        check.Valid(!instruction.IsSimilarSystemsCheck || r.Affected is not null, "affected", "required", "このシステムに同じ問題があるかを回答してください（「不明」も回答です）。");
        check.Require(instruction.Status is not InstructionStatus.Superseded, "instruction_superseded", "この指示は差し替え・取消し済みです。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var affected = instruction.IsSimilarSystemsCheck ? r.Affected : null;
        var answered = instruction with
        {
            Status = InstructionStatus.Answered,
            Answers = [.. instruction.Answers, new InstructionAnswer(text, affected, by, at.At, at.Late, x.By, x.Now)],
        };
        var spreads = affected is Answer.Yes or Answer.Suspected;
        var next = c with
        {
            Instructions = [.. c.Instructions.Select(i => i.Id == instructionId ? answered : i)],
            Systems = spreads ? Concerns.Add(c.Systems, [instruction.SystemId!], x.Town) : c.Systems,
        };
        var line = new TimelineLine("instruction_answered", Describe(instructionId, text, by, affected, x), at.At, at.Late);
        return next.Systems.Count == c.Systems.Count
            ? Outcome.Changed(next, x, line)
            : Outcome.Changed(next, x, line, x.Line("system_added", $"関係するシステムに追加：{x.Town.NameOrId(instruction.SystemId!)}（横展開で判明）"));
    }

    // Whoever holds the role addressed may answer for it, whether or not a person was named: the named one may be away.
    private static bool MayAnswer(CaseDocument c, Instruction i, Context x) =>
        i.PersonId == x.By
        || x.Holds(Role.CsirtMember, Role.CsirtLeader)
        || x.Roles.Any(held => held.Role == i.Addressee && held.For == (i.Addressee is Role.SystemManager ? i.SystemId : c.DepartmentId));

    private static string Describe(string id, string text, string? by, Answer? affected, Context x) =>
        $"指示{id}への回答（{by ?? x.Town.NameOrId(x.By)}）：{(affected is { } answer ? $"同じ問題＝{answer.InJapanese()} " : "")}{text}";
}
