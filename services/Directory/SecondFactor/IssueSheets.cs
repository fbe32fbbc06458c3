using Csirt.Directory.Accounts;
using Csirt.Directory.Towns;
using Csirt.Platform.Database;
using Csirt.Platform.Files;

namespace Csirt.Directory.SecondFactor;

/// <summary>Where a town wants a second factor of everyone: a sheet for each account that has none, in a file only the operator can read.</summary>
internal sealed class IssueSheets(Database<DirectoryModule> database, SecretFiles files)
{
    public async Task IssueMissingAsync(TownData town, string actor, CancellationToken stop)
    {
        if (!town.SecondFactorRequired)
        {
            return;
        }

        var missing = await database.ReadAsync(town.Code, async session =>
        {
            var holders = await SecondFactorTable.HoldersAsync(session);
            return (await AccountTable.AllAsync(session)).Where(a => a.DisabledAt is null && !holders.Contains(a.PersonId)).ToList();
        }, stop);
        if (missing.Count == 0)
        {
            return;
        }

        var sheets = missing.Select(account => (account.PersonId, account.UserName, Codes: PrintedCodes.MakeSheet())).ToList();
        files.Append($"printed-codes-{town.Code}.txt", sheets.Select(s => $"{s.UserName}\t{string.Join(' ', s.Codes)}"));
        await database.WriteAsync(town.Code, actor, async uow =>
        {
            foreach (var sheet in sheets)
            {
                await SecondFactorTable.IssueSheetAsync(uow, sheet.PersonId, sheet.Codes);
                uow.Audit("second_factor.set", $"account/{sheet.PersonId}", new { kind = "printed_codes" });
            }
        }, stop);
    }
}
