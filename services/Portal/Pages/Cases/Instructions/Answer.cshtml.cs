using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Instructions;

/// <summary>Answers an instruction, or records an answer given by phone.</summary>
internal sealed class AnswerModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Instruction { get; set; } = string.Empty;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Answer? Affected { get; set; }

    [BindProperty]
    public string? AnsweredBy { get; set; }

    [BindProperty]
    public FactTimeInput At { get; set; } = new();

    public Instruction? Given => Case.Instructions.FirstOrDefault(i => i.Id == Instruction);

    protected override string Anchor => "instructions";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Text, nameof(Text), "回答を入力してください。");
        var request = new AnswerInstructionRequest { Text = Said(Text) ?? string.Empty, Affected = Affected, AnsweredBy = Said(AnsweredBy), At = At.Read(ModelState, nameof(At)) };
        return AddAsync(CasesClient.On($"instructions/{Instruction}/answers"), request, "回答を記録しました。", stop);
    }
}
