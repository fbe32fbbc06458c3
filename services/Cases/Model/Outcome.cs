using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Model;

/// <summary>Why a command is not carried out.</summary>
internal enum ObjectionKind
{
    /// <summary>The input itself is wrong (400).</summary>
    Invalid,

    /// <summary>The caller may not (403).</summary>
    Forbidden,

    /// <summary>It names something the case does not have (404).</summary>
    NotFound,

    /// <summary>The case does not allow it as it stands (409).</summary>
    Refused,
}

/// <summary>One reason why a command is not carried out.</summary>
/// <param name="Kind">What sort of refusal.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Text">For the person, in Japanese.</param>
/// <param name="Field">Member of the request, snake_case; null where it is none.</param>
/// <param name="Missing">What exactly is missing.</param>
internal sealed record Objection(ObjectionKind Kind, string Code, string Text, string? Field = null, IReadOnlyList<string>? Missing = null)
{
    internal static Objection NotFound(string code, string text) => new(ObjectionKind.NotFound, code, text);

    internal static Objection Forbidden(string code, string text) => new(ObjectionKind.Forbidden, code, text);

    internal static Objection Refused(string code, string text) => new(ObjectionKind.Refused, code, text);

    internal static Objection Of(UnmetReason unmet) => new(ObjectionKind.Refused, unmet.Code, unmet.Text, Missing: unmet.Missing);
}

/// <summary>A line for the timeline, before it is stored.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">What happened.</param>
/// <param name="At">When it truly happened.</param>
/// <param name="Late">後記.</param>
internal sealed record TimelineLine(string Code, string Text, FactTime At, bool Late);

/// <summary>What a command came to: the next state of the case with its timeline lines, or every reason why not.</summary>
internal sealed class Outcome
{
    private readonly CaseDocument? _next;

    private Outcome(CaseDocument? next, IReadOnlyList<TimelineLine> lines, IReadOnlyList<Objection> objections) =>
        (_next, Lines, Objections) = (next, lines, objections);

    internal bool Done => _next is not null;

    internal CaseDocument Next => _next ?? throw new InvalidOperationException("Refused: " + string.Join(", ", Objections.Select(p => p.Code)));

    internal IReadOnlyList<TimelineLine> Lines { get; }

    internal IReadOnlyList<Objection> Objections { get; }

    /// <summary>What the snapshot names as its cause: the first line's code.</summary>
    internal string Event => Lines[0].Code;

    internal static Outcome Changed(CaseDocument next, Context x, params IReadOnlyList<TimelineLine> lines) =>
        new(next with { Version = next.Version + 1, ChangedAt = x.Now }, lines, []);

    internal static Outcome Refused(params IReadOnlyList<Objection> objections) => new(null, [], objections);

    public static implicit operator Outcome(Objection problem) => Refused(problem);
}
