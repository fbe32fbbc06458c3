using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>What conditions may look at: a case as it stands, and the directory beside it.</summary>
internal interface ICaseView
{
    CaseChanged Case { get; }

    /// <summary>The reporting body is bound by 個人情報保護法68条; null where the body is not known.</summary>
    bool? UnderAppi68 { get; }

    /// <summary>Kinds of the outside contacts that run the systems concerned.</summary>
    IReadOnlyList<string> ProviderKinds { get; }

    /// <summary>Null: not asked yet.</summary>
    Answer? Answer(string fact);

    /// <summary>Null: not asked yet.</summary>
    PersonCount? Count(string fact);

    /// <summary>The day on which the present value of a fact was first known, where that was after 知った; null otherwise.</summary>
    DateOnly? KnownSince(string fact);

    bool IsAbsent(Role role);
}
