using System.Globalization;
using Csirt.Contracts;
using Csirt.Platform.Access;
using Csirt.Platform.Audit;
using Csirt.Platform.Audit.Anchors;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting.Commands;
using Csirt.Platform.Http;
using Csirt.Platform.Messaging;
using Csirt.Platform.Messaging.RabbitMq;
using Csirt.Platform.Reconciliation;
using Csirt.Platform.Scheduling;
using Csirt.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Csirt.Platform.Hosting;

/// <summary>Hosts one service, or several in one process.</summary>
public static class CsirtHost
{
    /// <summary>Largest request body where an endpoint says nothing else: 1 MiB.</summary>
    public const long LargestBody = 1024 * 1024;

    private static readonly string[] MachineFacing = ["/api", "/openapi", "/health", "/metrics"];

    /// <summary>
    /// Runs what the command line asks for: the services until they are stopped, or a command such as <c>verify-audit</c>
    /// (<c>help</c> lists them). Returns the process's exit code.
    /// </summary>
    /// <param name="args">Command line.</param>
    /// <param name="defaultUrl">Address where <c>--urls</c> says nothing.</param>
    /// <param name="modules">Services of this process.</param>
    /// <param name="started">Told once the services take requests.</param>
    public static async Task<int> RunAsync(string[] args, string defaultUrl, IReadOnlyList<IServiceModule> modules, Action<WebApplication>? started = null)
    {
        if (CommandLine.NamesACommand(args))
        {
            return await CommandLine.RunAsync(args, modules, Console.Out);
        }

        try
        {
            await using var app = Build(args, defaultUrl, modules);
            // Before anything else starts: a database that someone else holds ends the process here.
            _ = app.Services.GetServices<ServiceDatabase>().ToList();
            app.Lifetime.ApplicationStarted.Register(() => started?.Invoke(app));
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is StoreNotFitException or StoreUnavailableException or UnusableDataException)
        {
            // What to do is in the message; where in the code it was noticed helps nobody.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Builds the process. <paramref name="configure"/> comes last, so that a test can put its own clock in.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="defaultUrl">Address where <c>--urls</c> says nothing.</param>
    /// <param name="modules">Services of this process.</param>
    /// <param name="configure">Last word on the registrations.</param>
    public static WebApplication Build(string[] args, string defaultUrl, IReadOnlyList<IServiceModule> modules, Action<WebApplicationBuilder>? configure = null)
    {
        // Numbers and dates look the same whatever the machine's language. The runtime's invariant mode would do that too,
        // but SqlClient refuses to work in it.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSecrets(builder.Configuration);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(defaultUrl);
        }

        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = LargestBody;
        });
        AddPlatform(builder);
        foreach (var module in modules)
        {
            module.AddTo(builder);
        }

        builder.Services.TryAddSingleton<ITokenKeys, RemoteTokenKeys>();
        configure?.Invoke(builder);
        var app = builder.Build();
        Map(app, modules);
        return app;
    }

    private static void AddPlatform(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DataDirectory>();
        services.AddSingleton<SecretFiles>();
        services.AddSingleton<AnchorKey>();
        services.AddSingleton<AnchorFolder>();
        services.AddSingleton<ClockCheck>();
        services.AddHostedService(p => p.GetRequiredService<ClockCheck>());
        services.AddHostedService<MachineFigures>();
        services.AddSingleton<StartUpState>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<NewEpochs>();
        services.AddSingleton<SchedulerTicks>();
        services.AddSingleton<MessagePeriods>();
        services.AddSingleton<AuditorKey>();
        services.AddSingleton<ServiceAddresses>();
        services.AddHostedService<StartUp>();
        AddTransport(builder);
        // Else a body that can't be read would be answered without a word, and only in development with an exception.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => CsirtJson.Configure(o.SerializerOptions));
        services.AddOpenApi("v1");
        services.AddCsirtAuthentication();
        services.AddHttpClient();
        services.AddCsirtTelemetry();
        builder.Logging.AddCsirtLogging();
        services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
    }

    private static void AddTransport(WebApplicationBuilder builder)
    {
        switch (builder.Configuration["Messaging:Transport"] ?? "InProcess")
        {
            case "InProcess":
                builder.Services.AddSingleton<ITransport, InProcessTransport>();
                break;
            case "RabbitMq":
                builder.Services.AddRabbitMqTransport(builder.Configuration);
                break;
            case var other:
                throw new InvalidOperationException($"Messaging:Transport「{other}」は使用できません。InProcess または RabbitMq を指定してください。");
        }
    }

    private static void Map(WebApplication app, IReadOnlyList<IServiceModule> modules)
    {
        app.UseWhen(IsMachineFacing, branch => branch.UseMiddleware<ProblemWriter>());
        app.UseRouting();
        app.UseAuthentication();
        app.Use(EndpointAccess.EnforceAsync);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).Requires(Act.Anyone);
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = ReadyCheck.WriteAsync }).Requires(Act.Anyone);
        app.MapCsirtMetrics();
        app.MapOpenApi("/openapi/{documentName}.json").Requires(Act.Anyone);
        foreach (var module in modules)
        {
            var api = app.MapGroup($"/api/{module.Name}").WithTags(module.Name);
            module.MapApi(api);
            if (app.Services.GetKeyedService<ServiceInbox>(module.Name) is { } inbox)
            {
                DeadLetters.Map(api, inbox);
                AuditApi.Map(api, inbox.Database);
                HoldingsApi.Map(api, inbox.Database, app.Services.GetKeyedServices<HoldingSource>(module.Name), app.Services.GetRequiredService<TimeProvider>());
            }

            module.MapPages(app);
        }
    }

    private static bool IsMachineFacing(HttpContext context) =>
        MachineFacing.Any(prefix => context.Request.Path.StartsWithSegments(prefix));
}
