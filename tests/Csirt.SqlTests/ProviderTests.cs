using Microsoft.Data.SqlClient;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>SQL Server can be reached at all.</summary>
public sealed class ProviderTests
{
    // In the runtime's globalization-invariant mode SqlClient throws NotSupportedException before it connects.
    [Fact]
    public async Task The_client_gets_as_far_as_the_network()
    {
        await using var connection = new SqlConnection("Server=127.0.0.1,1;Database=none;User Id=none;Password=none;Connect Timeout=1;ConnectRetryCount=0");
        await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
    }
}
