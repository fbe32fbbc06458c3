using Csirt.Platform.Database;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>Each parameter is bound as what its column is: else SQL Server converts the column, row by row, past its index.</summary>
public sealed class ParameterTests
{
    public static TheoryData<string> Services => [.. SqlCatalog.Migrations.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_parameter_has_the_type_of_the_column_it_meets(string service)
    {
        using var schema = new SqlServerSchema(SqlCatalog.Migrations[service]);
        var (types, columns) = (new ColumnTypes(SqlCatalog.Migrations[service]), schema.Types);
        Rule.HasNoBreach(
            from statement in SqlCatalog.StatementsOn(service)
            from met in ComparedColumns.Of(statement.Text.SqlServer, columns).Found
            let bound = types.For(statement.Text).Find(met.Parameter) ?? "NVARCHAR(MAX)"
            where bound != met.Type
            select $"{service}: {statement.Name}: {met.Parameter} is bound as {bound}, but {met.Column} is {met.Type}: name it after the column, or declare it: new Sql(…) {{ Types = \"{met.Parameter} {met.Type}\" }}");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_list_says_what_its_values_are(string service)
    {
        using var schema = new SqlServerSchema(SqlCatalog.Migrations[service]);
        var columns = schema.Types;
        Rule.HasNoBreach(
            from statement in SqlCatalog.StatementsOn(service)
            from column in ComparedColumns.Of(statement.Text.SqlServer, columns).UntypedLists
            select $"{service}: {statement.Name}: {column} is compared with a list of NVARCHAR(MAX): OPENJSON(…) WITH (value {{type}} '$')");
    }

    [Fact]
    public void Text_is_never_cut_to_fit()
    {
        var table = new Migration(1, "a table", new Sql("CREATE TABLE a (\n    code CHAR(4) NOT NULL, name NVARCHAR(8), [key] VARCHAR(MAX), seq BIGINT);"));
        var types = new ColumnTypes([table]).For(new Sql("SELECT code FROM a"));
        Assert.Equal((4, System.Data.SqlDbType.Char), Of(types.Parameter("@code", "abcd")));
        Assert.Equal((-1, System.Data.SqlDbType.VarChar), Of(types.Parameter("@code", "abcde")));
        Assert.Equal((8, System.Data.SqlDbType.NVarChar), Of(types.Parameter("@name", "窓口")));
        Assert.Equal((-1, System.Data.SqlDbType.VarChar), Of(types.Parameter("@key", "k")));
        Assert.Equal(System.Data.SqlDbType.BigInt, types.Parameter("@seq", 1).SqlDbType);
        Assert.Equal((4, System.Data.SqlDbType.Char), Of(types.Parameter("@code", DBNull.Value)));

        static (int Size, System.Data.SqlDbType Type) Of(Microsoft.Data.SqlClient.SqlParameter p) => (p.Size, p.SqlDbType);
    }
}
