namespace Csirt.Contracts.Http.Cases;

/// <summary>Name the persons who handle the case; a restricted case is seen by these alone.</summary>
/// <param name="PersonIds">All handlers, by directory id: replaces the list.</param>
public sealed record HandlersRequest(IReadOnlyList<string> PersonIds);

/// <summary>Restrict a case to its handlers, or lift that.</summary>
/// <param name="Restricted">Restricted from now on.</param>
/// <param name="Reason">Why.</param>
public sealed record RestrictRequest(bool Restricted, string Reason);

/// <summary>Shut an implicated person out of the case, or let them back.</summary>
/// <param name="PersonId">Person, by directory id.</param>
/// <param name="Implicated">Shut out from now on.</param>
/// <param name="Reason">Why.</param>
public sealed record ImplicateRequest(string PersonId, bool Implicated, string Reason);

/// <summary>Merge this case into another one: the same event (policy 1(9)ウ).</summary>
/// <param name="IntoCaseId">The case that goes on.</param>
/// <param name="Reason">Why they are the same event.</param>
public sealed record MergeRequest(string IntoCaseId, string Reason);

/// <summary>Fire a trigger of the workflow.</summary>
/// <param name="Reason">Why; required for moves backward and reopening.</param>
public sealed record MoveRequest(string? Reason = null);
