using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>A body that an endpoint can read: every field that must be there, with some value.</summary>
internal static class SampleBody
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static JsonNode? Of(Type type) => type switch
    {
        _ when type == typeof(string) => "記録",
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) || type == typeof(long) => 1,
        _ when type == typeof(DateOnly) => "2027-03-01",
        _ when type == typeof(DateTimeOffset) => "2027-03-01T00:00:00+09:00",
        _ when type == typeof(FactTime) => JsonSerializer.SerializeToNode(FactTime.At(DateTimeOffset.UnixEpoch), CsirtJson.Options),
        // Told by hand: not by mail, and somebody of the neighbour's own.
        _ when type == typeof(ContactMeans) => "phone",
        _ when type == typeof(ContactOutcome) => "reached",
        _ when type == typeof(ContactByHand) => new JsonObject { ["person_id"] = "p-fukusoncho", ["subject"] = "記録", ["contact"] = new JsonObject { ["means"] = "phone", ["outcome"] = "reached" } },
        { IsEnum: true } => JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), type, CsirtJson.Options),
        _ when type.IsAssignableTo(typeof(IDictionary)) || type.Name.Contains("Dictionary", StringComparison.Ordinal) => new JsonObject(),
        _ when type.IsAssignableTo(typeof(IEnumerable)) => new JsonArray(),
        _ => new JsonObject(from property in type.GetProperties()
                            where property.GetIndexParameters().Length == 0 && Nullability.Create(property).ReadState != NullabilityState.Nullable
                            select KeyValuePair.Create(CsirtJson.Options.PropertyNamingPolicy!.ConvertName(property.Name), Of(property.PropertyType))),
    };
}
