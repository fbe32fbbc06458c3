using Csirt.AllInOne;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Samples;

/// <summary>The demo town with every service, on a day after all samples, and the people who carry the samples.</summary>
public sealed class SampleTown : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
    private readonly List<CsirtClient> _clients = [];
    private readonly Dictionary<string, CsirtClient> _others = [];
    private CsirtProcess _csirt = null!;

    /// <summary>障がい福祉課 の職員.</summary>
    public CsirtClient Staff { get; private set; } = null!;

    /// <summary>CSIRT要員.</summary>
    public CsirtClient Member { get; private set; } = null!;

    /// <summary>CSIRT責任者.</summary>
    public CsirtClient Leader { get; private set; } = null!;

    /// <summary>統括.</summary>
    public CsirtClient Chief { get; private set; } = null!;

    /// <summary>CISO.</summary>
    public CsirtClient Ciso { get; private set; } = null!;

    /// <summary>Machine feeds by channel.</summary>
    public IReadOnlyDictionary<string, CsirtClient> Feeds { get; private set; } = null!;

    /// <summary>Anyone else of the demo town, by user name; signed in once.</summary>
    public async Task<CsirtClient> AsAsync(string userName)
    {
        if (!_others.TryGetValue(userName, out var client))
        {
            client = await SignInAsync(userName);
            _others.Add(userName, client);
        }

        return client;
    }

    /// <summary>Now, in the town.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Folder with the written mail.</summary>
    public string Pickup => Path.Combine(_csirt.Folder, "mail", "pickup");

    public async ValueTask InitializeAsync()
    {
        _csirt = await CsirtProcess.StartAsync(AllServices.Modules, time: _time);
        Staff = await SignInAsync("shogai-tanto");
        Member = await SignInAsync("joho-kakaricho");
        Leader = await SignInAsync("joho-kacho");
        Chief = await SignInAsync("kikaku-bucho");
        Ciso = await SignInAsync("fukuchocho");
        Feeds = new Dictionary<string, CsirtClient>
        {
            ["monitoring"] = Feed(Channel.Monitoring),
            ["contractor"] = Feed(Channel.Contractor),
            ["cloud"] = Feed(Channel.Cloud),
        };
        await EventuallyAsync(async () => (await Staff.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode, ready => ready, "ready");
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(c => c.Dispose());
        await _csirt.DisposeAsync();
    }

    /// <summary>Person id of the 管理者 of a section.</summary>
    public static string ManagerOf(string section) => section switch
    {
        "sec-shogai" => "p-shogai-kacho",
        "sec-chomin" => "p-chomin-kacho",
        _ => throw new ArgumentOutOfRangeException(nameof(section)),
    };

    /// <summary>Waits on a condition while the town's clock goes on.</summary>
    public Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> satisfies, string what) => Eventually.GetAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            return ask();
        },
        satisfies,
        what);

    private async Task<CsirtClient> SignInAsync(string userName)
    {
        var client = await CsirtClient.SignInAsync(_csirt.Address, userName, TestContext.Current.CancellationToken);
        _clients.Add(client);
        return client;
    }

    private CsirtClient Feed(Channel channel)
    {
        var client = new CsirtClient(_csirt.Address);
        client.Http.DefaultRequestHeaders.Add("X-Api-Key", DemoTown.ApiKey(_csirt, channel));
        _clients.Add(client);
        return client;
    }
}
