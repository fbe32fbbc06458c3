using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Hosting.Commands;

/// <summary>Something the executable does instead of running the services, e.g. <c>-- verify-audit</c>.</summary>
internal interface ICommand
{
    /// <summary>First word on the command line.</summary>
    string Name { get; }

    /// <summary>What it does and takes, in a line or two for the operator (Japanese).</summary>
    string Help { get; }

    /// <summary>Does it; the result is the process's exit code. A <see cref="CommandException"/> is shown to the operator as it is.</summary>
    Task<int> RunAsync(CommandContext context);
}

/// <summary>What a command works with.</summary>
/// <param name="Arguments">The command line without the command's name.</param>
/// <param name="Settings">The same settings that the services read: environment, then command line.</param>
/// <param name="Modules">Services of this executable.</param>
/// <param name="Output">Where it speaks.</param>
/// <param name="Time">Clock.</param>
internal sealed record CommandContext(string[] Arguments, IConfiguration Settings, IReadOnlyList<IServiceModule> Modules, TextWriter Output, TimeProvider Time)
{
    /// <summary>A setting that must be there.</summary>
    public string Demand(string key) =>
        Settings[key] is { Length: > 0 } value ? value : throw new CommandException($"--{key} を指定してください。");
}

/// <summary>A command can't do what was asked; the message says why and what to do (Japanese).</summary>
internal sealed class CommandException(string message, Exception? cause = null) : Exception(message, cause);
