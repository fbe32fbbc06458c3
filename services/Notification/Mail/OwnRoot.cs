using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Csirt.Notification.Mail;

/// <summary>A root certificate of the town's own, where the system does not trust the server by itself.</summary>
internal static class OwnRoot
{
    // The host name has to be right all the same; only the root is another one than the system's.
    public static RemoteCertificateValidationCallback TrustedBy(string caFile)
    {
        var root = X509Certificate2.CreateFromPem(File.ReadAllText(caFile));
        return (_, certificate, _, errors) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(root);
            return certificate is X509Certificate2 shown && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && chain.Build(shown);
        };
    }
}
