using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Exceptions;

/// <summary>
/// The policy was departed from because it could not wait (policy 7.4(2)): a fact, recordable always. The CISO is told promptly, the
/// record is the application kept under 7.4(3), and the CISO reviews it.
/// </summary>
internal static class TakeException
{
    /// <summary>The event that rules wait for.</summary>
    internal const string Taken = "exception_taken";

    internal static Outcome Apply(CaseDocument c, ExceptionRequest r, Context x)
    {
        var check = new Check(x).Recordable(c);
        var (clause, what, reason) = (check.Text("clause", r.Clause, Check.ShortLimit), check.Text("what", r.What), check.Text("reason", r.Reason));
        var takenBy = check.Optional("taken_by", r.TakenBy, Check.ShortLimit);
        var at = check.Time("taken_at", r.TakenAt);
        if (check.Failed)
        {
            return check.Refusal;
        }

        var (next, line) = Add(c, clause, what, reason, takenBy ?? x.Town.NameOrId(x.By), at, x);
        return Outcome.Changed(next, x, line);
    }

    /// <summary>The CISO reviews it; whom the CISO delegated this to stands in (1(1)オ).</summary>
    internal static Outcome Review(CaseDocument c, string exceptionId, ExceptionReviewRequest r, Context x)
    {
        if (c.Exceptions.FirstOrDefault(e => e.Id == exceptionId) is not { } exception)
        {
            return Objection.NotFound("unknown_exception", "この事案にない例外措置です。");
        }

        if (!x.Holds(Role.Ciso) && c.Delegations.All(d => d.DelegateId != x.By))
        {
            return Objection.Forbidden("not_ciso", "例外措置を審査できるのは、CISOとCISOが委任した人だけです（7.4）。");
        }

        var check = new Check(x).Recordable(c);
        var comment = check.Optional("comment", r.Comment);
        check.Require(exception.Review is null, "already_reviewed", "この例外措置は審査済みです。");
        check.Valid(r.Permitted || r.Until is null, "until", "not_permitted", "認めない例外措置に期限は付けられません。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var reviewed = exception with { Review = new ExceptionReview(r.Permitted, r.Until, comment, x.By, x.Now) };
        return Outcome.Changed(
            c with { Exceptions = [.. c.Exceptions.Select(e => e.Id == exceptionId ? reviewed : e)] }, x,
            x.Line("exception_reviewed", $"例外措置{exceptionId}をCISOが{(r.Permitted ? "認めた" : "認めなかった")}{(comment is null ? "" : $"：{comment}")}"));
    }

    /// <summary>The exception with its line, for a record that is more than that.</summary>
    internal static (CaseDocument Next, TimelineLine Line) Add(CaseDocument c, string clause, string what, string reason, string takenBy, TrueTime at, Context x)
    {
        var taken = new EmergencyException(ItemIds.Next("X", c.Exceptions.Count), clause, what, reason, takenBy, at.At, at.Late, x.By, x.Now);
        return (
            c with { Exceptions = [.. c.Exceptions, taken] },
            new TimelineLine(Taken, $"緊急時の例外措置{taken.Id}（{clause}）：{what}（理由：{reason}、実施：{takenBy}）", at.At, at.Late));
    }
}
