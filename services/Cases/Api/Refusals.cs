using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Http;

namespace Csirt.Cases.Api;

/// <summary>Refused commands as problem+json: 403, 404, 400 with every field, or 409 with every reason.</summary>
internal static class Refusals
{
    /// <summary>The outcome, where it is one; throws what the caller is to be told otherwise.</summary>
    internal static Outcome Demand(Outcome outcome) => outcome.Done ? outcome : throw Of(outcome.Objections);

    internal static ProblemException Of(IReadOnlyList<Objection> objections)
    {
        var gravest = objections.OrderBy(o => o.Kind switch
        {
            ObjectionKind.Forbidden => 0,
            ObjectionKind.NotFound => 1,
            ObjectionKind.Invalid => 2,
            _ => 3,
        }).First();
        var reasons = objections.Select(o => new UnmetReason(o.Code, o.Text, o.Missing ?? []));
        return gravest.Kind switch
        {
            ObjectionKind.Forbidden => new ProblemException(StatusCodes.Status403Forbidden, gravest.Code, gravest.Text),
            ObjectionKind.NotFound => new ProblemException(StatusCodes.Status404NotFound, gravest.Code, gravest.Text),
            ObjectionKind.Invalid => new ProblemException(StatusCodes.Status400BadRequest, "invalid", "入力内容に誤りがあります。各項目を確認してください。",
                new Dictionary<string, object?> { ["errors"] = Errors(objections), ["reasons"] = reasons }),
            _ => Problem.Conflict("refused", "いまはこの操作ができません。理由を確認してください。", new Dictionary<string, object?> { ["reasons"] = reasons }),
        };
    }

    private static Dictionary<string, string[]> Errors(IReadOnlyList<Objection> objections) =>
        objections.Where(o => o.Field is not null).GroupBy(o => o.Field!).ToDictionary(g => g.Key, g => g.Select(o => o.Text).ToArray());
}
