using System.Globalization;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Hosting.Commands;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.Platform.Epochs;

/// <summary>
/// A service's database was put back to an older state by whatever means: from its next start it goes on in a new epoch, and the
/// others make good what it has forgotten (docs/adr/0011).
/// </summary>
internal sealed class BeginEpochCommand : ICommand
{
    public string Name => "begin-epoch";

    public string Help =>
        """
        1つのサービスのデータベースだけを古い状態に戻した後、止めたまま実行する（restore --only は自動で行う）。次の起動時に、ほかのサービスが控えから補う。
        --service=intake|cases|escalation|notification|directory --Data:Directory=データフォルダ、または --Database:Provider=SqlServer と接続の設定
        """;

    public async Task<int> RunAsync(CommandContext context)
    {
        await RunAsync(context, context.Demand("service"));
        return 0;
    }

    /// <summary>Puts the epoch down and tells the operator from when on things may be lost.</summary>
    public static async Task RunAsync(CommandContext context, string service)
    {
        try
        {
            await using var app = CsirtHost.Build(context.Arguments, "http://127.0.0.1:0", context.Modules);
            var database = app.Services.GetServices<ServiceDatabase>().FirstOrDefault(d => d.Service == service)
                ?? throw new CommandException($"「{service}」というサービスはありません。");
            await app.Services.GetRequiredService<Migrator>().PrepareAsync(CancellationToken.None);
            var id = Ids.New(context.Time);
            var known = await database.WriteAsync(Everywhere.Town, "operator", uow => EpochTable.BeginAsync(uow, id));
            await context.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{service} は次の起動から新しいエポックで動きます。{known.ToOffset(TimeSpan.FromHours(9)):yyyy-MM-dd HH:mm:ss} より後の記録は、ほかのサービスの控えから補います。補えないものは失われています（docs/operations.md）。"));
            if (known < context.Time.GetUtcNow() - app.Services.GetRequiredService<MessagePeriods>().Outbox)
            {
                await context.Output.WriteLineAsync("注意: ほかのサービスの控え（Messaging:KeepOutboxDays）より古いため、再送だけでは揃いません。起動後、照合の警報を1件ずつ確かめてください。");
            }
        }
        catch (Exception e) when (e is StoreNotFitException or StoreUnavailableException)
        {
            throw new CommandException(e.Message, e);
        }
    }
}
