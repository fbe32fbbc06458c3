namespace Csirt.Platform.Database;

/// <summary>The database answers, but must not be used as it is: not migrated, or set up wrongly. The process does not start.</summary>
internal sealed class StoreNotFitException(string message) : Exception(message);
