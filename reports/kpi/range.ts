/** What the measures of one run share: the period, the movements under way, the messages under way, and who is told of which fact. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { EntryOf, FactType } from '../views/known-entry.ts';
import { known } from '../views/known-entry.ts';
import { travelsOverIce } from '../views/trial-network.ts';
import type { Tracked } from './registry.ts';
import { Registry } from './registry.ts';

/** A movement came to a final state at departure. */
export interface MovementEnded {
  readonly t: number;
  readonly movement: Tracked;
}

/** A message over ICE came to its end: its recipient took it, or ICE or he refused it. */
export interface MessageSettled {
  readonly t: number;
  readonly id: string;
  readonly msg: string;
  readonly from: string;
  readonly to: string;
  readonly mrn: string | null;
  readonly sentAt: number;
  /** The rule under which it was refused; null where it was not. */
  readonly refused: string | null;
  /** How often it was sent again. */
  readonly repeats: number;
}

export interface Derived {
  readonly MovementEnded: MovementEnded;
  readonly MessageSettled: MessageSettled;
}

/** Handlers by fact; each is told only of what it asks for. */
export type Handlers = {
  readonly [T in FactType]?: (fact: EntryOf<T>) => void;
} & {
  readonly [D in keyof Derived]?: (event: Derived[D]) => void;
};

/** What a KPI counts with. Made once per run and shared by all KPIs that read it. */
export interface Measure {
  /** Told from the start of the journal: what it must know before it can count. */
  readonly learn?: Handlers;
  /** Told from the end of the warm-up, after `learn`. */
  readonly count?: Handlers;
  /** The warm-up is over. */
  begin?(t: number): void;
  /** A sample has been taken: what is recent begins anew. */
  next?(t: number): void;
}

type Handler = (event: never) => void;
type InFlight = { -readonly [K in keyof MessageSettled]: MessageSettled[K] };

const ICE = 'ICE';
const ALL = 'ALL';

export class Range {
  readonly registry = new Registry();
  /** National nodes and ICE, whose availability counts. */
  readonly nodes: readonly string[];
  /** When the warm-up was over; null before. */
  begunAt: number | null = null;
  /** When the run ended; null before. */
  endedAt: number | null = null;
  private readonly measures = new Map<new (range: Range) => object, Measure>();
  private readonly learners = new Map<string, Handler[]>();
  private readonly counters = new Map<string, Handler[]>();
  private readonly inFlight = new Map<string, InFlight>();

  /** @param participants of the journal's header. */
  constructor(participants: readonly string[]) {
    this.nodes = participants.filter((id) => id !== 'WORLD' && !id.startsWith('FI-'));
  }

  /** The measure of a class: made at the first call, the same from then on. */
  measure<M extends object>(of: new (range: Range) => M): M {
    const found = this.measures.get(of);
    if (found !== undefined) return found as M;
    const made = new of(this);
    const measure: Measure = made;
    this.measures.set(of, measure);
    enrol(this.learners, measure.learn);
    enrol(this.counters, measure.count);
    return made;
  }

  step(entry: Entry): void {
    if (entry.type === 'HandedOver' && this.begunAt === null) this.begin(entry.t);
    else if (entry.type === 'RunEnded') this.endedAt = entry.t;
    const ended = this.registry.step(entry);
    this.tell(entry.type, entry);
    if (ended !== undefined) this.tell('MovementEnded', { t: entry.t, movement: ended });
    this.followMessages(entry);
    this.registry.settle();
  }

  /** A sample has been taken. */
  next(t: number): void {
    for (const measure of this.measures.values()) measure.next?.(t);
  }

  private begin(t: number): void {
    this.begunAt = t;
    this.registry.measuring = true;
    for (const measure of this.measures.values()) measure.begin?.(t);
  }

  private tell(type: string, event: object): void {
    const learners = this.learners.get(type);
    if (learners !== undefined) for (const handler of learners) handler(event as never);
    if (this.begunAt === null) return;
    const counters = this.counters.get(type);
    if (counters !== undefined) for (const handler of counters) handler(event as never);
  }

  /** Follows messages over ICE from sending to receipt; broadcasts and receipts are no one's latency. */
  private followMessages(entry: Entry): void {
    if (entry.by !== undefined && this.inFlight.size > 0) this.onReceived(entry.by, entry);
    const fact = known(entry);
    switch (fact.type) {
      case 'MessageSent':
        if (fact.to !== ALL && travelsOverIce(fact.id)) this.inFlight.set(fact.id, messageOf(fact));
        break;
      case 'MessageRepeated': {
        const message = this.inFlight.get(fact.id);
        if (message !== undefined) message.repeats++;
        break;
      }
      case 'MessageRefused':
        this.settle(fact.id, fact.t, fact.rule);
        break;
      default:
        break;
    }
  }

  private onReceived(id: string, entry: Entry): void {
    const message = this.inFlight.get(id);
    if (message?.to !== entry.n) return;
    const fact = known(entry);
    const refused = fact.type === 'MessageRejected' && fact.id === id ? fact.rule : null;
    this.settle(id, entry.t, refused);
  }

  private settle(id: string, t: number, refused: string | null): void {
    const message = this.inFlight.get(id);
    if (message === undefined) return;
    this.inFlight.delete(id);
    message.t = t;
    message.refused = refused;
    this.tell('MessageSettled', message);
  }
}

/** Offices never stand in an exchange message's recipient: it goes from node to node, or to ICE itself. */
const messageOf = ({ id, msg, n, to, mrn, t }: EntryOf<'MessageSent'>): InFlight => ({
  t,
  id,
  msg,
  from: n,
  to: to === '' ? ICE : to,
  mrn: mrn ?? null,
  sentAt: t,
  refused: null,
  repeats: 0,
});

function enrol(table: Map<string, Handler[]>, handlers: Handlers | undefined): void {
  for (const [type, handler] of Object.entries(handlers ?? {})) {
    const list = table.get(type) ?? [];
    list.push(handler);
    table.set(type, list);
  }
}
