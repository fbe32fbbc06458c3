using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Sessions;

/// <summary>Holds every page but the <see cref="OpenPages"/> to a session. Who has none goes to the sign-in and comes back.</summary>
internal sealed class SessionFilter(SessionKeeper keeper, CurrentSession session) : IAsyncResourceFilter, IExceptionFilter, IAlwaysRunResultFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        await keeper.LoadAsync(context.HttpContext);
        var open = context.ActionDescriptor is PageActionDescriptor page && OpenPages.Contains(page.ViewEnginePath);
        if (session.Value is null && !open)
        {
            context.Result = SignInFor(context.HttpContext.Request);
            return;
        }

        await next();
    }

    /// <summary>A service no longer takes the token: as if the session had ended.</summary>
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is ApiException { SessionEnded: true })
        {
            keeper.End(context.HttpContext);
            context.Result = SignInFor(context.HttpContext.Request);
            context.ExceptionHandled = true;
        }
    }

    /// <summary>A form whose antiforgery token is no longer good is shown once more to its sender instead of being lost.</summary>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && context.HttpContext.Request.HasFormContentType)
        {
            context.Result = SignInFor(context.HttpContext.Request);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    private static IActionResult SignInFor(HttpRequest request)
    {
        if (SessionKeeper.IsBackground(request))
        {
            return new StatusCodeResult(StatusCodes.Status401Unauthorized);
        }

        var here = QueryString.Create("return", request.Path + request.QueryString);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return new RedirectResult("/sign-in" + here);
        }

        // 307 sends the typed form along. Only a form of our own pages: another site's must not be carried through a sign-in.
        return IsOwn(request) ? new RedirectResult("/sign-in/continue" + here, permanent: false, preserveMethod: true) : new BadRequestResult();
    }

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value;
    }
}
