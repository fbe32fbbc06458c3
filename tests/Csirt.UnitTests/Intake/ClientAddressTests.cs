using System.Net;
using Csirt.Intake.Limits;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Csirt.UnitTests.Intake;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", null, "203.0.113.9")]
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("::1", "made-up, 198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "198.51.100.1, nonsense", null)]
    [InlineData("127.0.0.1", null, null)]
    [InlineData("192.0.2.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("2001:db8:1:2:aaaa::1", null, "20010db800010002::/64")]
    [InlineData("2001:db8:1:2:bbbb::2", null, "20010db800010002::/64")]
    public void Only_trusted_proxies_are_believed(string peer, string? forwarded, string? address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        Assert.Equal(address, ClientAddress.Of(http, ["192.0.2.1"]));
    }
}
