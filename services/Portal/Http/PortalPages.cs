using System.Text.Encodings.Web;
using System.Text.Unicode;
using Csirt.Platform.Hosting;
using Csirt.Platform.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.WebEncoders;

namespace Csirt.Portal.Http;

internal static class PortalPages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void AddPortalPages(this IServiceCollection services)
    {
        services.AddRazorPages().AddMvcOptions(UseJapaneseMessages).ConfigureApplicationPartManager(AddOwnPages);
        services.Configure<MvcOptions>(o => o.Filters.Add<SessionFilter>());
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "csirt_form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(o =>
        {
            o.Cookie.Name = "csirt_said";
            o.Cookie.IsEssential = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Japanese stays readable in the page source; only what means something to HTML is encoded.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(o => o.ValueCountLimit = 2048);
        services.AddHttpContextAccessor();
        services.AddTransient<CallerAddress>();
        services.AddDataProtection().SetApplicationName("csirt-portal");
        services.AddOptions<KeyManagementOptions>().Configure<DataDirectory, ILoggerFactory>((o, data, log) =>
            o.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(FirstPageKey.FolderIn(data)), log));
        // Before the framework's own service, which makes a key where it finds none without asking who else does.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, FirstPageKey>());
    }

    public static void AddServiceClient<TClient>(this IServiceCollection services, string service)
        where TClient : ServiceClient =>
        services.AddHttpClient<TClient>((provider, client) =>
        {
            client.BaseAddress = provider.GetRequiredService<ServiceAddresses>().Of(service);
            client.Timeout = Patience;
        }).AddHttpMessageHandler<CallerAddress>();

    // A host that is no web project itself (a test) doesn't find the pages of a referenced one by itself.
    private static void AddOwnPages(ApplicationPartManager manager)
    {
        var own = typeof(PortalModule).Assembly;
        if (manager.ApplicationParts.All(p => p.Name != own.GetName().Name))
        {
            foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(own).GetApplicationParts(own))
            {
                manager.ApplicationParts.Add(part);
            }
        }
    }

    private static void UseJapaneseMessages(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => "入力された値を読み取れません。");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "入力された値を読み取れません。");
        messages.SetUnknownValueIsInvalidAccessor(_ => "入力された値を読み取れません。");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "入力された値を読み取れません。");
        messages.SetValueIsInvalidAccessor(_ => "入力された値を読み取れません。");
        messages.SetValueMustBeANumberAccessor(_ => "数字で入力してください。");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "数字で入力してください。");
        messages.SetValueMustNotBeNullAccessor(_ => "入力してください。");
        messages.SetMissingBindRequiredValueAccessor(_ => "入力してください。");
        messages.SetMissingKeyOrValueAccessor(() => "入力してください。");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "送信された内容がありません。");
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
    }
}
