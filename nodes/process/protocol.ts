/** The lines between a conductor and the process of a participant in lockstep: one JSON object a line, commands in, answers out. */
import type { CellState, Entry } from '../../simulator/core/cell.ts';
import type { ChanceState } from '../../simulator/core/chance.ts';
import type { Control } from '../../simulator/core/control.ts';
import type { Command, Message } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import type { CountryCodes } from '../common/routing.ts';
import type { CrashAt } from './crash-points.ts';
import type { Verifiers } from './credentials.ts';
import type { Realm } from './node-link.ts';
import type { GateFiles, SigningFiles, TlsFiles } from './security/papers.ts';
import type { Flush } from './store-file.ts';

/** How a process reaches the exchange's wire; absent where none of its participants is a node or ICE. */
export type Wire =
  /** ICE, with the broker inside. */
  | {
      readonly kind: 'embedded';
      readonly bind: string;
      readonly port: number;
      readonly verifiers: Verifiers;
      readonly tls?: GateFiles;
    }
  /** ICE, as a client of an outside broker. */
  | {
      readonly kind: 'broker';
      readonly url: string;
      readonly username?: string;
      readonly password?: string;
      readonly tls?: TlsFiles;
    }
  /** A node. */
  | {
      readonly kind: 'link';
      readonly url: string;
      readonly secret: string;
      readonly tls?: TlsFiles;
    };

/** First line: who it is, and all it must know. The same line after a restart. */
export interface Hello {
  readonly k: 'hello';
  /** The participants that this process plays; the first has the wire and names the store. */
  readonly plays: readonly string[];
  /** All participants, in the order of their indexes. */
  readonly participants: readonly string[];
  readonly codes: CountryCodes;
  readonly seed: string;
  readonly realm: Realm;
  /** For whoever makes the participants. */
  readonly parameters: unknown;
  /** Whether facts carry the bodies of messages. */
  readonly bodies: boolean;
  /** Without a store a participant cannot be started again. */
  readonly store?: { readonly dir: string; readonly flush: Flush };
  readonly wire?: Wire;
  /** Absent: messages on the wire are not signed. */
  readonly signing?: SigningFiles;
  /** How long announced messages may take to come over the wire before the conductor is told, in ms of wall clock. */
  readonly waitMs?: number;
  readonly crashAt?: CrashAt;
}

/** A message that a grant or an answer announces: those of the exchange travel over the wire, others inside the line. */
export interface Arrival {
  readonly destination: number;
  readonly source: number;
  readonly sequence: number;
  readonly arrivesAt: SimTime;
  readonly messageId: string;
  /** Absent where the message travels over the wire. */
  readonly message?: Message;
}

/** Simulated time up to `until`, exclusive, with everything that arrives in it. Given again after a restart, it is answered again, not run again. */
export interface Grant {
  readonly k: 'grant';
  readonly window: number;
  readonly from: SimTime;
  readonly until: SimTime;
  /** The participants' first steps come at `from`. */
  readonly start?: boolean;
  readonly inbox: readonly Arrival[];
  /** What people did, at `from`. */
  readonly commands: readonly { readonly destination: number; readonly command: Command }[];
  /** Faults that begin or end, before what people did; in order of time. */
  readonly controls?: readonly GrantedControl[];
  /** What arrived before this instant was taken and committed by everybody; `from` where it is left out. */
  readonly settled?: SimTime;
}

export interface GrantedControl {
  readonly destination: number;
  readonly control: Control;
  /** `from` where it is left out; earlier where the process was away meanwhile: what was due before it comes first. */
  readonly at?: SimTime;
}

/** Begins with participants that have run elsewhere until now; before the first grant, into an empty store. */
export interface Restore {
  readonly k: 'restore';
  readonly cells: Readonly<Record<string, CellState>>;
  readonly chance: ChanceState;
}

/** Facts of those participants so far, in order, before `restore`: their hashes go on from them. */
export interface History {
  readonly k: 'history';
  readonly participant: string;
  /** The hashed text of each entry. */
  readonly lines: readonly string[];
}

export type ToChild =
  | Hello
  | Grant
  | Restore
  | History
  | { readonly k: 'save' }
  | { readonly k: 'end' }
  /** Whether it is there at all: it answers `pong`. */
  | { readonly k: 'ping' }
  /** Its disk is full from here on: it dies of what it writes next. */
  | { readonly k: 'fillDisk' };

/** Where it stands: the last window it has committed, null before the first; when its next own event is due. */
export interface Ready {
  readonly k: 'ready';
  readonly window: number | null;
  readonly next: SimTime | null;
  /** Where nodes find the broker, from ICE. */
  readonly url?: string;
}

export interface Done {
  readonly k: 'done';
  readonly window: number;
  /** When its next own event is due; null where there is none. */
  readonly next: SimTime | null;
  readonly posts: readonly Arrival[];
  readonly entries: readonly { readonly entry: Entry; readonly body?: object }[];
  readonly events: number;
  /** Its one participant takes nothing until a fault heals. */
  readonly down?: true;
}

export type FromChild =
  | Ready
  | Done
  | { readonly k: 'restored' }
  | { readonly k: 'pong' }
  /** The wire is up or down. */
  | { readonly k: 'link'; readonly up: boolean }
  /** Announced messages have not come in time; it goes on waiting. */
  | {
      readonly k: 'missing';
      readonly window: number;
      readonly messages: readonly { readonly from: string; readonly messageId: string }[];
    }
  /** One sentence for the log. */
  | { readonly k: 'trouble'; readonly sentence: string }
  | {
      readonly k: 'saved';
      readonly cells: Readonly<Record<string, CellState>>;
      readonly chance: ChanceState;
    }
  /** SHA-256 of each participant's facts; the last line. */
  | { readonly k: 'ended'; readonly hashes: Readonly<Record<string, string>> }
  /** It cannot go on; the exit code follows. */
  | { readonly k: 'fault'; readonly text: string; readonly exit: number };
