using PublicApiGenerator;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>
/// What other services and other systems rely on changes on purpose only. Messages wait in outboxes while services are
/// upgraded one by one: add members that may be missing, don't rename or remove.
/// </summary>
public sealed class ContractsSurfaceTests
{
    [Fact]
    public void The_public_surface_of_contracts_is_the_approved_one()
    {
        var approvedFile = Path.Combine(Solution.Root, "tests", "Csirt.ArchitectureTests", "approved", "contracts.txt");
        var receivedFile = Path.Combine(AppContext.BaseDirectory, "contracts.received.txt");
        var received = Solution.AssemblyOf(Solution.Contracts)
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n")
            .TrimEnd() + "\n";
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (received != approved)
        {
            File.WriteAllText(receivedFile, received);
            Assert.Fail($"""
                The public surface of contracts changed. See what, and accept it if old messages in an outbox can still be read:
                  diff {Solution.Relative(approvedFile)} {Solution.Relative(receivedFile)}
                  cp {Solution.Relative(receivedFile)} {Solution.Relative(approvedFile)}
                """);
        }
    }
}
