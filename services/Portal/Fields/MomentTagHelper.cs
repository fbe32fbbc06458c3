using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Csirt.Portal.Fields;

/// <summary>A day, a clock time if known, or 不明.</summary>
[HtmlTargetElement("moment-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentFieldTagHelper : FieldTagHelper
{
    /// <summary>不明 can be chosen.</summary>
    public bool MayBeUnknown { get; set; } = true;

    /// <summary>What stands above the clock time, which need not be typed.</summary>
    public string TimeLabel { get; set; } = "時刻（分かれば）";

    /// <inheritdoc />
    protected override bool IsGroup => true;

    /// <inheritdoc />
    protected override IHtmlContent Input()
    {
        var typed = For.Model as FactTimeInput;
        var line = new TagBuilder("div");
        line.AddCssClass("moment");
        line.InnerHtml.AppendHtml(Part("Date", "date", "日付", typed?.Date));
        line.InnerHtml.AppendHtml(Part("Time", "time", TimeLabel, typed?.Time));
        if (MayBeUnknown)
        {
            line.InnerHtml.AppendHtml(Unknown(typed?.Unknown == true));
        }

        var errors = Errors($"{Name}.Date");
        return errors.Count == 0 ? line : new HtmlContentBuilder().AppendHtml(Element("p", "error", string.Join(" ", errors), $"{Id}-Date-error")).AppendHtml(line);
    }

    private TagBuilder Part(string part, string type, string label, string? value)
    {
        var name = $"{Name}.{part}";
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("input");
        input.Attributes["type"] = type;
        input.Attributes["id"] = IdOf(name);
        input.Attributes["name"] = name;
        input.Attributes["autocomplete"] = "off";
        if (Value(name, value) is { Length: > 0 } text)
        {
            input.Attributes["value"] = text;
        }

        if (Errors(name).Count > 0)
        {
            input.Attributes["aria-invalid"] = "true";
            input.Attributes["aria-describedby"] = $"{Id}-Date-error";
        }

        var caption = Element("span", "part", label);
        var wrapped = new TagBuilder("label");
        wrapped.Attributes["for"] = IdOf(name);
        wrapped.InnerHtml.AppendHtml(caption);
        wrapped.InnerHtml.AppendHtml(input);
        return wrapped;
    }

    private TagBuilder Unknown(bool chosen)
    {
        var name = $"{Name}.Unknown";
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "checkbox";
        input.Attributes["id"] = IdOf(name);
        input.Attributes["name"] = name;
        input.Attributes["value"] = "true";
        if (string.Equals(Value(name, chosen), "true", StringComparison.OrdinalIgnoreCase))
        {
            input.Attributes["checked"] = "checked";
        }

        var label = new TagBuilder("label");
        label.AddCssClass("choice");
        label.Attributes["for"] = IdOf(name);
        label.InnerHtml.AppendHtml(input);
        label.InnerHtml.AppendHtml(Element("span", "choice-text", "不明"));
        return label;
    }
}
