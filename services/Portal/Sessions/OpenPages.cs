namespace Csirt.Portal.Sessions;

/// <summary>The pages that can be seen without signing in. Every other one is for signed-in persons.</summary>
internal static class OpenPages
{
    private static readonly HashSet<string> Paths =
    [
        "/SignIn/Index", "/SignIn/SignOut", "/Password/Index",
        "/Reports/Public", "/Reports/Follow",
        "/Acknowledgements/Link",
        "/Errors/Index",
    ];

    /// <param name="page">Path of the page's file, without its ending.</param>
    public static bool Contains(string page) => Paths.Contains(page);
}

/// <summary>Metadata of a page's endpoint: no one reaches it without a session.</summary>
internal sealed class SignedInPage;
