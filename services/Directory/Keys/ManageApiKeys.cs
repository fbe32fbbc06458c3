using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Directory.Keys;

/// <summary>Keys for machine feeds, contractors and cloud providers: <c>/api/directory/api-keys</c>. A key files reports and does nothing else.</summary>
internal sealed class ManageApiKeys(Database<DirectoryModule> database, TownDirectories directories, TimeProvider time)
{
    private const int LongestLabel = 100;

    public Task<IReadOnlyList<ApiKeyEntry>> ListAsync(Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, ApiKeyTable.AllAsync, stop);

    public async Task<CreatedApiKey> CreateAsync(CreateApiKey request, Caller caller, CancellationToken stop)
    {
        var directory = await directories.ReadAsync(caller.Town, stop);
        var outside = request.Channel is Channel.Contractor or Channel.Cloud;
        new InputErrors()
            .Check(request.Label is { Length: > 0 and <= LongestLabel }, "label", $"用途を{LongestLabel}文字以内で入力してください。")
            .Check(outside || request.Channel == Channel.Monitoring, "channel", "監視、委託事業者、クラウドサービス事業者のいずれかを選択してください。")
            .Check(!outside || directory.Contact(request.ContactId) is not null, "contact_id", "鍵を渡す事業者を連絡先から選択してください。")
            .Check(outside || request.ContactId is null || directory.Contact(request.ContactId) is not null, "contact_id", "連絡先が見つかりません。")
            .Check(request.ExpiresAt is null || request.ExpiresAt > time.GetUtcNow(), "expires_at", "有効期限は現在より後にしてください。")
            .ThrowIfAny();
        var key = NewApiKey.Make(caller.Town, request.Label, request.Channel, request.ContactId, request.ExpiresAt, time);
        return await database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            await ApiKeyTable.AddAsync(uow, key);
            uow.Audit("api_key.created", $"api_key/{key.Id}", new { key.Channel, key.ContactId });
            await DirectoryVersions.PublishAsync(uow, "api_keys");
            return new CreatedApiKey(key.Key, new ApiKeyEntry(key.Id, key.Label, key.Channel, key.ContactId, uow.Now, key.ExpiresAt, null));
        }, stop);
    }

    public async Task<IResult> RevokeAsync(string id, Caller caller, CancellationToken stop)
    {
        await database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            if (!await ApiKeyTable.RevokeAsync(uow, id))
            {
                throw Problem.NotFound("有効な鍵");
            }

            uow.Audit("api_key.revoked", $"api_key/{id}");
            await DirectoryVersions.PublishAsync(uow, "api_keys");
        }, stop);
        return TypedResults.NoContent();
    }
}
