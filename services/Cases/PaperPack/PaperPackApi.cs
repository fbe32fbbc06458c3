using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.PaperPack;

/// <summary>GET /api/cases/paper-pack: as it would be written now; /state: how the daily writing stands.</summary>
internal static class PaperPackApi
{
    internal static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/paper-pack", (Caller caller, Database<CasesModule> database, DirectoryCopies<CasesModule> directories, TimeProvider time, CancellationToken stop) =>
        {
            var directory = directories.Find(caller.Town) ?? throw Problem.NotFound("連絡網");
            return database.ReadAsync(caller.Town, session => PaperContent.ReadAsync(session, directory, time.GetUtcNow()), stop);
        }).Requires(Act.PrintPaperPack);
        cases.MapGet("/paper-pack/state", async (Caller caller, Database<CasesModule> database, PaperSettings settings, CancellationToken stop) =>
        {
            var row = await database.ReadAsync(caller.Town, PaperPackTable.FindAsync, stop);
            var folder = AccessTable.PermitsSomewhere(caller, Act.ManageDirectory) ? settings.FolderOf(caller.Town) : null;
            return new PaperPackState(row?.MadeAt, row?.WantedAt, row?.IsLate == true, InJapanese(row?.Error), folder);
        }).Requires(Act.ReadAlarms);
    }

    private static string? InJapanese(string? error) => error switch
    {
        null => null,
        PaperPackWriter.FolderNotWritable => "書き出し先のフォルダに書き込めません（空き容量・権限・接続）。直り次第、自動で書き出します。",
        _ => "紙の一式を作成できませんでした。運用担当に連絡してください。5分おきにやり直します。",
    };
}
