using Csirt.Contracts.Http.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Intake.Filing;

/// <summary>The answer to a filed report. It holds a secret: nothing on the way may keep it.</summary>
internal static class Filed
{
    public static Created<ReportReceipt> Answer(HttpContext http, ReportReceipt receipt, string location)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(location, receipt);
    }
}
