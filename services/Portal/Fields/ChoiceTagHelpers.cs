using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Csirt.Portal.Fields;

/// <summary>One of many, as a list that opens.</summary>
[HtmlTargetElement("select-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectFieldTagHelper : FieldTagHelper
{
    /// <summary>The choices.</summary>
    public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>Said where nothing is chosen.</summary>
    public string Empty { get; set; } = "選択してください";

    /// <inheritdoc />
    protected override IHtmlContent Input()
    {
        var select = Named(new TagBuilder("select"));
        select.AddCssClass("input medium");
        var chosen = Value(Name, For.Model) ?? string.Empty;
        select.InnerHtml.AppendHtml(Option(new Choice(string.Empty, Empty), chosen));
        foreach (var group in Choices.GroupBy(c => c.Group))
        {
            var options = new HtmlContentBuilder();
            foreach (var choice in group)
            {
                options.AppendHtml(Option(choice, chosen));
            }

            select.InnerHtml.AppendHtml(group.Key is null ? options : Group(group.Key, options));
        }

        return select;
    }

    private static TagBuilder Group(string label, IHtmlContent options)
    {
        var group = new TagBuilder("optgroup");
        group.Attributes["label"] = label;
        group.InnerHtml.AppendHtml(options);
        return group;
    }

    private static TagBuilder Option(Choice choice, string chosen)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = choice.Value;
        option.InnerHtml.Append(choice.Label);
        if (choice.Value == chosen)
        {
            option.Attributes["selected"] = "selected";
        }

        return option;
    }
}

/// <summary>One of a few, all in sight; or several, with <see cref="Several"/>.</summary>
[HtmlTargetElement("choice-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoiceFieldTagHelper : FieldTagHelper
{
    /// <summary>The choices.</summary>
    public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>More than one may be chosen: the property is a list.</summary>
    public bool Several { get; set; }

    /// <summary>Beside each other instead of below.</summary>
    public bool Inline { get; set; }

    /// <inheritdoc />
    protected override bool IsGroup => true;

    /// <inheritdoc />
    protected override IHtmlContent Input()
    {
        var list = new TagBuilder("div");
        list.AddCssClass(Inline ? "choices inline" : Several ? "choices several" : "choices");
        var chosen = Chosen();
        foreach (var group in Choices.GroupBy(c => c.Group))
        {
            if (group.Key is not null)
            {
                list.InnerHtml.AppendHtml(Element("p", "choice-group", group.Key));
            }

            foreach (var choice in group)
            {
                list.InnerHtml.AppendHtml(Item(choice, chosen.Contains(choice.Value)));
            }
        }

        return list;
    }

    private HashSet<string> Chosen()
    {
        if (!Several)
        {
            return [Value(Name, For.Model) ?? string.Empty];
        }

        var typed = ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.AttemptedValue is { } text ? text.Split(',') : null;
        return [.. typed ?? (For.Model as IEnumerable<string> ?? [])];
    }

    private TagBuilder Item(Choice choice, bool chosen)
    {
        var id = $"{Id}-{TagBuilder.CreateSanitizedId(choice.Value, "-")}";
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = Several ? "checkbox" : "radio";
        input.Attributes["id"] = id;
        input.Attributes["name"] = Name;
        input.Attributes["value"] = choice.Value;
        if (chosen)
        {
            input.Attributes["checked"] = "checked";
        }

        var label = new TagBuilder("label");
        label.AddCssClass("choice");
        label.Attributes["for"] = id;
        label.InnerHtml.AppendHtml(input);
        label.InnerHtml.AppendHtml(Element("span", "choice-text", choice.Label));
        if (choice.Hint is not null)
        {
            label.InnerHtml.AppendHtml(Element("span", "choice-hint", choice.Hint));
        }

        return label;
    }
}

/// <summary>A box to tick.</summary>
[HtmlTargetElement("tick-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TickFieldTagHelper : FieldTagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(ErrorText(Errors(Name)));
        output.Content.AppendHtml(Input());
        if (Hint is not null)
        {
            output.Content.AppendHtml(Element("p", "hint below", Hint, $"{Id}-hint"));
        }
    }

    /// <inheritdoc />
    protected override IHtmlContent Input()
    {
        var input = Named(new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing });
        input.Attributes["type"] = "checkbox";
        input.Attributes["value"] = "true";
        if (Value(Name, For.Model) is { } value && value.Contains("true", StringComparison.OrdinalIgnoreCase))
        {
            input.Attributes["checked"] = "checked";
        }

        var label = new TagBuilder("label");
        label.AddCssClass("choice");
        label.Attributes["for"] = Id;
        label.InnerHtml.AppendHtml(input);
        label.InnerHtml.AppendHtml(Element("span", "choice-text", Label));
        return label;
    }
}
