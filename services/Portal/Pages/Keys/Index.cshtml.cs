using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Keys;

/// <summary>Keys with which machines, contractors and cloud providers report: made, listed, withdrawn.</summary>
internal sealed class KeysModel(AccountsClient accounts, DirectoryClient directory, TimeProvider time) : FormPage(time)
{
    private IReadOnlyList<OutsideContact> _contacts = [];

    [BindProperty]
    public string? Label { get; set; }

    [BindProperty]
    public Channel? Channel { get; set; }

    [BindProperty]
    public string? ContactId { get; set; }

    /// <summary>Last day.</summary>
    [BindProperty]
    public DateOnly? Until { get; set; }

    public IReadOnlyList<ApiKeyEntry> Keys { get; private set; } = [];

    public CreatedApiKey? Created { get; private set; }

    public IReadOnlyList<Choice> Contacts => [.. _contacts.Select(c => new Choice(c.Id, c.Name))];

    public static IReadOnlyList<Choice> Channels { get; } =
        [.. new[] { Csirt.Contracts.Values.Channel.Monitoring, Csirt.Contracts.Values.Channel.Contractor, Csirt.Contracts.Values.Channel.Cloud }.Select(c => new Choice(c.ToString(), NameOf(c)))];

    public static string NameOf(Channel channel) => channel switch
    {
        Csirt.Contracts.Values.Channel.Monitoring => "監視",
        Csirt.Contracts.Values.Channel.Contractor => "委託事業者",
        Csirt.Contracts.Values.Channel.Cloud => "クラウドサービス事業者",
        _ => "その他",
    };

    public string HolderOf(ApiKeyEntry key) => key.ContactId is null ? "町の監視機器" : _contacts.FirstOrDefault(c => c.Id == key.ContactId)?.Name ?? "（連絡先から外れています）";

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Label, nameof(Label), "用途を入力してください。");
        if (Channel is null)
        {
            ModelState.AddModelError(nameof(Channel), "報告の経路を選んでください。");
        }

        if (ModelState.IsValid && await TryAsync(async () => Created = await accounts.CreateKeyAsync(New(), stop), json => json == "expires_at" ? nameof(Until) : FieldsOf(typeof(KeysModel))(json)))
        {
            ModelState.Clear();
            (Label, Channel, ContactId, Until) = (null, null, null, null);
        }

        await LoadAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(string id, CancellationToken stop)
    {
        await accounts.RevokeKeyAsync(id, stop);
        Say("鍵を取り消しました。この鍵では、もう報告できません。");
        return RedirectToPage(new { handler = (string?)null });
    }

    private CreateApiKey New() => new(
        Label!.Trim(), Channel!.Value, Said(ContactId), Until is { } day ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), JapanTime.Offset) : null);

    private async Task LoadAsync(CancellationToken stop)
    {
        Keys = await accounts.KeysAsync(stop);
        _contacts = await new Loading(stop).OrAsync(directory.ContactsAsync, []);
    }
}
