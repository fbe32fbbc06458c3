using Csirt.Platform.Hosting.Commands;

namespace Csirt.Platform.Backup;

/// <summary>The passphrase of the backups, in a file of its own: not on the command line, where every user of the machine would see it.</summary>
internal static class Passphrase
{
    private const int Shortest = 16;

    public static string Read(CommandContext context)
    {
        var file = Path.GetFullPath(context.Demand("passphrase-file"));
        var data = Path.GetFullPath(context.Demand("Data:Directory"));
        if (file.StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new CommandException("パスフレーズのファイルがデータフォルダの中にあります。データと一緒に失われるため、別の場所に置いてください。");
        }

        if (!File.Exists(file))
        {
            throw new CommandException($"パスフレーズのファイル {file} がありません。");
        }

        var passphrase = File.ReadAllText(file).Trim();
        return passphrase.Length >= Shortest ? passphrase : throw new CommandException($"パスフレーズが短すぎます。{Shortest} 文字以上にしてください（例: openssl rand -base64 24）。");
    }
}
