/** Runs one participant: hands it what is due, commits what its steps give back, numbers its facts and messages. Every host uses it. */
import type { Chance, Stream } from './chance.ts';
import type { Control, ControlState, Spoilt, Verdict } from './control.ts';
import { aheadMs, arrivals, controlled, died } from './control.ts';
import { chance, integer } from './draws.ts';
import type { Command, Draws, Fact, Input, Message, Participant, Send } from './participant.ts';
import { composeMessage, Outcome } from './participant.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimTime } from './time.ts';
import { isoUtc } from './time.ts';
import type { Ringing, SavedTimer, TimerChange } from './timers.ts';
import { ON_TIMER, Timers } from './timers.ts';

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
  /** What arrives in place of a message that was spoilt on the way; undefined where nothing does. */
  spoilt(to: number, message: Message, what: Spoilt): Message | undefined;
  readonly schemaVersion: string;
}

/** Handler number of messages in the scheduler; that of timers stands beside them. */
export const ON_MESSAGE = 0;

/** Plain data from which a cell continues identically. */
export interface CellState {
  readonly counters: CellCounters;
  readonly timers: readonly SavedTimer[];
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
  /** Faults that have begun there. */
  readonly control?: ControlState;
  /** What has come and not been taken: it waits for a restart, or comes from itself. */
  readonly held?: readonly Post[];
}

export class Cell implements Draws {
  participant: Participant;
  readonly index: number;
  private readonly scheduler: Scheduler;
  private readonly chance: Chance;
  private readonly network: Network;
  private readonly sink: Sink;
  private readonly remake: ((index: number) => Participant) | undefined;
  private readonly outcome = new Outcome();
  private readonly streams = new Map<string, Stream>();
  private inbound: (Post | undefined)[] = [];
  private freeInbound: number[] = [];
  private readonly timers: Timers;
  private events = 0;
  private facts = 0;
  private exchange = 0;
  private national = 0;
  private lastArrival: number[] = [];
  /** Undefined while no fault is at work here. */
  private control: ControlState | undefined;
  /** What came while it was down and waits for its restart, in order; timers keep their slots. */
  private held: (Post | Ringing)[] = [];
  /** While it dies with its messages unsent: when those at its door leave. */
  private leaving: SimTime | undefined;

  constructor(
    participant: Participant,
    index: number,
    host: {
      readonly scheduler: Scheduler;
      readonly chance: Chance;
      readonly network: Network;
      readonly sink: Sink;
      /** Makes the participant anew, as a process that starts again is; absent where processes really end. */
      readonly remake?: (index: number) => Participant;
    },
  ) {
    this.participant = participant;
    this.index = index;
    this.scheduler = host.scheduler;
    this.chance = host.chance;
    this.network = host.network;
    this.sink = host.sink;
    this.timers = new Timers(host.scheduler, index);
    this.remake = host.remake;
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
    this.inbound[slot] = post;
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
      const timer = this.timers.ringing(slot);
      if (timer === undefined) return;
      if (this.isDown()) {
        this.held.push(timer);
        return;
      }
      this.timers.end(timer, slot);
      this.step({ kind: 'timer', name: timer.name, key: timer.key }, now);
      return;
    }
    const post = this.inbound[slot];
    if (post === undefined) return;
    this.inbound[slot] = undefined;
    this.freeInbound.push(slot);
    if (this.isDown()) this.miss(post);
    else this.step({ kind: 'message', message: post.message }, now, post);
  }

  /** Whether it takes nothing until a fault heals. */
  isDown(): boolean {
    return this.control !== undefined && this.control.downs.length > 0;
  }

  /** A fault begins or ends here. Not journalled by the cell: its host does that. */
  onControl(control: Control, now: SimTime): void {
    const wasDown = this.isDown();
    this.control = controlled(this.control, control);
    if (wasDown && !this.isDown()) this.restart(now);
  }

  /** What the exchange sends to a process that is down is lost, and comes again; whoever calls at a national door tries until it opens. */
  private miss(post: Post): void {
    if (!this.network.isExchange(post.source, this.index)) this.held.push(post);
  }

  /** A new process: of the old one its tables are left. What came due meanwhile comes now, in its order. */
  private restart(now: SimTime): void {
    if (this.remake !== undefined) {
      const anew = this.remake(this.index);
      restoreTables(
        anew,
        this.participant.tables.map((table) => [table.name, table.save()]),
      );
      this.participant = anew;
    }
    const { held } = this;
    this.held = [];
    for (const one of held) {
      if ('message' in one)
        this.deliver({ ...one, source: this.index, sequence: this.events++, arrivesAt: now });
      else this.startTimer(one.name, one.key, now);
    }
  }

  /** What a person or a foreign system did; journalled as an input, so that the run replays with it. Who is down does not hear it. */
  command(command: Command, now: SimTime): void {
    this.journal(now, { type: 'CommandGiven', command }, undefined, undefined);
    if (!this.isDown()) this.step({ kind: 'command', command }, now);
  }

  private step(input: Input, now: SimTime, post?: Post): void {
    const clock = this.control === undefined ? now : now + aheadMs(this.control);
    this.participant.step(input, clock, this, this.outcome);
    const { dying } = this.control ?? {};
    if (
      dying === undefined ||
      post === undefined ||
      !this.network.isExchange(post.source, this.index)
    ) {
      this.commit(now, post?.message);
      return;
    }
    this.leaving = dying.dies?.point === 'afterCommit' ? dying.dies.until : undefined;
    this.commit(now, post.message);
    this.leaving = undefined;
    if (this.control !== undefined) this.control = died(this.control);
  }

  /** Writes records, journals facts, carries out effects; the first entry names the message that caused the step. */
  private commit(now: SimTime, cause: Message | undefined): void {
    const { puts, facts, effects } = this.outcome;
    const ahead = aheadMs(this.control);
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
          this.startTimer(effect.name, effect.key, Math.max(effect.at - ahead, now));
          break;
        case 'stopTimer':
          this.timers.stop(effect.name, effect.key);
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
    const message = composeMessage(
      send,
      id,
      messageId,
      isoUtc(now + aheadMs(this.control)),
      this.network.schemaVersion,
    );
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
    if (this.control !== undefined && hop !== this.index) {
      this.dispatchAtRisk(message, hop, now, arrivesAt);
      return;
    }
    this.lastArrival[hop] = arrivesAt;
    this.launch(message, hop, arrivesAt);
  }

  private launch(message: Message, hop: number, arrivesAt: SimTime): void {
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

  /** The same while faults are at work: the first one that strikes decides. */
  private dispatchAtRisk(message: Message, hop: number, now: SimTime, arrivesAt: SimTime): void {
    if (this.leaving !== undefined) {
      // The process dies with what it has to send: from its outbox the exchange's goes again, from its door the rest is fetched later.
      if (!this.network.isExchange(this.index, hop))
        this.launch(message, hop, Math.max(this.leaving, now) + arrivesAt - now);
      return;
    }
    const struck = this.judge(message, hop);
    if (struck === undefined) {
      this.lastArrival[hop] = arrivesAt;
      this.launch(message, hop, arrivesAt);
      return;
    }
    const { fault, verdict } = struck;
    const { messageId: id, messageType: msg } = message;
    this.journal(
      now,
      { type: 'FaultStruck', fault, id, msg, is: verdict.is },
      undefined,
      undefined,
    );
    this.suffer(message, hop, arrivesAt, verdict);
  }

  private judge(message: Message, hop: number): { fault: string; verdict: Verdict } | undefined {
    const isExchange = this.network.isExchange(this.index, hop);
    for (const { fault, rule } of this.control?.links ?? []) {
      const { to, line, types, share, verdict } = rule;
      if ((line === 'exchange') !== isExchange) continue;
      if (to !== undefined && this.network.indexOf(to) !== hop) continue;
      if (types !== undefined && !types.includes(message.messageType)) continue;
      if (share >= 1 || chance(this.stream('faults'), share)) return { fault, verdict };
    }
    return undefined;
  }

  private suffer(message: Message, hop: number, due: SimTime, verdict: Verdict): void {
    const what =
      verdict.is === 'spoilt' ? this.network.spoilt(hop, message, verdict.what) : message;
    if (what === undefined) return;
    const last = this.lastArrival[hop] ?? 0;
    const draw = (least: number, most: number): number =>
      integer(this.stream('faults'), least, most);
    for (const { at, inOrder } of arrivals(verdict, due, last, draw)) {
      if (inOrder) this.lastArrival[hop] = at;
      this.launch(what, hop, at);
    }
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
    this.timers.start(name, key, at, this.events++);
  }

  /** From now on tables and timers remember what changed, for a store. */
  trackChanges(): void {
    this.timers.trackChanges();
    for (const table of this.participant.tables) table.trackChanges();
  }

  /** Timers started or ended since the last call. */
  takeDirtyTimers(): TimerChange[] {
    return this.timers.takeDirty();
  }

  counters(): CellCounters {
    const { events, facts, exchange, national } = this;
    const lastArrival = Array.from(this.lastArrival, (at: number | undefined) => at ?? 0);
    const counters = { events, facts, exchange, national, lastArrival };
    // Timers stay in their table, due as they were; what comes from others is kept by whoever carries it.
    const held = [...this.held, ...this.inbound].filter(
      (one): one is Post =>
        one !== undefined && 'message' in one && (one.source === this.index || this.isDown()),
    );
    if (this.control === undefined && held.length === 0) return counters;
    return { ...counters, ...(this.control === undefined ? {} : { control: this.control }), held };
  }

  /** Everything but streams and messages under way: those are the host's. */
  save(): CellState {
    return {
      counters: this.counters(),
      timers: this.timers.save(),
      tables: this.participant.tables.map((table) => [table.name, table.save()] as const),
    };
  }

  /** Goes on by itself from where another cell of the same participant stands, sharing its records; the scheduler has its events already. */
  share(other: Cell): void {
    ({
      events: this.events,
      facts: this.facts,
      exchange: this.exchange,
      national: this.national,
      control: this.control,
    } = other);
    this.lastArrival = other.lastArrival.slice();
    this.inbound = other.inbound.slice();
    this.freeInbound = other.freeInbound.slice();
    this.held = other.held.slice();
    this.timers.share(other.timers);
    this.participant.tables.forEach((table, i) => {
      const shared = other.participant.tables[i];
      if (shared?.name !== table.name) throw new Error(`${table.name} is no table of the other`);
      table.share(shared);
    });
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
    this.control = state.counters.control;
    for (const post of state.counters.held ?? []) this.deliver(post);
    restoreTables(this.participant, state.tables);
    for (const [name, key, at, sequence] of state.timers)
      this.timers.start(name, key, at, sequence);
  }
}

function restoreTables({ tables }: Participant, saved: CellState['tables']): void {
  const rows = new Map(saved);
  for (const table of tables) table.restore(rows.get(table.name) ?? []);
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
