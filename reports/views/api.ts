/** What server and dashboard say to each other over HTTP: the shapes of the answers, the stream and the commands. Types and limits only. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { OpeningHours } from '../../simulator/core/calendar.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import type { JournalHeader } from '../../simulator/journal/entry.ts';
import type { KpiResult } from '../kpi/board.ts';
import type { MovementCounts } from '../kpi/movements.ts';
import type { MovementView } from './trial-rows.ts';
import type { PackedTrial } from './packed.ts';
import type { TrialSnapshot } from './trial-state.ts';

/** Entries that one answer of `/api/journal` holds at the most. */
export const JOURNAL_PAGE_MAX = 10_000;

/** A customs office as people see it. */
export interface OfficeInfo {
  readonly code: string;
  readonly country: string;
  /** Id of a place in the corridor data. */
  readonly place: string;
  readonly name: Bilingual;
  /** DEP, TRA, DES, GUA and so on (code lists, domain.md section 2.3). */
  readonly roles: readonly string[];
  readonly hours: OpeningHours;
  readonly utcOffsetMin: number;
}

/** The simulated clock at an instant of the wall clock. */
export interface ClockState {
  readonly now: SimTime;
  /** Simulated seconds per second of the wall clock. */
  readonly speed: number;
  readonly state: 'running' | 'paused' | 'ended';
  /** Who holds it up: processes that have owed an answer for a second and longer. */
  readonly awaited?: readonly AwaitedInfo[];
}

/** A process that has not answered: what it was asked, and since when. */
export interface AwaitedInfo {
  readonly node: string;
  /** Number of the window, and the simulated time that it spans. */
  readonly window: number;
  readonly from: SimTime;
  readonly until: SimTime;
  /** Messages that arrive in it. */
  readonly messages: number;
  /** Whether an event of its own is due in it. */
  readonly ownEvent: boolean;
  /** In ms of the wall clock. */
  readonly forMs: number;
}

/** A rule of the range that was broken: what it says, and where. */
export interface BrokenRule {
  readonly text: Bilingual;
  readonly t: SimTime;
  /** Whose doing it is, as far as the journal tells; empty where it does not. */
  readonly node: string;
  readonly mrn?: string;
  readonly messageId?: string;
  /** What was seen instead, in English. */
  readonly detail: string;
}

/** Broken rules that the page is told of at the most. */
export const BROKEN_MAX = 20;

/** Simulated instants between which a run lies: with its warm-up, measured, at the latest. */
export interface RunSpan {
  readonly begin: SimTime;
  readonly start: SimTime;
  readonly end: SimTime;
}

/** `/api/run`. */
export interface RunInfo {
  readonly header: JournalHeader;
  readonly title: Bilingual;
  readonly story: Bilingual;
  /** live: it goes on, and may be steered. replay: a recording. */
  readonly mode: 'live' | 'replay';
  /** Which host runs or ran it: virtual, lockstep, live, free. */
  readonly host: string;
  readonly folder: string;
  readonly realm: 'test';
  readonly span: RunSpan;
  readonly participants: readonly string[];
  readonly observers: readonly string[];
  readonly offices: readonly OfficeInfo[];
  /** Kinds of faults in words. */
  readonly faults: Readonly<Record<string, Bilingual>>;
  readonly entries: number;
  readonly clock: ClockState;
  /** How much of a recording has been read so far, 0 to 1; always 1 in a live run. */
  readonly read: number;
  /** Line at which a recording breaks off; null where it is whole. */
  readonly cutAtLine: number | null;
  /** Rules of the range that it has broken, the first ones; empty in a run that is in order. */
  readonly broken: readonly BrokenRule[];
  /** Changes when the server begins another run: what was folded before is worthless then. */
  readonly instance: string;
}

/** `/api/state?at=`: a trial without the movements that have ended; with milestones only of movements that need a person. */
export interface StateAnswer {
  readonly trial: TrialSnapshot;
  readonly clock: ClockState;
}

/** `/api/state?packed=1&at=`: the same, for the page. */
export interface PackedStateAnswer {
  readonly trial: PackedTrial;
  readonly clock: ClockState;
}

/** `/api/journal?from=&to=`. */
export interface JournalAnswer {
  readonly from: number;
  readonly entries: readonly (Entry & { readonly body?: object })[];
}

/** `/api/movements?at=`: all of them, without milestones. */
export interface ListAnswer {
  readonly movements: readonly MovementView[];
}

/** `/api/search?q=`: over the whole run, the newest first. */
export type SearchAnswer = ListAnswer;

/** `/api/kpis`. */
export interface KpisAnswer {
  readonly now: SimTime;
  /** When measuring began; null during the warm-up. */
  readonly begunAt: SimTime | null;
  readonly results: readonly KpiResult[];
  readonly counts: MovementCounts;
}

/** `/api/message/{id}`: its sending with the body that was kept, and every later entry that names it. */
export interface MessageAnswer {
  readonly index: number;
  readonly sent: Entry & { readonly body?: object };
  readonly later: readonly Entry[];
}

/** Event `clock` of `/api/stream`. */
export type StreamClock = ClockState & Pick<RunInfo, 'entries' | 'read' | 'cutAtLine' | 'broken'>;

/** Event `entries` of `/api/stream`: entries `from`, `from + 1` and so on. Event `reset` says: fetch the state anew. */
export interface StreamBatch {
  readonly from: number;
  readonly entries: readonly Entry[];
}

/** `POST /api/commands`. Trainers steer; whoever holds a seat decides there. */
export type ApiCommand =
  | { readonly type: 'pause' | 'resume' | 'stop' }
  | { readonly type: 'setSpeed'; readonly speed: number }
  /** With the trainer's token: a country's process ends in order, and what is for it waits. */
  | { readonly type: 'leave'; readonly node: string }
  /** A new process goes on from its store. */
  | { readonly type: 'join'; readonly node: string; readonly runtime?: 'deno' | 'node' }
  /** With the trainer's token: a code that lets a person take this seat, once. */
  | { readonly type: 'inviteSeat'; readonly seat: string }
  /** With the trainer's token, or with a code. */
  | {
      readonly type: 'takeSeat';
      readonly seat: string;
      readonly person: string;
      readonly code?: string;
    }
  | { readonly type: 'returnSeat' }
  | {
      readonly type: 'decide';
      readonly task: string;
      readonly decision: string;
      readonly reason?: string;
    };

/** What a command gives back: done, or asked for and to be seen in the journal. */
export interface CommandAnswer {
  readonly done: true;
  /** A seat's token, after `takeSeat`. */
  readonly token?: string;
  /** A seat's code, after `inviteSeat`. */
  readonly code?: string;
}

/** Every refusal: a sentence for people, and a word for programs. */
export interface ErrorAnswer {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    /** The same in Russian, where people at the page can meet it. */
    readonly messageRu?: string;
  };
}

export type ErrorCode =
  | 'badRequest'
  | 'unauthorised'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'tooLarge'
  | 'methodNotAllowed'
  | 'misdirected'
  | 'unavailable'
  | 'failed';
