using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Csirt.Portal.Fields;

/// <summary>One line of text.</summary>
[HtmlTargetElement("text-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextFieldTagHelper : FieldTagHelper
{
    /// <summary>Type of the input.</summary>
    public string Type { get; set; } = "text";

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Which keyboard a phone shows.</summary>
    public string? Inputmode { get; set; }

    /// <summary>Width: short, medium or wide.</summary>
    public string Width { get; set; } = "wide";

    /// <inheritdoc />
    protected override IHtmlContent Input()
    {
        var input = Named(new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing });
        input.AddCssClass($"input {Width}");
        input.Attributes["type"] = Type;
        input.Attributes["autocomplete"] = Autocomplete ?? "off";
        if (Inputmode is not null)
        {
            input.Attributes["inputmode"] = Inputmode;
        }

        if (Type != "password" && Value(Name, For.Model) is { Length: > 0 } value)
        {
            input.Attributes["value"] = value;
        }

        return input;
    }
}

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("area-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AreaFieldTagHelper : FieldTagHelper
{
    /// <summary>Lines shown.</summary>
    public int Rows { get; set; } = 4;

    /// <inheritdoc />
    protected override IHtmlContent Input()
    {
        var area = Named(new TagBuilder("textarea"));
        area.AddCssClass("input wide");
        area.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        // The line break at the start is dropped by browsers: without it, one that was typed would be.
        area.InnerHtml.AppendLine();
        area.InnerHtml.Append(Value(Name, For.Model) ?? string.Empty);
        return area;
    }
}
