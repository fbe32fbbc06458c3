using Csirt.Contracts;
using Csirt.Platform.Access;
using Csirt.Platform.Hosting;
using Csirt.Portal.Http;
using Csirt.Portal.Pages.Reports;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal;

/// <summary>画面: the web pages. Talks to the services over their HTTP APIs only; has no database.</summary>
public sealed class PortalModule : IServiceModule
{
    /// <inheritdoc />
    public string Name => Topology.Services.Portal;

    /// <inheritdoc />
    public void AddTo(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddPortalPages();
        services.AddServiceClient<DirectoryClient>(Topology.Services.Directory);
        services.AddServiceClient<AccountsClient>(Topology.Services.Directory);
        services.AddServiceClient<IntakeClient>(Topology.Services.Intake);
        services.AddServiceClient<CasesClient>(Topology.Services.Cases);
        services.AddServiceClient<EscalationClient>(Topology.Services.Escalation);
        services.AddServiceClient<NotificationClient>(Topology.Services.Notification);
        services.AddScoped<OperationsClient>();
        services.AddScoped<CurrentSession>();
        services.AddScoped<SessionKeeper>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<FormCarrier>();
        services.AddSingleton<EmbeddedAssets>();
        services.AddSingleton<Attaching>();
    }

    /// <inheritdoc />
    public void MapApi(RouteGroupBuilder api)
    {
    }

    /// <inheritdoc />
    public void MapPages(WebApplication app)
    {
        app.UsePageErrorsAndHeaders();
        app.MapGet("/assets/{**path}", (string path, HttpContext context, EmbeddedAssets assets) => assets.Serve(path, context)).Requires(Act.Anyone);
        // Anyone, for the pages' own cookie decides: SessionFilter.
        app.MapRazorPages().Requires(Act.Anyone).Add(page =>
        {
            if (page.Metadata.OfType<PageActionDescriptor>().Any(p => !OpenPages.Contains(p.ViewEnginePath)))
            {
                page.Metadata.Add(new SignedInPage());
            }
        });
    }
}
