using System.Globalization;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.Platform.Hosting.Commands;

/// <summary>
/// Dead letters that belong to no town, because they could not be read: whoever operates the installation looks at them, no town
/// does. Those of a town are counted here and no more; its own people handle them on the page.
/// </summary>
internal sealed class DeadLettersCommand : ICommand
{
    private const int Some = 1;

    public string Name => "dead-letters";

    public string Help =>
        """
        処理できなかったメッセージのうち、どの団体のものかも読み取れないもの（団体の画面に出ない）を表示する。団体のものは件数だけを示す。
        処理しないと決めたものは --dismiss=番号 --reason=理由 で片づける。中身は消え、誰が・なぜかが監査記録に残る。
        [--service=サービス] --Data:Directory=データフォルダ（SQLite ではサービスを止めてから）、または --Database:Provider=SqlServer と接続の設定
        （終了コード 0: どの団体のものでもないものはない、1: ある、2: 実行できない）
        """;

    public async Task<int> RunAsync(CommandContext context)
    {
        try
        {
            await using var app = CsirtHost.Build(context.Arguments, "http://127.0.0.1:0", context.Modules);
            var databases = app.Services.GetServices<ServiceDatabase>().ToList();
            if (context.Settings["service"] is { Length: > 0 } service)
            {
                databases.RemoveAll(d => d.Service != service);
                if (databases.Count == 0)
                {
                    throw new CommandException($"「{service}」というサービスはありません。");
                }
            }

            if (context.Settings["dismiss"] is { Length: > 0 } id)
            {
                await DismissAsync(context, databases, id);
            }

            return await ListAsync(context.Output, databases) ? Some : 0;
        }
        catch (Exception e) when (e is StoreNotFitException or StoreUnavailableException)
        {
            throw new CommandException(e.Message, e);
        }
    }

    private static async Task DismissAsync(CommandContext context, IReadOnlyList<ServiceDatabase> databases, string id)
    {
        var reason = context.Demand("reason").Trim();
        if (reason.Length is 0 or > DeadLetters.LongestReason)
        {
            throw new CommandException($"--reason は1文字以上、{DeadLetters.LongestReason}文字までにしてください。");
        }

        foreach (var database in databases)
        {
            if ((await database.ReadAsync(Everywhere.Town, Inbox.DeadAsync)).Any(letter => letter.Id == id))
            {
                await database.WriteAsync(Everywhere.Town, $"operator:{Environment.UserName}", uow => Inbox.DismissAsync(uow, id, reason));
                await context.Output.WriteLineAsync($"片づけました: {database.Service} {id}");
                return;
            }
        }

        throw new CommandException($"どの団体のものでもないメッセージに {id} はありません。団体のものは、その団体の画面「運用」で扱います。");
    }

    private static async Task<bool> ListAsync(TextWriter output, IReadOnlyList<ServiceDatabase> databases)
    {
        var some = false;
        foreach (var database in databases)
        {
            foreach (var letter in await database.ReadAsync(Everywhere.Town, Inbox.DeadAsync))
            {
                some = true;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{database.Service} {letter.Id} {letter.ReceivedAt.ToOffset(TimeSpan.FromHours(9)):yyyy-MM-dd HH:mm:ss} {letter.Error}"));
            }

            foreach (var of in (await database.ReadAsync(Everywhere.Town, Inbox.CountDeadAsync)).Where(of => of.Town != Everywhere.Town))
            {
                await output.WriteLineAsync($"{database.Service} 団体 {of.Town}: {of.Letters} 件（その団体の画面「運用」で扱います）");
            }
        }

        await output.WriteLineAsync(some ? "確かめて処理しないものは、--dismiss=番号 --reason=理由 で片づけてください。" : "どの団体のものでもないメッセージはありません。");
        return some;
    }
}
