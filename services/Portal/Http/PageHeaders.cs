namespace Csirt.Portal.Http;

/// <summary>What browsers are told of every page: run nothing but our own script, show it in no frame, keep no copy.</summary>
internal static class PageHeaders
{
    private static readonly string[] ForMachines = ["/api", "/openapi", "/health", "/metrics"];

    public static void UsePageErrorsAndHeaders(this WebApplication app) => app.UseWhen(IsForPeople, pages =>
    {
        pages.Use(AddAsync);
        pages.UseMiddleware<PageErrors>(app.Services.GetRequiredService<EndpointDataSource>());
    });

    private static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Cache-Control", "no-store");
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static bool IsForPeople(HttpContext context) => !Array.Exists(ForMachines, prefix => context.Request.Path.StartsWithSegments(prefix));
}
