using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Records;

/// <summary>Evidence is secured and kept (policy 5.3(3)エ, 6.5(3), 7.3(2)).</summary>
internal static class SecureEvidence
{
    internal static Outcome Apply(CaseDocument c, EvidenceRequest r, Context x)
    {
        var check = new Check(x).Recordable(c);
        var description = check.Text("description", r.Description);
        var keptAt = check.Text("kept_at", r.KeptAt, Check.ShortLimit);
        var hash = check.Optional("sha256", r.Sha256, 64)?.ToLowerInvariant();
        check.Valid(hash is null || (hash.Length == 64 && hash.All(char.IsAsciiHexDigit)), "sha256", "not_sha256", "SHA-256は16進数64桁で入力してください。");
        var at = check.Time("secured_at", r.SecuredAt);
        if (check.Failed)
        {
            return check.Refusal;
        }

        var evidence = new Evidence(ItemIds.Next("E", c.Evidence.Count), description, hash, keptAt, at.At, at.Late, x.By, x.Now, []);
        return Outcome.Changed(c with { Evidence = [.. c.Evidence, evidence] }, x,
            new TimelineLine("evidence_secured", $"証拠{evidence.Id}を保全：{description}（保管：{keptAt}）", at.At, at.Late));
    }
}
