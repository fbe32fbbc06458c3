using Csirt.Contracts;
using Csirt.Platform;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Http;

/// <summary>What pages share: the clock, and how a service's refusal is shown beside the form without losing what was typed.</summary>
internal abstract class FormPage(TimeProvider time) : PageModel
{
    /// <summary>Sent by the button that goes back to the filled form instead of sending it.</summary>
    public const string EditField = "_edit";

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public DateOnly Today => JapanTime.Day(Now);

    /// <summary>The person only wants the filled form back.</summary>
    protected bool OnlyEdits => Request.HasFormContentType && Request.Form.ContainsKey(EditField);

    /// <summary>An idempotency key: a form that is sent twice is taken once.</summary>
    protected string NewKey() => Ids.New(time);

    /// <summary>Said on the next page.</summary>
    protected void Say(string what) => TempData["Said"] = what;

    /// <summary>What was typed, or null where that is nothing.</summary>
    protected static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    protected void Must(string? value, string name, string message)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            ModelState.AddModelError(name, message);
        }
    }

    /// <summary>Runs a command; true where it succeeded. A refusal becomes errors of the form, except that the session has ended.</summary>
    /// <param name="command">The command.</param>
    /// <param name="nameOf">Name of the form's field for a JSON name; null where the form has none.</param>
    /// <param name="refused">Told of the refusal.</param>
    protected async Task<bool> TryAsync(Func<Task> command, Func<string, string?> nameOf, Action<ApiException>? refused = null)
    {
        try
        {
            await command();
            return true;
        }
        catch (ApiException e) when (!e.SessionEnded)
        {
            Note(e, nameOf);
            refused?.Invoke(e);
            return false;
        }
    }

    /// <summary>JSON names of a form's own properties.</summary>
    protected static Func<string, string?> FieldsOf(Type form, string prefix = "")
    {
        var names = form.GetProperties().ToDictionary(p => CsirtJson.Options.PropertyNamingPolicy!.ConvertName(p.Name), Field);
        return json => names.TryGetValue(json.Split('.', '[')[0], out var name) ? prefix + name : null;
    }

    // The error of a time stands at its first input.
    private static string Field(System.Reflection.PropertyInfo property) => property.PropertyType == typeof(FactTimeInput) ? $"{property.Name}.Date" : property.Name;

    private void Note(ApiException e, Func<string, string?> nameOf)
    {
        Response.StatusCode = e.Status;
        foreach (var (json, messages) in e.Errors)
        {
            foreach (var message in messages)
            {
                ModelState.AddModelError(nameOf(json) ?? string.Empty, message);
            }
        }

        foreach (var reason in e.Reasons.Where(_ => e.Errors.Count == 0))
        {
            ModelState.AddModelError(string.Empty, reason);
        }

        if (e.Errors.Count + e.Reasons.Count == 0)
        {
            ModelState.AddModelError(string.Empty, e.Reference is null || e.Status < 500 ? e.Message : $"{e.Message}（参照番号 {e.Reference}）");
        }
    }
}
