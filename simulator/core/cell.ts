/** Runs one participant: hands it what is due, commits what its steps give back, numbers its facts and messages. Every host uses it. */
import type { Chance, Stream } from './chance.ts';
import type { Command, Draws, Fact, Input, Message, Participant, Send } from './participant.ts';
import { composeMessage, Outcome } from './participant.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimTime } from './time.ts';
import { isoUtc } from './time.ts';

/** A message under way: what a host carries from one cell to another. */
export interface Post {
  readonly message: Message;
  readonly source: number;
  readonly destination: number;
  readonly sequence: number;
  readonly arrivesAt: SimTime;
}

/** A fact as the journal keeps it: when, whose, its number there. */
export type Entry = { readonly t: SimTime; readonly n: string; readonly s: number } & Fact;

/** Where a cell's output goes. */
export interface Sink {
  entry(entry: Entry, body: object | undefined): void;
  post(post: Post): void;
}

/** What the way of a message depends on. */
export type Addressed = Pick<Message, 'messageType' | 'recipient'>;

/** What a cell must know of the network it is in; the rules stand in `nodes/common/routing.ts`. */
export interface Network {
  /** Index of a participant, or -1. */
  indexOf(id: string): number;
  /** Index of the participant that takes the message next, seen from `from`. */
  nextHop(from: number, message: Addressed): number;
  /** Latency in ms; 0 only to oneself. */
  latency(from: number, to: number, draws: Draws): number;
  /** Messages of the exchange are numbered apart from national ones. */
  isExchange(from: number, to: number): boolean;
  /** Receipts (S001, S002) confirm other messages and are not journalled themselves. */
  isReceipt(messageType: string): boolean;
  readonly schemaVersion: string;
}

/** Handler numbers in the scheduler. */
export const ON_MESSAGE = 0;
export const ON_TIMER = 1;

interface Timer {
  readonly name: string;
  readonly key: string;
  readonly at: SimTime;
  readonly sequence: number;
  handle: number;
}

/** Plain data from which a cell continues identically. */
export interface CellState {
  readonly counters: CellCounters;
  readonly timers: readonly (readonly [name: string, key: string, at: SimTime, sequence: number])[];
  readonly tables: readonly (readonly [
    name: string,
    rows: readonly (readonly [string, unknown])[],
  ])[];
}

/** Everything of a cell that is a number: sequences of events, facts and messages, last arrivals per link. */
export interface CellCounters {
  readonly events: number;
  readonly facts: number;
  readonly exchange: number;
  readonly national: number;
  readonly lastArrival: readonly number[];
}

export class Cell implements Draws {
  readonly participant: Participant;
  readonly index: number;
  private readonly scheduler: Scheduler;
  private readonly chance: Chance;
  private readonly network: Network;
  private readonly sink: Sink;
  private readonly outcome = new Outcome();
  private readonly streams = new Map<string, Stream>();
  private readonly inbound: (Message | undefined)[] = [];
  private readonly freeInbound: number[] = [];
  private readonly timers: (Timer | undefined)[] = [];
  private readonly freeTimers: number[] = [];
  /** By name, then by key: an id put together of both would have to be hashed anew for every timer. */
  private readonly timerSlots = new Map<string, Map<string, number>>();
  private dirtyTimers: Set<string> | undefined;
  private events = 0;
  private facts = 0;
  private exchange = 0;
  private national = 0;
  private lastArrival: number[] = [];

  constructor(
    participant: Participant,
    index: number,
    host: { scheduler: Scheduler; chance: Chance; network: Network; sink: Sink },
  ) {
    this.participant = participant;
    this.index = index;
    this.scheduler = host.scheduler;
    this.chance = host.chance;
    this.network = host.network;
    this.sink = host.sink;
  }

  /** Streams carry the participant's name, so that no participant's draws move another's. */
  stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = this.chance.stream(`${this.participant.id}/${name}`);
      this.streams.set(name, stream);
    }
    return stream;
  }

  /** The participant's first step. */
  start(now: SimTime): void {
    this.participant.start(now, this, this.outcome);
    this.commit(now, undefined);
  }

  /** Takes a message that another cell posted. */
  deliver(post: Post): void {
    const slot = this.freeInbound.pop() ?? this.inbound.length;
    this.inbound[slot] = post.message;
    this.scheduler.schedule(
      post.arrivesAt,
      this.index,
      post.source,
      post.sequence,
      ON_MESSAGE,
      slot,
    );
  }

  /** Runs the event that the scheduler has just popped for this cell. */
  handle(handler: number, slot: number, now: SimTime): void {
    if (handler === ON_TIMER) {
      const timer = this.timers[slot];
      if (timer === undefined) return;
      this.dropTimer(slot, timer);
      this.step({ kind: 'timer', name: timer.name, key: timer.key }, now);
      return;
    }
    const message = this.inbound[slot];
    if (message === undefined) return;
    this.inbound[slot] = undefined;
    this.freeInbound.push(slot);
    this.step({ kind: 'message', message }, now);
  }

  /** What a person or a foreign system did; journalled as an input, so that the run replays with it. */
  command(command: Command, now: SimTime): void {
    this.journal(now, { type: 'CommandGiven', command }, undefined, undefined);
    this.step({ kind: 'command', command }, now);
  }

  private step(input: Input, now: SimTime): void {
    this.participant.step(input, now, this, this.outcome);
    this.commit(now, input.kind === 'message' ? input.message : undefined);
  }

  /** Writes records, journals facts, carries out effects; the first entry names the message that caused the step. */
  private commit(now: SimTime, cause: Message | undefined): void {
    const { puts, facts, effects } = this.outcome;
    for (const { table, key, row } of puts) table.commit(key, row);
    let by = cause === undefined ? undefined : idOf(cause);
    for (const fact of facts) {
      this.journal(now, fact, by, undefined);
      by = undefined;
    }
    for (const effect of effects) {
      switch (effect.kind) {
        case 'send':
          if (this.send(effect, by, now)) by = undefined;
          break;
        case 'post':
          this.post(effect.message, effect.held === true, by, now);
          by = undefined;
          break;
        case 'relay':
          this.dispatch(effect.message, this.network.indexOf(effect.to), now);
          break;
        case 'startTimer':
          this.startTimer(effect.name, effect.key, Math.max(effect.at, now));
          break;
        case 'stopTimer':
          this.stopTimer(effect.name, effect.key);
          break;
      }
    }
    if (by !== undefined && cause !== undefined && !this.network.isReceipt(cause.messageType)) {
      this.journal(now, { type: 'MessageReceived', msg: cause.messageType }, by, undefined);
    }
    this.outcome.clear();
  }

  /** Returns whether the sending was journalled. */
  private send(send: Send, by: string | undefined, now: SimTime): boolean {
    const { id } = this.participant;
    const { messageType, to: recipient } = send;
    const receipt = this.network.isReceipt(messageType);
    const hop = this.network.nextHop(this.index, { messageType, recipient });
    const numbered = this.network.isExchange(this.index, hop) && !receipt;
    const messageId = numbered
      ? `${id}-${String(++this.exchange)}`
      : `${id}-n${String(++this.national)}`;
    const message = composeMessage(send, id, messageId, isoUtc(now), this.network.schemaVersion);
    if (!receipt) this.journal(now, sentFact(message), by, message.body);
    this.dispatch(message, hop, now);
    return !receipt;
  }

  private post(message: Message, held: boolean, by: string | undefined, now: SimTime): void {
    this.journal(now, sentFact(message), by, message.body);
    if (!held) this.dispatch(message, this.network.nextHop(this.index, message), now);
  }

  /** A link keeps its order, as a connection does: nothing arrives before what was sent earlier to the same participant. */
  private dispatch(message: Message, hop: number, now: SimTime): void {
    const earliest = now + this.network.latency(this.index, hop, this);
    const arrivesAt = Math.max(earliest, this.lastArrival[hop] ?? 0);
    this.lastArrival[hop] = arrivesAt;
    const post = {
      message,
      source: this.index,
      destination: hop,
      sequence: this.events++,
      arrivesAt,
    };
    if (hop === this.index) this.deliver(post);
    else this.sink.post(post);
  }

  private journal(
    now: SimTime,
    fact: Fact,
    by: string | undefined,
    body: object | undefined,
  ): void {
    const s = this.facts++;
    const n = this.participant.id;
    this.sink.entry(
      by === undefined ? { t: now, n, s, ...fact } : { t: now, n, s, by, ...fact },
      body,
    );
  }

  private startTimer(name: string, key: string, at: SimTime): void {
    this.stopTimer(name, key);
    this.insertTimer(name, key, at, this.events++);
  }

  private insertTimer(name: string, key: string, at: SimTime, sequence: number): void {
    const slot = this.freeTimers.pop() ?? this.timers.length;
    const handle = this.scheduler.schedule(at, this.index, this.index, sequence, ON_TIMER, slot);
    this.timers[slot] = { name, key, at, sequence, handle };
    let slots = this.timerSlots.get(name);
    if (slots === undefined) this.timerSlots.set(name, (slots = new Map<string, number>()));
    slots.set(key, slot);
    this.dirtyTimers?.add(`${name}|${key}`);
  }

  private stopTimer(name: string, key: string): void {
    const slot = this.timerSlots.get(name)?.get(key);
    const timer = slot === undefined ? undefined : this.timers[slot];
    if (slot === undefined || timer === undefined) return;
    this.scheduler.cancel(timer.handle);
    this.dropTimer(slot, timer);
  }

  private dropTimer(slot: number, { name, key }: Timer): void {
    this.timers[slot] = undefined;
    this.freeTimers.push(slot);
    this.timerSlots.get(name)?.delete(key);
    this.dirtyTimers?.add(`${name}|${key}`);
  }

  /** From now on tables and timers remember what changed, for a store. */
  trackChanges(): void {
    this.dirtyTimers ??= new Set();
    for (const table of this.participant.tables) table.trackChanges();
  }

  /** Timers started (with their due time and sequence) or ended since the last call. */
  takeDirtyTimers(): {
    id: string;
    name: string;
    key: string;
    at: SimTime;
    sequence: number;
    live: boolean;
  }[] {
    if (this.dirtyTimers === undefined) return [];
    const changes = [...this.dirtyTimers].map((id) => {
      const bar = id.indexOf('|');
      const [name, key] = [id.slice(0, bar), id.slice(bar + 1)];
      const slot = this.timerSlots.get(name)?.get(key);
      const timer = slot === undefined ? undefined : this.timers[slot];
      return timer === undefined
        ? { id, name, key, at: 0, sequence: 0, live: false }
        : { id, name, key, at: timer.at, sequence: timer.sequence, live: true };
    });
    this.dirtyTimers.clear();
    return changes;
  }

  counters(): CellCounters {
    const { events, facts, exchange, national } = this;
    const lastArrival = Array.from(this.lastArrival, (at: number | undefined) => at ?? 0);
    return { events, facts, exchange, national, lastArrival };
  }

  /** Everything but streams and messages under way: those are the host's. */
  save(): CellState {
    return {
      counters: this.counters(),
      timers: this.timers
        .filter((timer) => timer !== undefined)
        .sort((a, b) => a.sequence - b.sequence)
        .map(({ name, key, at, sequence }) => [name, key, at, sequence] as const),
      tables: this.participant.tables.map((table) => [table.name, table.save()] as const),
    };
  }

  /** Continues from a saved state; the cell must be fresh. */
  restore(state: CellState): void {
    ({
      events: this.events,
      facts: this.facts,
      exchange: this.exchange,
      national: this.national,
    } = state.counters);
    this.lastArrival = [...state.counters.lastArrival];
    const saved = new Map(state.tables);
    for (const table of this.participant.tables) table.restore(saved.get(table.name) ?? []);
    for (const [name, key, at, sequence] of state.timers) this.insertTimer(name, key, at, sequence);
  }
}

/** Longest id that the journal names as a cause. */
const ID_MOST = 64;

/** Names the cause of a step; undefined for what a hostile client may have put in the place of an id. */
const idOf = ({ messageId }: { readonly messageId: unknown }): string | undefined =>
  typeof messageId === 'string' && messageId.length <= ID_MOST ? messageId : undefined;

/** The journal's word for a message leaving its sender. */
function sentFact(message: Message): Fact {
  const { messageId, messageType, sender, recipient, correlationId, mrn, lrn } = message;
  return {
    type: 'MessageSent',
    id: messageId,
    msg: messageType,
    from: sender,
    to: recipient,
    ...(mrn === undefined ? {} : { mrn }),
    ...(lrn === undefined ? {} : { lrn }),
    ...(correlationId === undefined ? {} : { re: correlationId }),
  };
}
