using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Csirt.Portal.Pages.Reports;

/// <summary>What a staff member types in. Only the first field has to be filled.</summary>
internal sealed class ReportForm
{
    /// <summary>Intake's code where a form that was taken comes again with other content.</summary>
    public const string TakenBefore = "idempotency_key_reused";

    public string? Text { get; set; }

    public IncidentKind? Kind { get; set; }

    public FactTimeInput Noticed { get; set; } = new();

    public string? SectionId { get; set; }

    public string? ContactPhone { get; set; }

    public string? ContactNote { get; set; }

    public Channel? Channel { get; set; }

    public FactTimeInput Occurred { get; set; } = new();

    public string? Place { get; set; }

    public List<string> SystemIds { get; set; } = [];

    public Answer? PersonalData { get; set; }

    public Answer? MyNumber { get; set; }

    public Answer? Leak { get; set; }

    public Answer? LossOrTheft { get; set; }

    public long? PersonsMin { get; set; }

    public long? PersonsMax { get; set; }

    public string? DataItems { get; set; }

    public string? Medium { get; set; }

    public bool Drill { get; set; }

    public bool Restricted { get; set; }

    public List<string> ImplicatedIds { get; set; } = [];

    /// <summary>Names the form's field for a field of the request, where they differ.</summary>
    public static string? FieldOf(string json) => json.Split('.', '[')[0] switch
    {
        "text" => "Form.Text",
        "known" or "discovered" => "Form.Noticed.Date",
        "occurred" => "Form.Occurred.Date",
        "section_id" or "body_id" => "Form.SectionId",
        "place" => "Form.Place",
        "contact" => "Form.ContactPhone",
        "data_items" => "Form.DataItems",
        "medium" => "Form.Medium",
        "system_ids" => "Form.SystemIds",
        "implicated_ids" => "Form.ImplicatedIds",
        "facts" => "Form.PersonsMin",
        _ => null,
    };

    public FileReportRequest Read(ModelStateDictionary errors)
    {
        var noticed = Noticed.Read(errors, "Form.Noticed") ?? FactTime.Unknown;
        var channel = Channel ?? Csirt.Contracts.Values.Channel.Staff;
        return new FileReportRequest
        {
            Channel = channel,
            Text = Text?.Trim() ?? string.Empty,
            Occurred = Occurred.Read(errors, "Form.Occurred") ?? FactTime.Unknown,
            // A staff member who notices is the town that knows; what an outsider noticed before is not the town's knowledge.
            Discovered = channel == Csirt.Contracts.Values.Channel.Staff ? noticed : FactTime.Unknown,
            Known = noticed,
            Place = Said(Place),
            SectionId = Said(SectionId),
            SystemIds = SystemIds,
            Kind = Kind,
            Facts = Facts(),
            Contact = Said(ContactPhone) is null && Said(ContactNote) is null ? null : new ReporterContact(Phone: Said(ContactPhone), Note: Said(ContactNote)),
            DataItems = [.. (DataItems ?? string.Empty).Split(['、', '，', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Medium = Said(Medium),
            Drill = Drill,
            Restricted = Restricted,
            ImplicatedIds = Restricted ? ImplicatedIds : [],
        };
    }

    private CaseFacts Facts() => new()
    {
        PersonalData = PersonalData,
        MyNumber = MyNumber,
        Leak = Leak,
        LossOrTheft = LossOrTheft,
        Persons = PersonsMin is null && PersonsMax is null ? null : new PersonCount(PersonsMin, PersonsMax),
    };

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
