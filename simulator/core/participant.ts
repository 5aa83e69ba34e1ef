/** The step contract: what a participant is to its host. No clock, no chance of its own, no I/O. */
import type { Stream } from './chance.ts';
import type { SimTime } from './time.ts';
import type { Row, Table } from './table.ts';

/** A participant's place in every order: `WORLD`, `ICE`, a country (`GEO`), an insurer (`FI-GEO`). */
export type ParticipantId = string;

/** What a host must know of a message; its meaning and schema stand in `nodes/common`. */
export interface Message {
  readonly messageId: string;
  readonly messageType: string;
  /** A participant, or a party behind one: a trader's TIN, an office, a vehicle's plate. */
  readonly sender: string;
  readonly recipient: string;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  readonly correlationId?: string;
  readonly schemaVersion: string;
  /** Version of the reference data that the sender works with; absent: the first. */
  readonly referenceData?: number;
  readonly mrn?: string;
  readonly lrn?: string;
  readonly signature?: string;
  readonly body: object;
}

/** What a participant is told. Timers carry the name and the key they were started with. */
export type Input =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'timer'; readonly name: string; readonly key: string }
  /** Something a person or a foreign system did; the host journals it before the step. */
  | { readonly kind: 'command'; readonly command: Command };

/** A command from outside the simulated world: who acted, on which seat, what he did. */
export interface Command {
  readonly type: string;
  readonly actor: string;
  readonly [detail: string]: unknown;
}

/** A fact in the past tense: what the journal keeps. `row` and `rule` name what was followed. */
export interface Fact {
  readonly type: string;
  readonly by?: string;
  readonly row?: string;
  readonly rule?: string;
  readonly [detail: string]: unknown;
}

/** What a step asks its host to do. */
export type Effect =
  | Send
  /** A message that the participant numbered itself and keeps, to repeat it unchanged. Journalled as sent; `held`: it leaves later, by `relay`. */
  | { readonly kind: 'post'; readonly message: Message; readonly held?: true }
  /** A message passes on, unchanged, to a participant; its sending was journalled before. */
  | { readonly kind: 'relay'; readonly message: Message; readonly to: ParticipantId }
  | {
      readonly kind: 'startTimer';
      readonly name: string;
      readonly key: string;
      readonly at: SimTime;
    }
  | { readonly kind: 'stopTimer'; readonly name: string; readonly key: string };

/** A new message: the host gives it its id, its time and its latency. */
export interface Send {
  readonly kind: 'send';
  readonly messageType: string;
  /** The party that sends, where it is not the participant itself. */
  readonly from?: string;
  readonly to: string;
  readonly correlationId?: string;
  readonly mrn?: string;
  readonly lrn?: string;
  readonly body: object;
}

/** The message that a `Send` makes. Byte for byte the same from the same values, so that a repeat is no other message. */
export function composeMessage(
  send: Send,
  sender: ParticipantId,
  messageId: string,
  sentAt: string,
  schemaVersion: string,
): Message {
  const message: { -readonly [K in keyof Message]: Message[K] } = {
    messageId,
    messageType: send.messageType,
    sender: send.from ?? sender,
    recipient: send.to,
    sentAt,
    schemaVersion,
    body: send.body,
  };
  if (send.correlationId !== undefined) message.correlationId = send.correlationId;
  if (send.mrn !== undefined) message.mrn = send.mrn;
  if (send.lrn !== undefined) message.lrn = send.lrn;
  return message;
}

/** One record to write; `row` undefined removes it. */
export interface Put {
  readonly table: Table<Row>;
  readonly key: string;
  readonly row: Row | undefined;
}

/**
 * What one step gives back: records to write, facts, effects. A step fills it and changes nothing else; the host commits it whole.
 * It is handed in so that a million steps do not make a million of them.
 */
export class Outcome {
  readonly puts: Put[] = [];
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];

  put<V extends Row>(table: Table<V>, key: string, row: V | undefined): void {
    this.puts.push({ table, key, row });
  }

  fact(fact: Fact): void {
    this.facts.push(fact);
  }

  send(send: Omit<Send, 'kind'>): void {
    this.effects.push({ kind: 'send', ...send });
  }

  startTimer(name: string, key: string, at: SimTime): void {
    this.effects.push({ kind: 'startTimer', name, key, at });
  }

  stopTimer(name: string, key: string): void {
    this.effects.push({ kind: 'stopTimer', name, key });
  }

  clear(): void {
    this.puts.length = 0;
    this.facts.length = 0;
    this.effects.length = 0;
  }
}

/** The chance a participant may use: its own named streams, handed in by the host. */
export interface Draws {
  stream(name: string): Stream;
}

/** One participant: its records, and the step that reads them. */
export interface Participant {
  readonly id: ParticipantId;
  readonly tables: readonly Table<Row>[];
  /** Once, at the start of the run (not after a restart). */
  start(now: SimTime, draws: Draws, out: Outcome): void;
  /** Input in; records, facts and effects out. Reads `tables`, never writes them. */
  step(input: Input, now: SimTime, draws: Draws, out: Outcome): void;
}
