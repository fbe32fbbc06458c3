using Csirt.Directory.Towns;
using Csirt.Platform.Database;
using Csirt.Platform.Files;

namespace Csirt.Directory.Accounts;

/// <summary>
/// Accounts for people who have none yet. Each gets a temporary password, handed out from a file only the operator can read
/// (policy 6.2(1)カ(イ)); in a demo town everyone has the printed one.
/// </summary>
internal sealed class CreateAccounts(Database<DirectoryModule> database, SecretFiles files)
{
    public async Task CreateMissingAsync(TownData town, string actor, CancellationToken stop)
    {
        var known = (await database.ReadAsync(town.Code, AccountTable.AllAsync, stop)).Select(a => a.PersonId).ToHashSet();
        var missing = town.Accounts.Where(a => !known.Contains(a.PersonId)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var shared = town.DemoPassword is { } demo ? Passwords.Hash(demo) : null;
        var created = missing.AsParallel().AsOrdered().Select(seed => Make(seed, shared)).ToList();
        if (created.Where(a => a.Password is not null).ToList() is [_, ..] handedOut)
        {
            files.Append($"temporary-passwords-{town.Code}.txt", handedOut.Select(a => $"{a.Seed.UserName}\t{a.Password}"));
        }

        await database.WriteAsync(
            town.Code,
            actor,
            async uow =>
            {
                foreach (var account in created)
                {
                    await AccountTable.AddAsync(uow, account.Seed, account.Hash, account.Password is not null);
                    uow.Audit("account.created", $"account/{account.Seed.PersonId}");
                }
            },
            stop);
    }

    private static Made Make(AccountSeed seed, string? shared)
    {
        if (shared is not null && !seed.StartsTemporary)
        {
            return new Made(seed, null, shared);
        }

        var password = Passwords.Temporary();
        return new Made(seed, password, Passwords.Hash(password));
    }

    private sealed record Made(AccountSeed Seed, string? Password, string Hash);
}
