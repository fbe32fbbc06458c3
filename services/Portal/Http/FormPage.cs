using Csirt.Contracts;
using Csirt.Platform;
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
    protected async Task<bool> TryAsync(Func<Task> command, Func<string, string?> nameOf)
    {
        try
        {
            await command();
            return true;
        }
        catch (ApiException e) when (!e.SessionEnded)
        {
            Note(e, nameOf);
            return false;
        }
    }

    /// <summary>JSON names of the form's own properties, below a prefix.</summary>
    protected static Func<string, string?> FieldsOf<TForm>(string prefix)
    {
        var names = typeof(TForm).GetProperties().ToDictionary(p => CsirtJson.Options.PropertyNamingPolicy!.ConvertName(p.Name), p => p.Name);
        return json => names.TryGetValue(json.Split('.', '[')[0], out var name) ? (prefix.Length == 0 ? name : $"{prefix}.{name}") : null;
    }

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

        if (e.Errors.Count == 0)
        {
            ModelState.AddModelError(string.Empty, e.Reference is null || e.Status < 500 ? e.Message : $"{e.Message}（参照番号 {e.Reference}）");
        }
    }
}
