using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Intake.Following;
using Csirt.Intake.Storage;
using Xunit;

namespace Csirt.UnitTests.Intake;

public sealed class ProgressOfTests
{
    public static TheoryData<CaseStage> Stages => [.. Enum.GetValues<CaseStage>()];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_stage_has_a_word_and_a_sentence_for_the_reporter(CaseStage stage)
    {
        var own = SomeCase.Opened with { Stage = stage };
        var progress = ProgressOf.Report(Report, new CaseOfReport(own, own));
        Assert.NotEmpty(ProgressOf.Name(progress));
        Assert.NotEmpty(ProgressOf.Explanation(progress));
    }

    [Fact]
    public void Without_a_case_yet_it_is_accepted() => Assert.Equal(Progress.Accepted, ProgressOf.Report(Report, null));

    private static ReportRow Report => new() { Id = "r", ReceiptNumber = "受付-R8-0001", FiledBy = "p", Text = "t", Document = "{}" };
}
