using Csirt.Contracts.Messages;
using Csirt.Platform.Replicas;
using Xunit;

namespace Csirt.UnitTests.Platform;

public sealed class DeputyChainTests
{
    [Fact]
    public void The_deputy_of_the_deputy_follows_and_nobody_comes_twice()
    {
        Assert.Equal(["b", "c"], Chain("a", ("a", "b"), ("b", "c"), ("c", "a")));
        Assert.Equal(["b"], Chain("a", ("a", "b"), ("b", "b")));
        Assert.Empty(Chain("a"));
    }

    [Fact]
    public void It_ends_with_the_fifth() =>
        Assert.Equal(["b", "c", "d", "e", "f"], Chain("a", ("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "g")));

    private static IEnumerable<string> Chain(string person, params (string Of, string Deputy)[] deputies)
    {
        var of = deputies.ToDictionary(d => d.Of, d => d.Deputy);
        return DeputyChain.Of(Someone(person), one => of.TryGetValue(one.Id, out var deputy) ? Someone(deputy) : null).Select(one => one.Id);
    }

    private static Person Someone(string id) => new(id, id, "sec-1", null, null, [], null, null);
}
