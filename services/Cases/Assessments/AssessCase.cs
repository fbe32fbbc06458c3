using Csirt.Cases.Model;
using Csirt.Cases.Moves;
using Csirt.Cases.Systems;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Assessments;

/// <summary>The CSIRT confirms the situation and judges (policy 5.3(3)ア). Assessing a case just received is its triage.</summary>
internal static class AssessCase
{
    internal static Outcome Apply(CaseDocument c, AssessRequest r, Context x)
    {
        var check = new Check(x).Workable(c);
        var facts = FactPatch.Of(c, r.Facts, r.FactsKnown, check, x);
        Validate(r, check, x);
        var (title, note) = (check.Optional("title", r.Title, Check.ShortLimit), check.Optional("note", r.Note));
        if (check.Failed)
        {
            return check.Refusal;
        }

        var next = Place(c, r, x) with
        {
            Title = title ?? c.Title,
            Facts = facts.Facts,
            FactsKnown = facts.Known,
            FactChanges = [.. c.FactChanges, .. facts.Changes],
        };
        next = Judge(next, r, x);
        List<TimelineLine> lines = [x.Line("assessed", Describe(c, next, facts, note, x))];
        if (next.Stage is CaseStage.Received)
        {
            var (moved, line, _) = MoveCase.Step(next, Trigger.StartTriage, null, FactsOfCase.Read(next, DutiesHeld.NotTold), x);
            next = moved;
            lines.Add(line!);
        }

        return Outcome.Changed(next, x, lines);
    }

    private static void Validate(AssessRequest r, Check check, Context x)
    {
        check.Valid(r != new AssessRequest(), "facts", "nothing_given", "変更する項目がありません。");
        check.Valid(r.BodyId is null || x.Town.HasBody(r.BodyId), "body_id", "unknown_body", "登録のない報告主体です。");
        check.Valid(r.SectionId is null || x.Town.Section(r.SectionId) is not null, "section_id", "unknown_section", "登録のない課室です。");
        check.Systems("system_ids", r.SystemIds ?? []);
        if (r.JudgedAt is { } at)
        {
            check.Valid(r.Incident is not null, "judged_at", "incident_required", "判断の日時は、判断とあわせて入力してください。");
            check.NotInFuture("judged_at", at);
        }
    }

    private static CaseDocument Place(CaseDocument c, AssessRequest r, Context x)
    {
        // A case opened before the directory was here gets its department now.
        var department = r.SectionId is not null || c.DepartmentId is null ? x.Town.DepartmentOf(r.SectionId ?? c.SectionId) : null;
        return c with
        {
            SectionId = r.SectionId ?? c.SectionId,
            DepartmentId = department?.Id ?? c.DepartmentId,
            BodyId = r.BodyId ?? (r.SectionId is null ? c.BodyId : null) ?? department?.BodyId ?? c.BodyId,
            Systems = r.SystemIds is null ? c.Systems : Concerns.Replace(c.Systems, r.SystemIds, x.Town),
        };
    }

    private static CaseDocument Judge(CaseDocument c, AssessRequest r, Context x)
    {
        var judged = r.Incident is not null && (r.Incident != c.Assessment.Incident || r.JudgedAt is not null);
        return c with
        {
            Assessment = c.Assessment with
            {
                Incident = r.Incident ?? c.Assessment.Incident,
                Kind = r.Kind ?? c.Assessment.Kind,
                Severity = r.Severity ?? c.Assessment.Severity,
                JudgedBy = judged ? x.By : c.Assessment.JudgedBy,
            },
            // 「不明」 is no judgement: the time of judging stays open.
            Times = judged && r.Incident is not Answer.Unknown ? c.Times with { Judged = r.JudgedAt ?? FactTime.At(x.Now) } : c.Times,
        };
    }

    private static string Describe(CaseDocument before, CaseDocument after, FactPatch facts, string? note, Context x)
    {
        List<string> parts = [];
        Add(parts, "インシデント", before.Assessment.Incident, after.Assessment.Incident, a => a.InJapanese());
        Add(parts, "種別", before.Assessment.Kind, after.Assessment.Kind, k => k?.InJapanese());
        Add(parts, "重大度", before.Assessment.Severity, after.Assessment.Severity, s => s?.InJapanese());
        Add(parts, "課室", before.SectionId, after.SectionId, s => s is null ? null : x.Town.NameOrId(s));
        Add(parts, "報告主体", before.BodyId, after.BodyId, b => b is null ? null : x.Town.NameOrId(b));
        Add(parts, "システム", SystemNames(before, x), SystemNames(after, x), s => s);
        Add(parts, "件名", before.Title, after.Title, t => t);
        parts.AddRange(facts.Changes.Select(FactPatch.Describe));
        return "評価：" + (parts.Count == 0 ? "変更なし" : string.Join("、", parts)) + (note is null ? "" : $"（{note}）");
    }

    private static string SystemNames(CaseDocument c, Context x) => string.Join("・", c.Systems.Select(s => s.Name ?? x.Town.NameOrId(s.SystemId)));

    private static void Add<T>(List<string> parts, string name, T before, T after, Func<T, string?> show)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            parts.Add($"{name}＝{show(after)}");
        }
    }
}
