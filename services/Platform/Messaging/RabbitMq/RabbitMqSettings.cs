using System.Net.Security;
using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>
/// Where the broker is and as whom we speak to it: <c>RabbitMq:Address</c> (<c>amqp</c> or <c>amqps</c>, with the virtual host),
/// <c>RabbitMq:UserName</c> and <c>RabbitMq:Password</c> (best from a file: <c>Secrets:Directory</c>). A certificate is checked
/// against what the system trusts; a town's own authority goes into <c>SSL_CERT_FILE</c>.
/// </summary>
internal sealed class RabbitMqSettings
{
    public RabbitMqSettings(IConfiguration configuration)
    {
        var said = new Uri(configuration["RabbitMq:Address"] ?? "amqp://guest:guest@127.0.0.1:5672/");
        var known = said.UserInfo.Split(':', 2);
        UserName = configuration["RabbitMq:UserName"] ?? Uri.UnescapeDataString(known[0]);
        Password = configuration["RabbitMq:Password"] ?? Uri.UnescapeDataString(known.Length > 1 ? known[1] : string.Empty);
        Address = new UriBuilder(said) { UserName = null, Password = null }.Uri;
        Prefetch = configuration.GetValue("RabbitMq:Prefetch", 256);
        Heartbeat = TimeSpan.FromSeconds(configuration.GetValue("RabbitMq:HeartbeatSeconds", 10));
    }

    /// <summary>Without user and password.</summary>
    public Uri Address { get; }

    public string UserName { get; }

    public string Password { get; }

    /// <summary>Messages in hand per service and process.</summary>
    public int Prefetch { get; }

    /// <summary>A connection that says nothing for two of these is given up: a cut cable, a firewall that forgot it.</summary>
    public TimeSpan Heartbeat { get; }

    private bool Tls => Address.Scheme == "amqps";

    public void ApplyTo(IRabbitMqHostConfigurator host)
    {
        host.Username(UserName);
        host.Password(Password);
        host.Heartbeat(Heartbeat);
        host.PublisherConfirmation = true;
        if (Tls)
        {
            host.UseSsl(ssl =>
            {
                ssl.Protocol = SslProtocols.None;
                ssl.ServerName = Address.Host;
                // MassTransit would take a certificate of any authority.
                ssl.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
            });
        }
    }

    public ConnectionFactory ToFactory() => new()
    {
        Uri = Address,
        UserName = UserName,
        Password = Password,
        RequestedHeartbeat = Heartbeat,
        AutomaticRecoveryEnabled = false,
    };
}
