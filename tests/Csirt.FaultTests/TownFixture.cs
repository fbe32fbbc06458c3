using System.Collections.Concurrent;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>One broker and one town for the whole suite: each test leaves them as it found them, all parts running.</summary>
public sealed class TownFixture : IAsyncLifetime
{
    private int _batch;

    public RabbitMqNode Broker { get; private set; } = null!;

    public DistributedTown Town { get; private set; } = null!;

    /// <summary>Everything that was accepted so far, by report id.</summary>
    public ConcurrentDictionary<string, ReportReceipt> Accepted { get; } = new();

    /// <summary>Who was told and which duties exist: the same for every report, for all are alike.</summary>
    public string? Pattern { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Broker = await RabbitMqNode.StartAsync();
        Town = await DistributedTown.StartAsync(Broker, "csirt");
    }

    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        await Broker.DisposeAsync();
    }

    /// <summary>Staff who begin to report.</summary>
    public async Task<Reporters> ReportAsync(int count, CancellationToken stop) =>
        Reporters.Begin(await Town.SignInAsync("shogai-tanto", stop), count, $"batch-{Interlocked.Increment(ref _batch)}", stop);

    /// <summary>All of these are there once, from the report to the mail, and so is everything of before.</summary>
    public Task EverythingIsThereOnceAsync(Reporters reporters, CancellationToken stop, Func<NotificationEntry, int>? mailsOf = null) =>
        EverythingIsThereOnceAsync([reporters], stop, mailsOf);

    /// <inheritdoc cref="EverythingIsThereOnceAsync(Reporters, CancellationToken, Func{NotificationEntry, int})" />
    public async Task EverythingIsThereOnceAsync(IReadOnlyList<Reporters> reporters, CancellationToken stop, Func<NotificationEntry, int>? mailsOf = null)
    {
        await Task.WhenAll(reporters.Select(r => r.AllAccepted));
        var receipts = reporters.SelectMany(r => r.Receipts.Values).ToList();
        foreach (var receipt in receipts)
        {
            Assert.True(Accepted.TryAdd(receipt.ReportId, receipt), $"report {receipt.ReportId} was accepted twice");
        }

        await Town.ReadyAsync();
        var pattern = await new Count(Town.SignInAsync, mailsOf ?? Count.WrittenTo(Town.MailFolder)).CheckAsync(receipts, [.. Accepted.Values], stop);
        Assert.Equal(Pattern ??= pattern, pattern);
    }
}

/// <summary>The tests that share the town; one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TownCollection : ICollectionFixture<TownFixture>
{
    public const string Name = "town";
}
