namespace Csirt.Portal.Services;

/// <summary>Tells the services whose browser asked, so that their limits hold each sender and not the portal for all.</summary>
internal sealed class CallerAddress(IHttpContextAccessor current) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (current.HttpContext?.Connection.RemoteIpAddress is { } address)
        {
            request.Headers.Add("X-Forwarded-For", address.ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
