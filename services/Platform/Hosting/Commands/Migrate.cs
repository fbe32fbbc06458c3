using Csirt.Platform.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.Platform.Hosting.Commands;

/// <summary>Brings the tables of this executable's services up to date, by the migrator's login where there is one, and ends.</summary>
internal sealed class Migrate : ICommand
{
    public string Name => "migrate";

    public string Help =>
        """
        データベースに未適用の変更を適用して終了する。起動時に適用しない設定（--Database:Migrate=false）では、更新のたびに先に実行する。
        --Database:Provider=SqlServer --Database:{サービス}:MigrationConnectionString=… または --Data:Directory=データフォルダ
        """;

    public async Task<int> RunAsync(CommandContext context)
    {
        await using var app = CsirtHost.Build(context.Arguments, "http://127.0.0.1:0", context.Modules);
        try
        {
            foreach (var (service, applied) in await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None))
            {
                await context.Output.WriteLineAsync(applied == 0 ? $"{service}: 適用済みです。" : $"{service}: {applied} 件の変更を適用しました。");
            }

            return 0;
        }
        catch (StoreUnavailableException e)
        {
            throw new CommandException(e.Message, e);
        }
    }
}
