using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Csirt.Portal.Http;

/// <summary>Errors in the order of the fields on the page: the order in which the form's class has its properties.</summary>
internal static class ErrorOrder
{
    public static IReadOnlyList<(string Name, string Message)> Of(ModelStateDictionary errors, Type? page) =>
    [
        .. errors.OrderBy(entry => Place(entry.Key, page), StringComparer.Ordinal)
            .SelectMany(entry => entry.Value!.Errors.Select(e => (entry.Key, e.ErrorMessage))),
    ];

    private static string Place(string name, Type? type)
    {
        var place = string.Empty;
        foreach (var part in name.Split('.'))
        {
            var properties = type?.GetProperties() ?? [];
            var index = Array.FindIndex(properties, p => p.Name == part);
            place += index < 0 ? $"999{part}" : index.ToString("D3", System.Globalization.CultureInfo.InvariantCulture);
            type = index < 0 ? null : properties[index].PropertyType;
        }

        return place;
    }
}
