using Csirt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Csirt.Platform.Access;

/// <summary>The action an endpoint names.</summary>
/// <param name="Act">Action.</param>
public sealed record RequiredAct(Act Act);

/// <summary>Lets endpoints name the action they are, and holds callers to it.</summary>
public static class EndpointAccess
{
    /// <summary>The endpoint is this action. Which cases it may touch, its handler checks by <see cref="CaseScope.Demand"/>.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Act act)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequiredAct(act));

    /// <summary>Refuses whoever the table doesn't let do it; an endpoint that names no action is refused to all.</summary>
    internal static async Task EnforceAsync(HttpContext context, RequestDelegate next)
    {
        // Routing's own refusals (405, 415) are no endpoints of ours: they name no action and do nothing.
        if (context.GetEndpoint() is { } endpoint and (RouteEndpoint or { Metadata.Count: > 0 }))
        {
            var act = endpoint.Metadata.GetMetadata<RequiredAct>()?.Act ?? throw Problem.Forbidden();
            var caller = Caller.Of(context.User);
            if (act != Act.Anyone && caller == Caller.Nobody)
            {
                throw Problem.NotSignedIn(context);
            }

            if (!AccessTable.PermitsSomewhere(caller, act))
            {
                throw Problem.Forbidden();
            }
        }

        await next(context);
    }
}
