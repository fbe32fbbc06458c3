using System.Diagnostics;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.DryRuns;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Rules;
using Csirt.Platform.Replicas;
using Csirt.Testing;

namespace Csirt.Benchmarks;

/// <summary>How long the rules take over one case: worked out again (aim: under 1 ms), and as a dry run (aim: under 5 ms).</summary>
internal static class RuleEvaluation
{
    private const int Rounds = 2000;

    public static void Report()
    {
        var book = RuleBookLoader.LoadBuiltIn();
        var calendar = new HolidayCalendar(HolidayCsv.Read(BuiltIn.Read("holidays.csv"), "holidays.csv"));
        var directory = new TownDirectory(TestDirectory.Snapshot);
        var @case = Ransomware();
        var input = new EvaluationInput { Case = @case, Directory = directory, Book = book, Calendar = calendar, Now = @case.ChangedAt };
        var first = Evaluator.Evaluate(input);
        var again = input with { Told = first.Mails.SelectMany(mail => mail.Keys).ToHashSet() };
        Print("rules over a ransomware case, first time", () => Evaluator.Evaluate(input));
        Print("rules over a ransomware case, again", () => Evaluator.Evaluate(again));
        Print("dry run of a ransomware case", () => DryRun.Answer(@case, directory, book, calendar, input.Now));
    }

    private static void Print(string what, Func<object> run)
    {
        for (var round = 0; round < Rounds; round++)
        {
            run();
        }

        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            times[round] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"{what}: median {times[Rounds / 2]:0.000} ms, p99 {times[Rounds * 99 / 100]:0.000} ms");
    }

    private static CaseChanged Ransomware()
    {
        var known = new DateTimeOffset(2026, 8, 7, 17, 30, 0, TimeSpan.Zero);
        return new CaseChanged
        {
            Town = TestDirectory.Town,
            CaseId = "benchmark",
            Version = 2,
            Number = "R8-0001",
            Event = "assessed",
            OpenedAt = known,
            ChangedAt = known.AddHours(1),
            Stage = CaseStage.Triage,
            Drill = false,
            Restricted = false,
            Channel = Channel.Monitoring,
            ReportIds = ["report"],
            Kind = IncidentKind.MaliciousCode,
            Severity = Severity.Critical,
            Incident = Answer.Yes,
            BodyId = "body-town",
            SectionId = "sec-resident",
            DepartmentId = "dep-resident",
            SystemIds = ["sys-files"],
            Zones = [NetworkZone.Lgwan],
            Times = new CaseTimes(FactTime.Unknown, FactTime.At(known), FactTime.At(known), FactTime.At(known.AddHours(1)), []),
            Facts = new CaseFacts
            {
                PersonalData = Answer.Suspected,
                Persons = PersonCount.Unknown,
                MyNumber = Answer.Unknown,
                Sensitive = Answer.Unknown,
                FinancialHarm = Answer.Unknown,
                WrongfulPurpose = Answer.Yes,
                CrimeSuspected = Answer.Yes,
            },
            FactsKnown = new Dictionary<string, FactTime>(),
            HandlerIds = [],
            ImplicatedIds = [],
            Instructions = [],
        };
    }
}
