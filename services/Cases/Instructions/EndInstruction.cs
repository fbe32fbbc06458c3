using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Instructions;

/// <summary>An open instruction is taken back, or the work goes on without its answer (無回答のまま続行): either with a reason.</summary>
internal static class EndInstruction
{
    internal static Outcome TakeBack(CaseDocument c, string instructionId, ReasonRequest r, Context x) =>
        End(c, instructionId, r, InstructionStatus.Superseded, "instruction_superseded", "を取消し", x);

    internal static Outcome GoOnUnanswered(CaseDocument c, string instructionId, ReasonRequest r, Context x) =>
        End(c, instructionId, r, InstructionStatus.Waived, "instruction_waived", "は無回答のまま続行", x);

    private static Outcome End(CaseDocument c, string id, ReasonRequest r, InstructionStatus status, string code, string words, Context x)
    {
        if (c.Instructions.FirstOrDefault(i => i.Id == id) is not { } instruction)
        {
            return Objection.NotFound("unknown_instruction", "この事案にない指示です。");
        }

        var check = new Check(x).Recordable(c);
        var reason = check.Text("reason", r.Reason);
        check.Require(instruction.Status is InstructionStatus.Open, "instruction_not_open", "この指示は回答待ちではありません。");
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(
                c with { Instructions = [.. c.Instructions.Select(i => i.Id == id ? i with { Status = status, Reason = reason, EndedBy = x.By } : i)] }, x,
                x.Line(code, $"指示{id}{words}（理由：{reason}）"));
    }
}
