namespace Csirt.Directory.Accounts;

/// <summary>What a password must be like: long, and not what a stranger tries first (policy 5.4(3)ウ).</summary>
internal static class PasswordRules
{
    private const int Shortest = 12;
    private const int Longest = 128;
    private const int FewestDifferent = 5;

    private static readonly string[] TriedFirst = ["password", "passw0rd", "qwerty", "123456", "abcdef", "letmein", "welcome", "admin", "aaaaaa", "111111"];

    /// <summary>What is wrong with it, as Japanese sentences.</summary>
    public static IReadOnlyList<string> Breaches(string password, string userName, string current)
    {
        List<string> breaches = [];
        if (password.Length is < Shortest or > Longest)
        {
            breaches.Add($"パスワードは{Shortest}文字以上{Longest}文字以内にしてください。");
        }

        if (userName.Trim() is { Length: > 0 } name && password.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            breaches.Add("パスワードにユーザー名を含めないでください。");
        }

        if (password.Distinct().Count() < FewestDifferent || TriedFirst.Any(t => password.Contains(t, StringComparison.OrdinalIgnoreCase)))
        {
            breaches.Add("推測されやすい文字列です。別のパスワードにしてください。");
        }

        if (password == current)
        {
            breaches.Add("現在のパスワードと違うものにしてください。");
        }

        return breaches;
    }
}
