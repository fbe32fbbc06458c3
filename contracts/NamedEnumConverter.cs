using System.Text.Json.Serialization;

namespace Csirt.Contracts;

/// <summary>Enums travel by their stable names alone: a number is no value, not even a valid one.</summary>
internal sealed class NamedEnumConverter<T> : JsonStringEnumConverter<T>
    where T : struct, Enum
{
    public NamedEnumConverter()
        : base(namingPolicy: null, allowIntegerValues: false)
    {
    }
}
