using System.Data;
using System.Runtime.CompilerServices;
using Dapper;

namespace Csirt.Platform.Database;

/// <summary>
/// Times are BIGINT milliseconds since 1970 in UTC (columns end in <c>_at</c>): the same comparison in both dialects.
/// Columns are snake_case, properties PascalCase.
/// </summary>
internal static class DapperConventions
{
#pragma warning disable CA2255 // Dapper's maps are global: they must be set before any service runs its first query.
    [ModuleInitializer]
    internal static void Set()
#pragma warning restore CA2255
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UnixMilliseconds());
    }

    private sealed class UnixMilliseconds : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }
}
