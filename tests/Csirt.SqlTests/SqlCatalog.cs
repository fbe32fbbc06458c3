using System.Reflection;
using Csirt.AllInOne;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.SqlTests;

/// <summary>A statement of the product, named by the field that holds it.</summary>
/// <param name="Service">Service it belongs to; Platform's run in several.</param>
/// <param name="Name">Type.Field.</param>
/// <param name="Text">Both texts.</param>
/// <param name="Beside">Migrations of the same class: where it has any, only services that apply one of them run its statements.</param>
internal sealed record Statement(string Service, string Name, Sql Text, IReadOnlyList<Migration> Beside);

/// <summary>Every statement and every table of the product, as the services register them.</summary>
internal static class SqlCatalog
{
    private const string Platform = "platform";

    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [typeof(Sql).Assembly, .. AllServices.Modules.Select(m => m.GetType().Assembly).Distinct()];

    public static IReadOnlyList<Statement> Statements { get; } = [.. Assemblies.SelectMany(StatementsOf)];

    /// <summary>Migrations by service, in the order in which they are applied; Platform's own stand in each.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Migration>> Migrations { get; } = ReadMigrations();

    public static IEnumerable<Statement> StatementsOn(string service) =>
        Statements.Where(s => s.Service == service
            || (s.Service == Platform && (s.Beside.Count == 0 || s.Beside.Intersect(Migrations[service]).Any())));

    private static IEnumerable<Statement> StatementsOf(Assembly assembly)
    {
        var service = ServiceOf(assembly);
        return from type in assembly.GetTypes()
               where !type.ContainsGenericParameters
               let fields = type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
               let migrations = fields.Select(f => f.FieldType == typeof(Migration) ? f.GetValue(null) : null).OfType<Migration>().ToList()
               from field in fields
               where !field.IsLiteral
               from sql in SqlIn(field.GetValue(null))
               select new Statement(service, NameOf(type, field) + sql.Suffix, sql.Text, migrations);
    }

    private static IEnumerable<(string Suffix, Sql Text)> SqlIn(object? value) => value switch
    {
        Sql sql => [("", sql)],
        IEnumerable<Sql> list => list.Select((sql, i) => ($"[{i}]", sql)),
        System.Collections.IDictionary map => map.Keys.Cast<object>().Where(k => map[k] is Sql).Select(k => ($"[{k}]", (Sql)map[k]!)),
        _ => [],
    };

    // The field behind a property is called <Name>k__BackingField.
    private static string NameOf(Type type, FieldInfo field) => $"{type.Name}.{field.Name.Split('<', '>') switch { [_, var name, ..] => name, [var name] => name, _ => field.Name }}";

    private static string ServiceOf(Assembly assembly) => assembly.GetName().Name!["Csirt.".Length..].ToLowerInvariant();

    private static Dictionary<string, IReadOnlyList<Migration>> ReadMigrations()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-sql-");
        try
        {
            using var app = CsirtHost.Build([$"--Data:Directory={folder.FullName}"], "http://127.0.0.1:0", AllServices.Modules);
            return app.Services.GetServices<ServiceMigrations>().ToDictionary(
                m => m.Service,
                m => (IReadOnlyList<Migration>)[.. m.Migrations.OrderBy(one => one.Id)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
