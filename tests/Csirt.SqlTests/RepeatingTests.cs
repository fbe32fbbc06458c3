using System.Reflection;
using Csirt.Platform.Database;
using Microsoft.Data.SqlClient;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>What is done again when SQL Server gives up, and what is not. The faults are made by hand: no server is needed.</summary>
public sealed class RepeatingTests
{
    private readonly Repeating _repeating = new(TimeProvider.System);

    [Theory]
    [InlineData(1205)]
    [InlineData(2627)]
    [InlineData(2601)]
    [InlineData(40613)]
    [InlineData(10054)]
    public async Task A_passing_fault_has_the_whole_unit_done_again(int number)
    {
        var tries = 0;
        var answer = await RunAsync(() => ++tries < 3 ? throw Fault(number) : Task.FromResult("done"));
        Assert.Equal(("done", 3), (answer, tries));
    }

    [Fact]
    public async Task A_deadlock_behind_another_error_counts_too()
    {
        var tries = 0;
        await RunAsync(() => ++tries < 2 ? throw Fault(3609, 1205) : Task.FromResult("done"));
        Assert.Equal(2, tries);
    }

    [Theory]
    [InlineData(1205)]
    [InlineData(9002)]
    [InlineData(3906)]
    public async Task What_stays_is_a_store_that_can_not_be_used(int number)
    {
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => RunAsync(() => throw Fault(number)));
        Assert.Equal("使えません", refusal.Message);
        Assert.False(refusal.InDoubt);
    }

    [Theory]
    [InlineData(207)]
    [InlineData(547)]
    [InlineData(8152)]
    public async Task A_wrong_statement_is_not_tried_twice(int number)
    {
        var tries = 0;
        await Assert.ThrowsAsync<SqlException>(() => RunAsync(() => { tries++; throw Fault(number); }));
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task A_key_that_stays_taken_is_the_callers_to_know()
    {
        var tries = 0;
        var fault = await Assert.ThrowsAsync<SqlException>(() => RunAsync(() => { tries++; throw Fault(2627); }));
        Assert.True(SqlServerFaults.IsDuplicate(fault));
        Assert.Equal(5, tries);
    }

    // A commit whose answer was lost may have been done: doing it again could do it twice.
    [Fact]
    public async Task What_is_in_doubt_is_not_done_again()
    {
        var tries = 0;
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => RunAsync(() => { tries++; throw new StoreUnavailableException("?", Fault(10054)) { InDoubt = true }; }));
        Assert.True(refusal.InDoubt);
        Assert.Equal(1, tries);
    }

    private Task<string> RunAsync(Func<Task<string>> once) => _repeating.RunAsync(once, "使えません", TestContext.Current.CancellationToken);

    // SqlClient lets nobody else make one.
    private static SqlException Fault(params int[] numbers)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        foreach (var number in numbers)
        {
            var constructor = typeof(SqlError).GetConstructors(Hidden).OrderBy(c => c.GetParameters().Length).First();
            var values = constructor.GetParameters().Select(p => p.Position == 0 ? number : Blank(p.ParameterType)).ToArray();
            typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [constructor.Invoke(values)]);
        }

        var create = typeof(SqlException).GetMethods(Hidden).First(m => m.Name == "CreateException" && m.GetParameters() is [{ ParameterType.Name: nameof(SqlErrorCollection) }, { ParameterType.Name: "String" }]);
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }

    private static object? Blank(Type type) => type == typeof(string) ? "" : type.IsValueType ? Activator.CreateInstance(type) : null;
}
