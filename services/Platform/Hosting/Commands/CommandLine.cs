using System.Text;
using Csirt.Platform.Audit.Verification;
using Csirt.Platform.Backup;
using Csirt.Platform.Epochs;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Hosting.Commands;

/// <summary>Tells a command from a start of the services: settings begin with <c>--</c>, a command doesn't.</summary>
internal static class CommandLine
{
    private const int Refused = 2;

    private static readonly ICommand[] All = [new BackupCommand(), new BeginEpochCommand(), new CheckReadiness(), new DeadLettersCommand(), new Migrate(), new RestoreCommand(), new VerifyAudit()];

    public static bool NamesACommand(string[] args) => args is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=', StringComparison.Ordinal);

    /// <summary>Runs it; the exit code is 0 only where all is well, 2 where it could not do its work.</summary>
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<IServiceModule> modules, TextWriter output)
    {
        if (modules.SelectMany(m => m.Commands).FirstOrDefault(c => c.Name == args[0]) is { } ofModule)
        {
            return await ofModule.Run(args[1..], output);
        }

        if (All.FirstOrDefault(c => c.Name == args[0]) is not { } command)
        {
            await output.WriteLineAsync(Usage(args[0], modules));
            return Refused;
        }

        var given = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args[1..]);
        var settings = given.AddSecrets(given.Build()).Build();
        try
        {
            return await command.RunAsync(new CommandContext(args[1..], settings, modules, output, TimeProvider.System));
        }
        catch (CommandException e)
        {
            await output.WriteLineAsync($"エラー: {e.Message}");
            return Refused;
        }
    }

    private static string Usage(string given, IReadOnlyList<IServiceModule> modules)
    {
        var text = new StringBuilder(given == "help" ? string.Empty : $"「{given}」というコマンドはありません。\n");
        text.Append("使えるコマンド:\n");
        foreach (var (name, help) in All.Select(c => (c.Name, c.Help)).Concat(modules.SelectMany(m => m.Commands).Select(c => (c.Name, c.Help))))
        {
            text.Append("  ").Append(name).Append("\n      ").Append(help.ReplaceLineEndings("\n      ")).Append('\n');
        }

        return text.ToString().TrimEnd();
    }
}
