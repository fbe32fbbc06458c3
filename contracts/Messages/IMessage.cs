namespace Csirt.Contracts.Messages;

/// <summary>What services tell each other. Records only; <see cref="Topology"/> says who consumes which.</summary>
public interface IMessage
{
    /// <summary>全国地方公共団体コード (6 digits) of the town it belongs to.</summary>
    string Town { get; }

    /// <summary>What it is about: messages of one key are kept in order (a case, a report, the town's directory).</summary>
    string Key { get; }
}
