using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Cases.Api;

/// <summary>What every command endpoint on a case has in common. Bound from the request.</summary>
internal sealed class OnCase
{
    /// <summary>Id of the case.</summary>
    [FromRoute(Name = "id")] public required string Id { get; init; }

    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The request, for If-Match and ETag.</summary>
    public required HttpContext Http { get; init; }

    [FromServices] public required CaseCommands Commands { get; init; }

    /// <summary>The act that the endpoint asks of the access table.</summary>
    internal Act Act => Http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiredAct>().Act;

    /// <summary>Changes the case: the caller must have seen its present version (If-Match).</summary>
    internal Task<CaseCommandResult> Change(Func<CaseDocument, Context, Outcome> command) => RunAsync(Versions.Demanded(Http.Request), (c, x, _) => command(c, x));

    /// <inheritdoc cref="Change(Func{CaseDocument, Context, Outcome})" />
    internal Task<CaseCommandResult> Change(CaseCommand command) => RunAsync(Versions.Demanded(Http.Request), command);

    /// <summary>Only adds to the case: <c>If-Match: *</c> will do, so that two people can record at once.</summary>
    internal Task<CaseCommandResult> Add(Func<CaseDocument, Context, Outcome> command) =>
        RunAsync(Http.Request.Headers.IfMatch == "*" ? CaseCommands.AnyVersion : Versions.Demanded(Http.Request), (c, x, _) => command(c, x));

    internal CaseCommandResult Tell(CaseCommandResult result)
    {
        Versions.Tell(Http.Response, result.Version);
        return result;
    }

    private async Task<CaseCommandResult> RunAsync(long version, CaseCommand command) =>
        Tell(await Commands.RunAsync(Caller, Id, version, Act, command, Http.RequestAborted));
}
