using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Csirt.Portal.Fields;

/// <summary>
/// A field of a form, the same everywhere: label, whether it is required, hint, error beside it, and the input that refers to both.
/// What was typed is shown again, whatever was wrong with it.
/// </summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The property it fills.</summary>
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Label.</summary>
    public string Label { get; set; } = string.Empty;

    /// <summary>How to fill it in.</summary>
    public string? Hint { get; set; }

    /// <summary>It has to be filled in.</summary>
    public bool Required { get; set; }

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Full name of the field.</summary>
    protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>Id of the input.</summary>
    protected string Id => IdOf(Name);

    /// <summary>The id of a field's input.</summary>
    /// <param name="name">Full name of the field.</param>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "-");

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var errors = Errors(Name);
        output.TagName = IsGroup ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", errors.Count > 0 ? "field field-wrong" : "field");
        output.Content.AppendHtml(Head());
        if (Hint is not null)
        {
            output.Content.AppendHtml(Element("p", "hint", Hint, $"{Id}-hint"));
        }

        output.Content.AppendHtml(ErrorText(errors));
        output.Content.AppendHtml(Input());
        if (IsGroup)
        {
            output.Attributes.SetAttribute("id", Id);
            output.Attributes.SetAttribute("tabindex", "-1");
            Describe(output.Attributes.SetAttribute);
        }
    }

    /// <summary>Several inputs under one legend.</summary>
    protected virtual bool IsGroup => false;

    /// <summary>The input, or the inputs of a group.</summary>
    protected abstract IHtmlContent Input();

    /// <summary>The value: as typed where the form was sent, as the page has it otherwise.</summary>
    protected string? Value(string name, object? fromPage) =>
        ViewContext.ModelState.TryGetValue(name, out var entry) && entry.AttemptedValue is { } typed ? typed : fromPage is IEnumerable<string> several ? string.Join(',', several) : fromPage?.ToString();

    /// <summary>What is wrong with the field of this name.</summary>
    protected IReadOnlyList<string> Errors(string name) =>
        ViewContext.ModelState.TryGetValue(name, out var entry) && entry.ValidationState == ModelValidationState.Invalid ? [.. entry.Errors.Select(e => e.ErrorMessage)] : [];

    /// <summary>Gives an input its name, id and descriptions.</summary>
    protected TagBuilder Named(TagBuilder input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Attributes["id"] = Id;
        input.Attributes["name"] = Name;
        if (Required)
        {
            input.Attributes["aria-required"] = "true";
        }

        Describe((name, value) => input.Attributes[name] = value);
        return input;
    }

    /// <summary>An element with a text.</summary>
    protected static TagBuilder Element(string tag, string css, string text, string? id = null)
    {
        var element = new TagBuilder(tag);
        element.AddCssClass(css);
        element.InnerHtml.Append(text);
        if (id is not null)
        {
            element.Attributes["id"] = id;
        }

        return element;
    }

    /// <summary>The error line of a field; nothing where nothing is wrong.</summary>
    protected IHtmlContent ErrorText(IReadOnlyList<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return errors.Count == 0 ? HtmlString.Empty : Element("p", "error", string.Join(" ", errors), $"{Id}-error");
    }

    private void Describe(Action<string, string> set)
    {
        var wrong = Errors(Name).Count > 0;
        var described = string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", wrong ? $"{Id}-error" : null }.OfType<string>());
        if (described.Length > 0)
        {
            set("aria-describedby", described);
        }

        if (wrong && !IsGroup)
        {
            set("aria-invalid", "true");
        }
    }

    private TagBuilder Head()
    {
        var head = Element(IsGroup ? "legend" : "label", "label", Label);
        if (!IsGroup)
        {
            head.Attributes["for"] = Id;
        }

        head.InnerHtml.AppendHtml(Required ? Element("span", "must", "必須") : Element("span", "may", "任意"));
        return head;
    }
}
