using System.Diagnostics;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Http;

/// <summary>Turns whatever went wrong in an API request into a Japanese problem document with a stable code and a reference.</summary>
internal sealed class ProblemWriter(RequestDelegate next, ILogger<ProblemWriter> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentLength is null && context.Response.ContentType is null)
            {
                await WriteAsync(context, OfStatus(context.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, Of(e));
        }
    }

    private ProblemException Of(Exception e)
    {
        switch (e)
        {
            case ProblemException problem:
                return problem;
            case StoreUnavailableException { InDoubt: true }:
                log.LogError(e, "Whether the database took a request is not known");
                return new(StatusCodes.Status503ServiceUnavailable, "store_in_doubt", "データベースから返事がなく、保存されたかどうか確認できません。しばらくしてから、保存されていないか確かめたうえでもう一度お試しください。");
            case StoreUnavailableException:
                log.LogError(e, "The database did not take a request");
                return new(StatusCodes.Status503ServiceUnavailable, "store_unavailable", "現在データベースを使用できません。内容は保存されていません。しばらくしてからもう一度お試しください。");
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return OfStatus(StatusCodes.Status413PayloadTooLarge);
            case BadHttpRequestException { InnerException: JsonException json }:
                return JsonProblem.Of(json);
            case BadHttpRequestException bad:
                return bad.StatusCode == StatusCodes.Status400BadRequest ? new(bad.StatusCode, "malformed_request", "リクエストの形式が正しくありません。") : OfStatus(bad.StatusCode);
            default:
                log.LogError(e, "A request failed");
                return OfStatus(StatusCodes.Status500InternalServerError);
        }
    }

    private static ProblemException OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, "not_found", "指定された場所が見つかりません。"),
        StatusCodes.Status405MethodNotAllowed => new(status, "method_not_allowed", "この方法では呼び出せません。"),
        StatusCodes.Status413PayloadTooLarge => new(status, "too_large", "送信されたデータが大きすぎます。"),
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported_media_type", "データの種類が対応していません。"),
        >= 500 => new(status, "internal_error", "処理中にエラーが発生しました。変更は保存されていません。参照番号を添えて担当者に連絡してください。"),
        _ => new(status, $"http_{status}", ReasonPhrases.GetReasonPhrase(status)),
    };

    private static async Task WriteAsync(HttpContext context, ProblemException problem)
    {
        context.Response.Clear();
        context.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        var body = new Dictionary<string, object?>
        {
            ["type"] = $"urn:csirt:problem:{problem.Code}",
            ["title"] = problem.Message,
            ["status"] = problem.Status,
            ["code"] = problem.Code,
            ["reference"] = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
        };
        foreach (var (name, value) in problem.Extensions)
        {
            body[name] = value;
        }

        await context.Response.WriteAsJsonAsync(body, CsirtJson.Options, "application/problem+json");
    }
}
