using Csirt.Contracts.Values;

namespace Csirt.Contracts.Messages;

/// <summary>How long a town keeps which records, as its rule pack says (保存期間): Escalation, which reads the packs, tells Cases.</summary>
public sealed record RetentionChanged : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Grows with every telling; an older one is ignored.</summary>
    public required long Version { get; init; }

    /// <summary>A period for each class of records.</summary>
    public required IReadOnlyList<RetentionPeriod> Periods { get; init; }

    /// <inheritdoc />
    public string Key => "retention";
}

/// <summary>How long records of a class are kept.</summary>
/// <param name="Class">Class of records.</param>
/// <param name="Years">Full years, counted from the 1st of April after the fiscal year in which the case ended.</param>
public sealed record RetentionPeriod(RecordClass Class, int Years);
