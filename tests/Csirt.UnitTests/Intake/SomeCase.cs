using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.UnitTests.Intake;

internal static class SomeCase
{
    public static CaseChanged Opened { get; } = new()
    {
        Town = "990019",
        CaseId = "case",
        Version = 1,
        Number = "R8-0001",
        Event = "opened",
        OpenedAt = DateTimeOffset.UnixEpoch,
        ChangedAt = DateTimeOffset.UnixEpoch,
        Stage = CaseStage.Received,
        Drill = false,
        Restricted = false,
        Channel = Channel.Staff,
        ReportIds = ["r"],
        SystemIds = [],
        Zones = [],
        Times = new CaseTimes(FactTime.Unknown, FactTime.Unknown, FactTime.Unknown, FactTime.Unknown, []),
        Facts = new CaseFacts(),
        FactsKnown = new Dictionary<string, FactTime>(),
        HandlerIds = [],
        ImplicatedIds = [],
        Instructions = [],
    };
}
