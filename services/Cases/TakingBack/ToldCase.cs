using System.Globalization;
using Csirt.Cases.Model;
using Csirt.Cases.Opening;
using Csirt.Cases.Systems;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Cases.TakingBack;

/// <summary>From a case's snapshot back to the case.</summary>
internal static class ToldCase
{
    private const string LostText = "（復元により失われました）";

    /// <summary>The case as it was told. What no snapshot carries stays as it is here.</summary>
    internal static CaseDocument Over(CaseDocument c, CaseChanged told, TownRegister town) => c with
    {
        Number = told.Number,
        Stage = told.Stage,
        StageSince = c.Stage == told.Stage ? c.StageSince : told.ChangedAt,
        OpenedAt = told.OpenedAt,
        Restricted = told.Restricted,
        FoundBy = told.FoundBy,
        BodyId = told.BodyId,
        DepartmentId = told.DepartmentId,
        SectionId = told.SectionId,
        HandlerIds = told.HandlerIds,
        ImplicatedIds = told.ImplicatedIds,
        Times = told.Times,
        Facts = told.Facts,
        FactsKnown = told.FactsKnown,
        Assessment = c.Assessment with { Incident = told.Incident, Kind = told.Kind, Severity = told.Severity },
        Systems = Concerns.Replace(c.Systems, told.SystemIds, town),
        Instructions = [.. told.Instructions.Select(i => Instruction(c, i, told.ChangedAt))],
        MergedInto = told.MergedIntoId is { } id ? c.MergedInto?.Id == id ? c.MergedInto : new CaseLink(id, LostText) : null,
        Absorbed = [.. told.AbsorbedIds.Select(a => c.Absorbed.FirstOrDefault(known => known.Id == a) ?? new AbsorbedCase(a, LostText, null, []))],
    };

    /// <summary>People have worked on it since: theirs stands, but nobody sees it who was not to see it.</summary>
    internal static CaseDocument Stricter(CaseDocument c, CaseChanged told) => c with
    {
        Number = told.Number,
        Restricted = c.Restricted || told.Restricted,
        HandlerIds = c.Restricted || !told.Restricted ? c.HandlerIds : told.HandlerIds,
        ImplicatedIds = [.. c.ImplicatedIds.Union(told.ImplicatedIds)],
    };

    /// <summary>A case of which nothing is left here.</summary>
    internal static CaseDocument Skeleton(CaseChanged told, IReadOnlyList<CaseReport> reports) => new()
    {
        Town = told.Town,
        Id = told.CaseId,
        Number = told.Number,
        Title = OpenCase.TitleOf(reports.Count > 0 ? reports[0].Text : LostText),
        Stage = told.Stage,
        StageSince = told.ChangedAt,
        Drill = told.Drill,
        Channel = told.Channel,
        Reports = reports,
        Times = told.Times,
    };

    /// <summary>A report that nobody has any more.</summary>
    internal static CaseReport Lost(string id, CaseChanged told) => new()
    {
        ReportId = id,
        ReceiptNumber = LostText,
        Channel = told.Channel,
        AcceptedAt = told.OpenedAt,
        Text = LostText,
        Times = new ReportedTimes(told.Times.Occurred, told.Times.Discovered, told.Times.Known),
    };

    internal static string TakenOver(CaseChanged told) =>
        $"復元：ほかのサービスの控え（{VersionOf(told)}）から、段階「{told.Stage.InJapanese()}」、評価、事実、閲覧できる人を取り戻した。処置やメモなどの記録は失われているため、控えから記録し直すこと";

    internal static string Anew(CaseChanged told) =>
        $"復元：ほかのサービスの控え（{VersionOf(told)}）から事案を作り直した。報告の内容と、処置やメモなどの記録は失われているため、控えから記録し直すこと";

    internal static string Kept(CaseChanged told) =>
        $"復元：復元の後に対応が進んでいたため、控え（{VersionOf(told)}）の段階「{told.Stage.InJapanese()}」と評価は取り込んでいない。閲覧の制限だけを取り込んだ。控えと比べて確かめること";

    private static string VersionOf(CaseChanged told) => string.Create(CultureInfo.InvariantCulture, $"第{told.Version}版");

    private static Instruction Instruction(CaseDocument c, InstructionState told, DateTimeOffset at)
    {
        var known = c.Instructions.FirstOrDefault(i => i.Id == told.Id) ?? new Instruction
        {
            Id = told.Id,
            Addressee = told.Addressee,
            Text = LostText,
            Status = InstructionStatus.Open,
            GivenAt = FactTime.At(at),
            GivenBy = "service:cases",
            IsSimilarSystemsCheck = told.IsSimilarSystemsCheck,
        };
        return known with { SystemId = told.SystemId, PersonId = told.PersonId, DueAt = told.DueAt, Status = Enum.Parse<InstructionStatus>(told.State, ignoreCase: true) };
    }
}
