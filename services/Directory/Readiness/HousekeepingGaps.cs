using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Directory.Accounts;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.Readiness;

/// <summary>Accounts and keys that would fail on the day they are needed.</summary>
internal static class HousekeepingGaps
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static IEnumerable<ReadinessFinding> Find(TownDirectory directory, IReadOnlyList<Account> accounts, IReadOnlyList<ApiKeyEntry> keys, DateTimeOffset now)
    {
        var usable = accounts.Where(a => a.DisabledAt is null).Select(a => a.PersonId).ToHashSet();
        return
        [
            .. directory.Snapshot.People
                .Where(p => !usable.Contains(p.Id) && p.Roles.Any(r => r.Role != Role.Staff))
                .Select(p => new ReadinessFinding(
                    "role_holder_without_account", false, p.Id, p.Roles.First(r => r.Role != Role.Staff).Role, $"{p.Name}は役割を持っていますが、使えるアカウントがありません。")),
            .. keys
                .Where(k => k.RevokedAt is null && k.ExpiresAt < now + Soon)
                .Select(k => new ReadinessFinding(
                    "key_expires_soon", false, k.Id, null, $"鍵「{k.Label}」の有効期限が切れたか、30日以内に切れます。新しい鍵を発行してください。")),
        ];
    }
}
