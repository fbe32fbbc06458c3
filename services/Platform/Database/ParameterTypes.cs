using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Csirt.Platform.Database;

/// <summary>Declared types of one statement's parameters.</summary>
internal sealed class ParameterTypes(IReadOnlyDictionary<string, string> types)
{
    /// <summary>Type as declared, e.g. <c>CHAR(32)</c>; null where the value's own type counts (text: NVARCHAR(MAX)).</summary>
    public string? Find(string name) => types.GetValueOrDefault(name);

    public SqlParameter Parameter(string name, object value)
    {
        var (type, size) = Find(name) is { } declared ? Parse(declared) : (TypeOf(value), -1);
        if (type is not (SqlDbType.Char or SqlDbType.VarChar or SqlDbType.NVarChar))
        {
            return new SqlParameter(name, type) { Value = value };
        }

        // Never shorter than the value: the client would cut it without a word. Too long is for the server to refuse, or not to find.
        var fits = size > 0 && (value is not string text || text.Length <= size);
        return new SqlParameter(name, fits || type is not SqlDbType.Char ? type : SqlDbType.VarChar, fits ? size : -1) { Value = value };
    }

    private static (SqlDbType Type, int Size) Parse(string declared)
    {
        var parts = declared.TrimEnd(')').Split('(');
        var size = parts is [_, var number] && number != "MAX" ? int.Parse(number, CultureInfo.InvariantCulture) : -1;
        return (Enum.Parse<SqlDbType>(parts[0], ignoreCase: true), size);
    }

    private static SqlDbType TypeOf(object value) => value switch
    {
        int => SqlDbType.Int,
        long => SqlDbType.BigInt,
        bool => SqlDbType.Bit,
        byte[] => SqlDbType.VarBinary,
        _ => SqlDbType.NVarChar,
    };
}
