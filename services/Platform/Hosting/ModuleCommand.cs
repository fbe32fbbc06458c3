namespace Csirt.Platform.Hosting;

/// <summary>Something a service's executable does instead of running, e.g. <c>-- check-packs</c>.</summary>
/// <param name="Name">First word on the command line.</param>
/// <param name="Help">What it does and takes, in a line or two for the operator (Japanese).</param>
/// <param name="Run">Does it with the words after its name; the result is the process's exit code, 0 only where all is well.</param>
public sealed record ModuleCommand(string Name, string Help, Func<string[], TextWriter, Task<int>> Run);

/// <summary>Data that the town keeps (rule packs, holidays) can't be used: the message says where and what to do (Japanese). It stops the start.</summary>
/// <param name="message">Message for the operator.</param>
public abstract class UnusableDataException(string message) : Exception(message);
