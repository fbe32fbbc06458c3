using Microsoft.AspNetCore.Http;

namespace Csirt.Platform.Http;

/// <summary>
/// A refusal that its receiver can act on: a status, a stable code and a Japanese sentence. Thrown anywhere in a request,
/// it undoes the unit of work and becomes <c>application/problem+json</c>.
/// </summary>
public sealed class ProblemException : Exception
{
    /// <summary>With its parts.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable code, e.g. <c>case.stale</c>.</param>
    /// <param name="title">What happened and what to do, in Japanese.</param>
    /// <param name="extensions">Further members of the problem document.</param>
    public ProblemException(int status, string code, string title, IReadOnlyDictionary<string, object?>? extensions = null)
        : base(title) => (Status, Code, Extensions) = (status, code, extensions ?? new Dictionary<string, object?>());

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>Stable code.</summary>
    public string Code { get; }

    /// <summary>Further members.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; }
}

/// <summary>The refusals that every service shares.</summary>
public static class Problem
{
    /// <summary>400: fields that are missing or wrong, each with its sentences.</summary>
    public static ProblemException Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "invalid", "入力内容に誤りがあります。各項目を確認してください。", new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>401.</summary>
    public static ProblemException NotSignedIn(HttpContext context) => context.Request.Headers.Authorization.Count + context.Request.Headers[Access.ApiKeyAuthentication.Header].Count > 0
        ? new(StatusCodes.Status401Unauthorized, "token_not_accepted", "サインインの有効期限が切れているか、認証情報が正しくありません。もう一度サインインしてください。")
        : new(StatusCodes.Status401Unauthorized, "not_signed_in", "サインインが必要です。");

    /// <summary>403.</summary>
    public static ProblemException Forbidden() => new(StatusCodes.Status403Forbidden, "forbidden", "この操作を行う権限がありません。");

    /// <summary>404; <paramref name="what"/> in Japanese.</summary>
    public static ProblemException NotFound(string what) => new(StatusCodes.Status404NotFound, "not_found", $"{what}が見つかりません。");

    /// <summary>409.</summary>
    public static ProblemException Conflict(string code, string title, IReadOnlyDictionary<string, object?>? extensions = null) => new(StatusCodes.Status409Conflict, code, title, extensions);

    /// <summary>412.</summary>
    public static ProblemException Stale(long current) => new(
        StatusCodes.Status412PreconditionFailed, "stale", "ほかの人が先に更新しました。最新の内容を確認して、もう一度操作してください。", new Dictionary<string, object?> { ["current_version"] = current });

    /// <summary>422.</summary>
    public static ProblemException Unprocessable(string code, string title, IReadOnlyDictionary<string, object?>? extensions = null) => new(StatusCodes.Status422UnprocessableEntity, code, title, extensions);
}

/// <summary>Collects what is wrong with an input, so that its sender sees all of it at once.</summary>
public sealed class InputErrors
{
    private readonly Dictionary<string, List<string>> _errors = [];

    /// <summary>Notes an error where the condition does not hold.</summary>
    /// <param name="holds">What must be true.</param>
    /// <param name="field">JSON name of the field.</param>
    /// <param name="message">Japanese sentence.</param>
    public InputErrors Check(bool holds, string field, string message)
    {
        if (!holds)
        {
            if (!_errors.TryGetValue(field, out var messages))
            {
                _errors[field] = messages = [];
            }

            messages.Add(message);
        }

        return this;
    }

    /// <summary>Throws 400 where anything was noted.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw Problem.Invalid(_errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
        }
    }
}
