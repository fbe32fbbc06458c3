using System.Diagnostics;
using Csirt.Platform.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Http;

/// <summary>Shows whoever looks at a page what went wrong, in Japanese, where a browser would else show its own blank page.</summary>
internal sealed class PageErrors(RequestDelegate next, EndpointDataSource endpoints, ILogger<PageErrors> log)
{
    public const string ErrorPage = "/Errors/Index";

    private readonly Lazy<Endpoint> _page = new(() => endpoints.Endpoints.Single(e => e.Metadata.OfType<PageActionDescriptor>().Any(p => p.ViewEnginePath == ErrorPage)));

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await ShowAsync(context, new PageFailure(context.Response.StatusCode, Reference(context)));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser has gone; there is nobody to show anything to.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await ShowAsync(context, Of(e, context));
        }
    }

    private PageFailure Of(Exception e, HttpContext context)
    {
        switch (e)
        {
            case ApiException api:
                log.LogWarning(api, "A service answered a page with {Status} {Code}", api.Status, api.Code);
                return new PageFailure(api.Status, api.Reference ?? Reference(context));
            case ProblemException problem:
                return new PageFailure(problem.Status, Reference(context));
            case BadHttpRequestException bad:
                return new PageFailure(bad.StatusCode, Reference(context));
            default:
                log.LogError(e, "A page failed");
                return new PageFailure(StatusCodes.Status500InternalServerError, Reference(context));
        }
    }

    private async Task ShowAsync(HttpContext context, PageFailure failure)
    {
        context.Response.Clear();
        context.Response.StatusCode = failure.Status;
        if (SessionlessAsset(context.Request))
        {
            return;
        }

        context.Features.Set(failure);
        context.SetEndpoint(_page.Value);
        context.Request.RouteValues = new RouteValueDictionary { ["page"] = ErrorPage };
        await _page.Value.RequestDelegate!(context);
    }

    private static bool SessionlessAsset(HttpRequest request) => request.Path.StartsWithSegments("/assets") || request.Path == "/favicon.ico";

    private static string Reference(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}

/// <summary>What went wrong with a page.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reference">What a person reads out to whoever looks after the installation.</param>
internal sealed record PageFailure(int Status, string Reference);
