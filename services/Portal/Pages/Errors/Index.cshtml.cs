using Csirt.Portal.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Pages.Errors;

/// <summary>What happened, what was kept, what to do: in Japanese, with a reference number.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = string.Empty;

    public string Explanation { get; private set; } = string.Empty;

    public string Advice { get; private set; } = string.Empty;

    public string Reference { get; private set; } = string.Empty;

    public void OnGet() => Explain();

    public void OnPost() => Explain();

    private void Explain()
    {
        var failure = HttpContext.Features.Get<PageFailure>() ?? new PageFailure(StatusCodes.Status404NotFound, HttpContext.TraceIdentifier);
        Response.StatusCode = failure.Status;
        Reference = failure.Reference;
        (Heading, Explanation, Advice) = failure.Status switch
        {
            StatusCodes.Status400BadRequest => ("送信された内容を読み取れません", "変更は保存されていません。", "前の画面に戻り、読み込み直してから、もう一度操作してください。"),
            StatusCodes.Status403Forbidden => ("この操作を行う権限がありません", "変更は保存されていません。", "担当が変わった場合などは、統一的な窓口に知らせてください。"),
            StatusCodes.Status404NotFound => ("ページが見つかりません", "アドレスが違うか、表示が許可されていないか、移動した可能性があります。", "アドレスを確かめるか、最初の画面から探してください。"),
            StatusCodes.Status405MethodNotAllowed => ("この方法では表示できません", "変更は保存されていません。", "最初の画面から操作してください。"),
            StatusCodes.Status410Gone => ("廃棄済みです", "この事案の記録は、保存期間が満了し、廃棄されました。", "廃棄した日と承認した人は、廃棄簿で確かめられます。"),
            StatusCodes.Status413PayloadTooLarge => ("送信されたデータが大きすぎます", "変更は保存されていません。", "前の画面に戻り、添付ファイルを減らして送信してください。入力した文は前の画面に残っています。"),
            StatusCodes.Status503ServiceUnavailable => ("現在つながりにくくなっています", "一部のサービスが応答していません。受け付け済みの報告や記録は失われていません。", "しばらくしてから、もう一度お試しください。"),
            _ => ("エラーが発生しました", "この操作は完了していません。それまでに保存された記録は失われていません。", "もう一度お試しください。続くときは、参照番号を添えて運用担当に連絡してください。"),
        };
    }
}
