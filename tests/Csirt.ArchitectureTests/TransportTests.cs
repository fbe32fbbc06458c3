using System.Text.RegularExpressions;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>
/// Nothing of a drill leaves for the outside (policy 5.2(3)): whatever leaves passes one gate, because no other class can reach a
/// transport at all.
/// </summary>
public sealed partial class TransportTests
{
    private const string Notification = "Csirt.Notification";

    // The transports and what makes them; the gate alone uses them.
    private static readonly string[] MayNameTransports =
        ["GatewayTransport.cs", "IMailTransport.cs", "LastGate.cs", "NotificationModule.cs", "PickupFolder.cs", "SmtpTransport.cs"];

    [Fact]
    public void Only_the_last_gate_holds_the_transports() =>
        Assert.Equal(MayNameTransports, FilesThat(Transport()));

    [Fact]
    public void Only_the_transports_open_connections() =>
        Assert.Equal(["GatewayTransport.cs", "SmtpTransport.cs"], FilesThat(Connection()));

    [Fact]
    public void No_other_service_can_send_mail() =>
        Rule.HasNoBreach(
            from assembly in Solution.Assemblies
            where assembly.GetName().Name != Notification
            from reference in assembly.GetReferencedAssemblies()
            where reference.Name!.StartsWith("MailKit", StringComparison.Ordinal) || reference.Name.StartsWith("MimeKit", StringComparison.Ordinal) || reference.Name == "System.Net.Mail"
            where !assembly.GetName().Name!.EndsWith("Tests", StringComparison.Ordinal)
            select $"{assembly.GetName().Name} uses {reference.Name}");

    private static IEnumerable<string?> FilesThat(Regex name) =>
        Solution.SourceFiles(Solution.FolderOf(Notification)).Where(file => name.IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(IMailTransport|GatewayTransport|SmtpTransport|PickupFolder)\b")]
    private static partial Regex Transport();

    [GeneratedRegex(@"\b(HttpClient|HttpMessageHandler|IHttpClientFactory|SmtpClient|TcpClient|Socket|UdpClient)\b")]
    private static partial Regex Connection();
}
