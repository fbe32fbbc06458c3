using System.Net;

namespace Csirt.Intake.Limits;

/// <summary>
/// Where a request came from. <c>X-Forwarded-For</c> is believed of this machine itself (the portal, a proxy beside it) and of
/// the proxies named in the settings; the last entry is the one they wrote. One of these that names nobody speaks for many: null.
/// </summary>
internal static class ClientAddress
{
    public static string? Of(HttpContext http, IReadOnlyCollection<string> trusted)
    {
        var peer = Plain(http.Connection.RemoteIpAddress ?? IPAddress.None);
        if (IPAddress.IsLoopback(peer) || trusted.Contains(peer.ToString()))
        {
            var last = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
            return IPAddress.TryParse(last, out var forwarded) ? Network(Plain(forwarded)) : null;
        }

        return Network(peer);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // One household has a whole /64 to send from.
    private static string Network(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 16 ? $"{Convert.ToHexStringLower(bytes.AsSpan(0, 8))}::/64" : address.ToString();
    }
}
