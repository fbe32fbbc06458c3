using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Hosting;

internal static class SecretSettings
{
    /// <summary>
    /// Adds the folder <c>Secrets:Directory</c>, where one is named: a file per setting, its name written as an environment
    /// variable would be (<c>RabbitMq__Password</c>). It is what systemd and container hosts hand over.
    /// </summary>
    public static IConfigurationBuilder AddSecrets(this IConfigurationBuilder builder, IConfiguration known) =>
        known["Secrets:Directory"] is { Length: > 0 } folder ? builder.AddKeyPerFile(Path.GetFullPath(folder), optional: false) : builder;
}
