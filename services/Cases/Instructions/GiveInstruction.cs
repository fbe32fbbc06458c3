using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Instructions;

/// <summary>
/// The CSIRT instructs the 責任者 concerned to take emergency measures and to recover, and シス管 to check whether their
/// system has it too (policy 5.3(3)ウ); 管理者 of other sections, whether they have the weakness an audit found (9.1(7)イ). It may take the place of an open one.
/// </summary>
internal static class GiveInstruction
{
    internal static Outcome Apply(CaseDocument c, InstructRequest r, Context x)
    {
        var check = new Check(x).Workable(c);
        var text = check.Text("text", r.Text);
        var at = check.Time("given_at", r.GivenAt);
        Validate(r, check, x);
        var old = c.Instructions.FirstOrDefault(i => i.Id == r.Supersedes);
        check.Valid(r.Supersedes is null || old is { Status: InstructionStatus.Open }, "supersedes", "instruction_not_open", "差し替える指示は、回答待ちのものを選んでください。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var given = new Instruction
        {
            Id = ItemIds.Next("I", c.Instructions.Count),
            Addressee = r.Addressee,
            SystemId = r.SystemId,
            PersonId = r.PersonId,
            Text = text,
            IsSimilarSystemsCheck = r.IsSimilarSystemsCheck,
            DueAt = r.DueAt?.ToUniversalTime(),
            Status = InstructionStatus.Open,
            GivenAt = at.At,
            GivenBy = x.By,
            Late = at.Late,
        };
        var before = old is null
            ? c.Instructions
            : [.. c.Instructions.Select(i => i == old ? i with { Status = InstructionStatus.Superseded, Reason = $"{given.Id}に差し替え", EndedBy = x.By } : i)];
        return Outcome.Changed(c with { Instructions = [.. before, given] }, x, new TimelineLine("instructed", Describe(given, old, x), at.At, at.Late));
    }

    private static void Validate(InstructRequest r, Check check, Context x)
    {
        check.Valid(r.Addressee is Role.DepartmentHead or Role.SystemManager or Role.SectionManager, "addressee", "addressee_role", "指示の相手は、情報セキュリティ責任者、情報システム管理者、又は課の情報セキュリティ管理者です。");
        check.Valid(r.Addressee is not Role.SectionManager || (r.PersonId is { } manager && x.Town.Holds(manager, Role.SectionManager)), "person_id", "not_section_manager", "どの課の情報セキュリティ管理者への指示かを、人で選んでください。");
        check.Valid(r.Addressee is not Role.SystemManager || r.SystemId is not null, "system_id", "required", "どのシステムについての指示かを選んでください。");
        check.Valid(!r.IsSimilarSystemsCheck || r.Addressee is Role.SystemManager or Role.SectionManager, "is_similar_systems_check", "addressee_role", "横展開の確認は、情報システム管理者か課の情報セキュリティ管理者に指示してください。");
        check.System("system_id", r.SystemId);
        check.Person("person_id", r.PersonId);
        check.Valid(r.DueAt is not { } due || due > x.Now, "due_at", "in_past", "回答の期限は、これからの日時にしてください。");
    }

    private static string Describe(Instruction i, Instruction? old, Context x)
    {
        var to = i.PersonId is { } person ? x.Town.NameOrId(person) : i.Addressee.InJapanese();
        var system = i.SystemId is { } id ? $"・{x.Town.NameOrId(id)}" : "";
        return $"{(i.IsSimilarSystemsCheck ? "横展開の確認を指示" : "指示")}{i.Id}（{to}{system}）{(old is null ? "" : $"［{old.Id}を差し替え］")}：{i.Text}";
    }
}
