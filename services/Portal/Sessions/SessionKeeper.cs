using Csirt.Portal.Services;

namespace Csirt.Portal.Sessions;

/// <summary>Reads the session of a request and renews its token while the person is at work.</summary>
internal sealed class SessionKeeper(SessionCookie cookie, CurrentSession current, DirectoryClient directory, TimeProvider time)
{
    /// <summary>Set by the page's own script: looking for news is no sign that somebody is there (policy 6.2(1)オ).</summary>
    public const string BackgroundHeader = "X-Csirt-Background";

    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(2);

    public static bool IsBackground(HttpRequest request) => request.Headers.ContainsKey(BackgroundHeader);

    public async Task LoadAsync(HttpContext context)
    {
        var now = time.GetUtcNow();
        if (cookie.Read(context) is not { } session)
        {
            return;
        }

        if (session.SessionEndsAt <= now)
        {
            cookie.Delete(context);
            return;
        }

        var expired = session.AccessEndsAt <= now;
        if (!IsBackground(context.Request) && (expired || now - session.RenewedAt > RenewAfter))
        {
            current.Value = await RenewAsync(context, session, expired, now);
        }
        else
        {
            current.Value = expired ? null : session;
        }
    }

    public void Start(HttpContext context, Session session)
    {
        current.Value = session;
        cookie.Write(context, session);
    }

    public void End(HttpContext context)
    {
        current.Value = null;
        cookie.Delete(context);
    }

    private async Task<Session?> RenewAsync(HttpContext context, Session session, bool expired, DateTimeOffset now)
    {
        try
        {
            var renewed = session.With(await directory.RenewAsync(session.RenewalToken, context.RequestAborted), now);
            cookie.Write(context, renewed);
            return renewed;
        }
        catch (ApiException e) when (e.Status == StatusCodes.Status401Unauthorized)
        {
            cookie.Delete(context);
            return null;
        }
        catch (ApiException) when (!expired)
        {
            // Directory can't be reached just now; the token still runs, so the work goes on.
            return session;
        }
    }
}
