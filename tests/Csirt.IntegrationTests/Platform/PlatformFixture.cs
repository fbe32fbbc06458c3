using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;
using Csirt.Platform.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Csirt.IntegrationTests.Platform;

/// <summary>A sender under the name of Intake: every POST says one message.</summary>
public sealed class SenderModule : ServiceModule<SenderModule>
{
    public const string Town = "999997";

    public override string Name => Topology.Services.Intake;

    public override void MapApi(RouteGroupBuilder api)
    {
        api.MapPost("/say/{id}", async (string id, Database<SenderModule> db) =>
        {
            await db.WriteAsync(Town, "tester", async uow =>
            {
                uow.Publish(Report(id));
                uow.Audit("said", $"report/{id}");
                if (id.StartsWith("undone", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("undo");
                }

                await Task.CompletedTask;
            });
            return Results.Accepted();
        }).Requires(Act.Anyone);
        api.MapGet("/secret", () => "unreachable");
    }

    protected override void Register(ServiceBuilder<SenderModule> service)
    {
        service.Services.AddSingleton<ITokenKeys, NoKeys>();
        service.Consume<CaseChanged, Ignore>().Consume<DirectoryChanged, Ignore>();
    }

    internal static ReportAccepted Report(string id) => new()
    {
        Town = Town,
        ReportId = id,
        ReceiptNumber = id,
        Channel = Channel.Staff,
        Drill = false,
        AcceptedAt = DateTimeOffset.UnixEpoch,
        Text = "text",
        Times = new ReportedTimes(FactTime.Unknown, FactTime.Unknown, FactTime.Unknown),
        Facts = new CaseFacts(),
    };

    private sealed class NoKeys : ITokenKeys
    {
        public IEnumerable<SecurityKey> Current => [];
    }

    private sealed class Ignore : IMessageHandler<CaseChanged>, IMessageHandler<DirectoryChanged>
    {
        public Task HandleAsync(CaseChanged message, IUnitOfWork uow) => Task.CompletedTask;

        public Task HandleAsync(DirectoryChanged message, IUnitOfWork uow) => Task.CompletedTask;
    }
}

/// <summary>A receiver under the name of Cases: keeps what it hears, and fails on ids that begin with <c>poison</c>.</summary>
public sealed class ReceiverModule : ServiceModule<ReceiverModule>
{
    private static readonly Sql Insert = new("INSERT INTO heard (town, id) VALUES (@town, @id)");
    private static readonly Sql Select = new("SELECT id FROM heard WHERE town = @town ORDER BY position");

    public override string Name => Topology.Services.Cases;

    public static Task<IReadOnlyList<string>> HeardAsync(IServiceProvider services) =>
        services.GetRequiredService<Database<ReceiverModule>>().ReadAsync(SenderModule.Town, s => s.QueryAsync<string>(Select));

    public override void MapApi(RouteGroupBuilder api)
    {
    }

    protected override void Register(ServiceBuilder<ReceiverModule> service)
    {
        service.Services.AddSingleton<Mood>();
        service.Migrations(new Migration(100, "heard", new Sql("CREATE TABLE heard (position INTEGER PRIMARY KEY AUTOINCREMENT, town TEXT NOT NULL, id TEXT NOT NULL)")));
        service.Consume<ReportAccepted, Hear>().Consume<DutiesChanged, Hear>().KeepDirectory();
        service.DueWork<Later>();
    }

    /// <summary>Whether poison still kills.</summary>
    public sealed class Mood
    {
        public bool Healed { get; set; }
    }

    private sealed class Hear(Mood mood) : IMessageHandler<ReportAccepted>, IMessageHandler<DutiesChanged>
    {
        public async Task HandleAsync(ReportAccepted message, IUnitOfWork uow)
        {
            await uow.ExecuteAsync(Insert, new { id = message.ReportId });
            uow.Audit("heard", $"report/{message.ReportId}");
            if (message.ReportId.StartsWith("poison", StringComparison.Ordinal) && !mood.Healed)
            {
                throw new InvalidOperationException("can't take this");
            }

            if (message.ReportId.StartsWith("later", StringComparison.Ordinal))
            {
                uow.Schedule("later", message.ReportId, uow.Now.AddHours(60));
            }
        }

        public Task HandleAsync(DutiesChanged message, IUnitOfWork uow) => Task.CompletedTask;
    }

    private sealed class Later : IDueWorkHandler
    {
        public string Kind => "later";

        public Task HandleAsync(DueWork work, IUnitOfWork uow) => uow.ExecuteAsync(Insert, new { id = $"done-{work.Subject}" });
    }
}
