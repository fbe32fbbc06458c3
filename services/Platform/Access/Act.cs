namespace Csirt.Platform.Access;

/// <summary>What a caller can want to do. Every endpoint names one; <see cref="AccessTable"/> says who may.</summary>
public enum Act
{
    /// <summary>No sign-in needed: health, keys, sign-in, and links that carry their own secret.</summary>
    Anyone,

    /// <summary>Any signed-in person, for what is their own.</summary>
    SignedIn,

    /// <summary>File a report.</summary>
    FileReport,

    /// <summary>File a report over a machine's or contractor's key.</summary>
    FeedReport,

    /// <summary>Read reports as they came in, attachments too.</summary>
    ReadReport,

    /// <summary>See the board and the list of cases.</summary>
    ListCases,

    /// <summary>See a case.</summary>
    ReadCase,

    /// <summary>Record what was done: emergency measures, evidence, notes. Never blocked by paperwork.</summary>
    RecordMeasure,

    /// <summary>Assess: facts, times, severity, judgement; move between stages; instruct; merge and reopen.</summary>
    HandleCase,

    /// <summary>Answer an instruction addressed to oneself.</summary>
    AnswerInstruction,

    /// <summary>The CISO's decision on prevention, or a delegate's (policy 5.3(3)オ, 1(1)オ).</summary>
    DecidePrevention,

    /// <summary>Restrict a case, name its handlers, shut out an implicated officer.</summary>
    RestrictCase,

    /// <summary>Tell the CISO and the 責任者: the 管理者's one tap (policy 5.3(1)ウ, 5.3(2)ウ).</summary>
    EscalateCase,

    /// <summary>Permit evidence to leave the building (policy 2(2)ク(イ)).</summary>
    PermitEvidence,

    /// <summary>Name who may inspect staff logs and mail (policy 7.2(2)).</summary>
    NominateInspector,

    /// <summary>See the reporting duties of a case.</summary>
    ReadDuties,

    /// <summary>Draft, file and follow reporting duties; decide provisional ones.</summary>
    HandleDuties,

    /// <summary>Approve the filing of a report.</summary>
    ApproveFiling,

    /// <summary>Read what the prefecture's towns have reported to it.</summary>
    ReadTownReports,

    /// <summary>Take a town's report in with a receipt number, and pass it on to the ministry.</summary>
    ReceiveTownReports,

    /// <summary>Ask who would be told, without telling anyone.</summary>
    DryRun,

    /// <summary>See who was told and who answered.</summary>
    ReadNotifications,

    /// <summary>Record calls, faxes and 確認番号 given by phone.</summary>
    RecordContact,

    /// <summary>See alarms: failed notifications, unsent mail, dead letters.</summary>
    ReadAlarms,

    /// <summary>Send 連絡テスト to people of the contact network (policy 1(2)キ).</summary>
    TestContacts,

    /// <summary>List and replay dead letters.</summary>
    HandleDeadLetters,

    /// <summary>Read the directory: people, systems, contacts, procedures.</summary>
    ReadDirectory,

    /// <summary>Read the call list (緊急連絡網), private phones included (policy 1(2)キ).</summary>
    ReadCallList,

    /// <summary>Print the paper pack: call list and open cases of the whole town.</summary>
    PrintPaperPack,

    /// <summary>Change the directory and accounts.</summary>
    ManageDirectory,

    /// <summary>Ask a service for the ids and versions it holds: the auditor's own key, and the audit head.</summary>
    Reconcile,

    /// <summary>Start a reconciliation of the services, and close an alarm of it with a reason.</summary>
    HandleReconciliation,

    /// <summary>See which cases are due for disposal, which are held, and which were disposed of (policy 6.1(7)).</summary>
    ReadDisposals,

    /// <summary>Propose the disposal of a case whose retention period is over.</summary>
    ProposeDisposal,

    /// <summary>Approve a disposal that another person proposed.</summary>
    ApproveDisposal,

    /// <summary>Keep a case from disposal, or no longer (保留): a lawsuit, an inquiry, an audit.</summary>
    HoldRecords,

    /// <summary>Read and verify audit records (policy 9.1).</summary>
    ReadAudit,
}
