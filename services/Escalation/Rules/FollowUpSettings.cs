using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>What follows when someone does not answer: the town's chain, and how long each step waits.</summary>
internal sealed record FollowUpSettings(IReadOnlyList<ChainLink> Chain, IReadOnlyList<Role> Leaders)
{
    public static IReadOnlyDictionary<string, ChainStepKind> Kinds { get; } = new Dictionary<string, ChainStepKind>
    {
        ["again"] = ChainStepKind.Again,
        ["next_channel"] = ChainStepKind.NextChannel,
        ["deputy"] = ChainStepKind.Deputy,
        ["leader"] = ChainStepKind.Leader,
    };

    public static FollowUpSettings Read(YamlMap map, PackContext context)
    {
        var chain = new List<ChainLink>();
        foreach (var link in map.Maps("chain"))
        {
            var kind = context.OneOf(link, "step", "段階", Kinds);
            var minutes = link.NumberOrNull("wait_minutes");
            if (minutes is null or 0)
            {
                context.Problems.Add(link.PlaceOf("wait_minutes"), "「wait_minutes」に、確認を待つ時間を1以上の分で書いてください。");
            }

            if (chain.Any(before => before.Kind >= kind))
            {
                context.Problems.Add(link.PlaceOf("step"), $"「step」は {string.Join("、", Kinds.Keys)} の順に、1回ずつ書いてください。");
            }

            chain.Add(new ChainLink(kind, TimeSpan.FromMinutes(minutes ?? 1)));
            link.RejectUnread();
        }

        if (chain.Count == 0)
        {
            context.Problems.Add(map.PlaceOf("chain"), "「chain」に、確認がないときの段階を並べてください。");
        }

        var leaders = context.RolesOf(map, "leaders", required: true);
        map.RejectUnread();
        return new FollowUpSettings(chain, leaders);
    }
}

/// <summary>One kind of step, and how long an answer to it is waited for.</summary>
internal sealed record ChainLink(ChainStepKind Kind, TimeSpan Wait);
