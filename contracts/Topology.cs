using System.Diagnostics.CodeAnalysis;
using Csirt.Contracts.Messages;

namespace Csirt.Contracts;

/// <summary>
/// Who consumes which message. Every process declares all of it before any relay starts; a message is settled only when
/// every consumer named here has it, and a message without consumers is not put in the outbox.
/// </summary>
public static class Topology
{
    /// <summary>Names of the services: queue names, API prefixes, database files and schemas.</summary>
    public static class Services
    {
        /// <summary>受付.</summary>
        public const string Intake = "intake";

        /// <summary>対応.</summary>
        public const string Cases = "cases";

        /// <summary>報告義務.</summary>
        public const string Escalation = "escalation";

        /// <summary>通知.</summary>
        public const string Notification = "notification";

        /// <summary>連絡網.</summary>
        public const string Directory = "directory";

        /// <summary>画面.</summary>
        public const string Portal = "portal";
    }

    /// <summary>Message type → names of its consumers.</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<string>> Consumers { get; } = new Dictionary<Type, IReadOnlyList<string>>
    {
        [typeof(ReportAccepted)] = [Services.Cases],
        [typeof(ReportSupplemented)] = [Services.Cases],
        [typeof(CaseChanged)] = [Services.Escalation, Services.Notification, Services.Intake],
        [typeof(CaseDisposed)] = [Services.Escalation, Services.Notification, Services.Intake],
        [typeof(DutiesChanged)] = [Services.Cases],
        [typeof(RetentionChanged)] = [Services.Cases],
        [typeof(TownReportFiled)] = [Services.Escalation],
        [typeof(TownReportReceipted)] = [Services.Escalation],
        [typeof(NotificationRequested)] = [Services.Notification],
        [typeof(NotificationChanged)] = [Services.Escalation],
        [typeof(DirectoryChanged)] = [Services.Intake, Services.Cases, Services.Escalation, Services.Notification],
        [typeof(EpochBegan)] = [Services.Intake, Services.Cases, Services.Escalation, Services.Notification, Services.Directory],
        [typeof(Echoed)] = [Services.Intake, Services.Cases, Services.Escalation, Services.Notification],
    };

    /// <summary>Message type → the services that say it: one, but for what is said after a restore. The broker's rights follow from it.</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<string>> Producers { get; } = new Dictionary<Type, IReadOnlyList<string>>
    {
        [typeof(ReportAccepted)] = [Services.Intake],
        [typeof(ReportSupplemented)] = [Services.Intake],
        [typeof(CaseChanged)] = [Services.Cases],
        [typeof(CaseDisposed)] = [Services.Cases],
        [typeof(DutiesChanged)] = [Services.Escalation],
        [typeof(RetentionChanged)] = [Services.Escalation],
        [typeof(TownReportFiled)] = [Services.Escalation],
        [typeof(TownReportReceipted)] = [Services.Escalation],
        [typeof(NotificationRequested)] = [Services.Escalation],
        [typeof(NotificationChanged)] = [Services.Notification],
        [typeof(DirectoryChanged)] = [Services.Directory],
        [typeof(EpochBegan)] = [Services.Intake, Services.Cases, Services.Escalation, Services.Notification, Services.Directory],
        [typeof(Echoed)] = [Services.Intake, Services.Cases, Services.Escalation, Services.Notification],
    };

    /// <summary>Services that this one sends messages to.</summary>
    public static IReadOnlyList<string> ConsumersOf(string producer) =>
        [.. Producers.Where(p => p.Value.Contains(producer)).SelectMany(p => Consumers[p.Key]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Stable name of a message type, as it stands in outbox rows and on the wire.</summary>
    public static string NameOf(Type message) => message.Name;

    /// <summary>Message type of a stable name; throws <see cref="KeyNotFoundException"/> for a name that is not in the manifest.</summary>
    public static Type TypeOf(string name) => ByName[name];

    /// <summary>Message type of a stable name; false where the manifest has none of that name.</summary>
    public static bool TryTypeOf(string name, [NotNullWhen(true)] out Type? type) => ByName.TryGetValue(name, out type);

    private static readonly Dictionary<string, Type> ByName = Consumers.Keys.ToDictionary(NameOf);
}
