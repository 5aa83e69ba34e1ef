/** The facts that nodes, ICE and insurers journal, in the past tense; the row of a state table or the rule followed is named. */
import type { Fact } from '../../simulator/core/participant.ts';

/** On the network: every participant. */
export type NetworkFact =
  /** Journalled by the host of whoever sends: `id`, `msg` (code), `from`, `to`, `re` (correlation). */
  | {
      type: 'MessageSent';
      id: string;
      msg: string;
      from: string;
      to: string;
      mrn?: string;
      lrn?: string;
      re?: string;
    }
  /** The step that took it had nothing else to say; `by` names the message. */
  | { type: 'MessageReceived'; msg: string }
  /** ICE holds it safely and has sent S001. */
  | { type: 'MessageTaken'; id: string; msg: string; from: string; to: string }
  /** ICE refused it (S906 or S917): form, sender, route or party. */
  | { type: 'MessageRefused'; id: string; msg: string; from: string; rule: string; code: string }
  /** A node refused its content (S906). */
  | { type: 'MessageRejected'; id: string; msg: string; rule: string; code: string; mrn?: string }
  /** Came a second time and was dropped (rule C108). */
  | { type: 'RepeatDropped'; id: string; from: string }
  /** Sent again: no S001 or S002 in time (T-ACK). */
  | { type: 'MessageRepeated'; id: string; to: string; attempt: number }
  /** ICE waits with what it has for a recipient that announced an outage (C602). */
  | { type: 'DeliveryHeld'; to: string; until?: string }
  | { type: 'ReferenceDataPublished'; list: string; version: number }
  | { type: 'OutageAnnounced'; node: string; from: string; to?: string }
  | { type: 'CommandGiven'; command: Record<string, unknown> };

/** On the officers' work lists. */
export type DeskFact =
  | {
      type: 'TaskOpened';
      task: string;
      kind: TaskKind;
      office: string;
      proposed: string;
      channel: string;
      mrn?: string;
      lrn?: string;
    }
  | {
      type: 'TaskDecided';
      task: string;
      kind: TaskKind;
      office: string;
      officer: string;
      decision: string;
      result?: string;
      mrn?: string;
      lrn?: string;
    }
  | {
      type: 'TaskWithdrawn';
      task: string;
      kind: TaskKind;
      office: string;
      mrn?: string;
      lrn?: string;
    };

/** What an officer is asked: the procedure's decision points. */
export type TaskKind =
  | 'accountReview'
  | 'guaranteeReview'
  | 'acceptance'
  | 'riskDecision'
  | 'departureControl'
  | 'presentation'
  | 'entryCheck'
  | 'arrivalDecision'
  | 'destinationControl';

/** The decisions that the procedure allows for each task; the first is the one without objection. */
export const DECISIONS: Readonly<Record<TaskKind, readonly string[]>> = {
  accountReview: ['approve', 'refuse'],
  guaranteeReview: ['grant', 'refuse'],
  acceptance: ['accept', 'refuse'],
  riskDecision: ['noControl', 'control'],
  /** Reported with a control result: A1, A2, A5 (minor revision) or B1. */
  departureControl: ['A1', 'A2', 'A5', 'B1'],
  presentation: ['pass', 'check'],
  entryCheck: ['sealsOk'],
  arrivalDecision: ['noControl', 'control'],
  destinationControl: ['A1', 'A2', 'A5'],
};

export type AccountFact =
  | { type: 'AccountApplied'; tin: string; name: string; roles: string[] }
  | { type: 'AccountApproved'; tin: string; roles: string[]; trustLevel: number }
  | { type: 'AccountRefused'; tin: string; reason: string }
  /** Learnt from another node's A803. */
  | { type: 'AccountKnown'; tin: string; status: string };

export type GuaranteeFact =
  /** Turned down at once, before it was examined. */
  | { type: 'GuaranteeDeclined'; rule: string; tin: string }
  /** T-GUADEC: a reminder to the office. */
  | { type: 'GuaranteeDecisionOverdue'; guarantee: string }
  | { type: 'GuaranteeApplied'; row: 'G1'; tin: string; guarantee: string; referenceAmount: number }
  | { type: 'UndertakingAsked'; row: 'G2'; guarantee: string; guarantor: string }
  | { type: 'UndertakingGiven'; row: 'G3'; guarantee: string; guarantor: string; ceiling: number }
  | { type: 'GuaranteeRefused'; row: 'G4'; guarantee: string; reason: string }
  | {
      type: 'GuaranteeGranted';
      row: 'G5';
      guarantee: string;
      grn: string;
      tin: string;
      referenceAmount: number;
      percentage: number;
      guaranteeAmount: number;
    }
  | { type: 'GuaranteeRanOff'; row: 'G9'; grn: string }
  | {
      type: 'UsageReserved';
      row: 'U1';
      grn: string;
      mrn: string;
      amount: number;
      exposure: number;
      balance: number;
    }
  | { type: 'UsageRefused'; row: 'U2'; rule: string; grn: string; mrn: string; reasons: string[] }
  | {
      type: 'UsageCancelled';
      row: 'U3' | 'U9';
      grn: string;
      mrn: string;
      amount: number;
      exposure: number;
      balance: number;
    }
  | { type: 'UsageInUse'; row: 'U4'; grn: string; mrn: string }
  | {
      type: 'UsageCredited';
      row: 'U5';
      grn: string;
      mrn: string;
      amount: number;
      exposure: number;
      balance: number;
    }
  | {
      type: 'UsageReleased';
      row: 'U6';
      grn: string;
      mrn: string;
      amount: number;
      exposure: number;
      balance: number;
    }
  | { type: 'GuaranteeQueried'; grn: string; reasons: string[] };

export type DepartureFact =
  | { type: 'DeclarationRejected'; row: 'D1'; lrn: string; rules: string[]; principal: string }
  | {
      type: 'DeclarationSubmitted';
      row: 'D3';
      lrn: string;
      office: string;
      destination: string;
      principal: string;
      plate: string;
      tirCarnet?: string;
      countries: string[];
      goods: string;
      value: number;
    }
  | {
      type: 'MovementAccepted';
      row: 'D9';
      lrn: string;
      mrn: string;
      office: string;
      destination: string;
    }
  | { type: 'DeclarationRefused'; row: 'D10'; lrn: string; reason: string }
  | { type: 'ControlDecided'; row: 'D13'; mrn: string; channel: string; controls: string[] }
  | {
      type: 'GuaranteeAsked';
      row: 'D14' | 'D15' | 'D17';
      mrn: string;
      amount: number;
      result: string;
    }
  | { type: 'RevisionFound'; row: 'D16'; mrn: string }
  | {
      type: 'MovementReleased';
      row: 'D20';
      mrn: string;
      lrn: string;
      limitDate: number;
      destination: string;
      amount: number;
      channel: string;
    }
  | { type: 'GuaranteeRejected'; row: 'D21'; mrn: string; reasons: string[] }
  | { type: 'GuaranteeRetried'; row: 'D22'; mrn: string; attempt: number }
  | { type: 'ReleaseDenied'; row: 'D18' | 'D19' | 'D22' | 'D24'; mrn: string; reason: string }
  | { type: 'LegRecorded'; row: 'D27'; mrn: string; office: string }
  | { type: 'MovementArrived'; row: 'D31' | 'E1'; mrn: string; office: string }
  | { type: 'EnquiryRecommended'; row: 'D32' | 'D35'; mrn: string }
  /** The control result came late, to a movement that had arrived or whose arrival was never told. */
  | { type: 'EnquiryEnded'; row: 'E1'; mrn: string }
  | { type: 'MovementWrittenOff'; row: 'D33'; mrn: string; result: string };

export type TransitFact =
  | { type: 'AtrCreated'; row: 'B1'; mrn: string; office: string; expected: number }
  | { type: 'TruckPresented'; mrn: string; office: string }
  | { type: 'PassageGranted'; row: 'B6' | 'B8'; mrn: string; office: string; controlled: boolean }
  | { type: 'EntryCheckBegun'; row: 'B7'; mrn: string; office: string; channel: string }
  | { type: 'AtrClosed'; row: 'B11'; mrn: string; office: string }
  | { type: 'AtrOverdue'; row: 'B13'; mrn: string; office: string };

export type DestinationFact =
  | { type: 'AarCreated'; row: 'A1'; mrn: string; office: string }
  | { type: 'ArrivalRejected'; row: 'A5'; mrn: string; rules: string[] }
  | { type: 'ArrivalNotified'; row: 'A6'; mrn: string; office: string }
  | { type: 'DestinationControlDecided'; mrn: string; channel: string }
  | { type: 'GoodsReleased'; row: 'A13' | 'A14'; mrn: string; office: string; result: string }
  | { type: 'ArrivedElsewhere'; row: 'A19'; mrn: string };

export type CustomsFact =
  | NetworkFact
  | DeskFact
  | AccountFact
  | GuaranteeFact
  | DepartureFact
  | TransitFact
  | DestinationFact;

/** Checks a literal against the union; costs nothing. */
export const customsFact = <F extends CustomsFact>(fact: F): F & Fact => fact;
