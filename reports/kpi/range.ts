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
  /** Any entry that names a row of a state table; told after those who ask for its type. */
  readonly RowFollowed: Entry & { readonly row: string };
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

/** Who is told of one type of fact, in this order. */
interface Audience {
  registry: Handler | undefined;
  readonly learners: Handler[];
  readonly counters: Handler[];
}

const ALL = 'ALL';

export class Range {
  readonly registry = new Registry();
  /** National nodes and ICE, whose availability counts. */
  readonly nodes: readonly string[];
  /** When the warm-up was over; null before. */
  begunAt: number | null = null;
  private readonly measures = new Map<new (range: Range) => object, Measure>();
  private readonly audiences = new Map<string, Audience>();
  private readonly inFlight = new Map<string, InFlight>();

  /** @param participants of the journal's header. */
  constructor(participants: readonly string[]) {
    this.nodes = participants.filter((id) => id !== 'WORLD' && !id.startsWith('FI-'));
    for (const [type, handler] of Object.entries(this.registry.learn)) {
      this.audienceOf(type).registry = handler;
    }
    this.enrol('learners', {
      HandedOver: ({ t }) => this.begin(t),
      MessageSent: (fact) => this.onSent(fact),
      MessageRepeated: ({ id }) => {
        const message = this.inFlight.get(id);
        if (message !== undefined) message.repeats++;
      },
      MessageRefused: ({ id, t, rule }) => this.settle(id, t, rule),
    });
  }

  /** The measure of a class: made at the first call, the same from then on. */
  measure<M extends object>(of: new (range: Range) => M): M {
    const found = this.measures.get(of);
    if (found !== undefined) return found as M;
    const made = new of(this);
    const measure: Measure = made;
    this.measures.set(of, measure);
    this.enrol('learners', measure.learn ?? {});
    this.enrol('counters', measure.count ?? {});
    return made;
  }

  step(entry: Entry): void {
    const { type, row, by } = entry;
    const audience = this.audiences.get(type);
    audience?.registry?.(entry as never);
    const ended = row === undefined ? undefined : this.registry.follow(entry, row);
    if (audience !== undefined) this.tell(audience, entry);
    if (row !== undefined) this.derive('RowFollowed', entry as Derived['RowFollowed']);
    if (ended !== undefined) this.derive('MovementEnded', { t: entry.t, movement: ended });
    if (by !== undefined && this.inFlight.size > 0) this.onReceived(by, entry);
    this.registry.settle();
  }

  /** A sample has been taken. */
  next(t: number): void {
    for (const measure of this.measures.values()) measure.next?.(t);
  }

  private begin(t: number): void {
    if (this.begunAt !== null) return;
    this.begunAt = t;
    this.registry.measuring = true;
    for (const measure of this.measures.values()) measure.begin?.(t);
  }

  private audienceOf(type: string): Audience {
    let audience = this.audiences.get(type);
    if (audience === undefined) {
      audience = { registry: undefined, learners: [], counters: [] };
      this.audiences.set(type, audience);
    }
    return audience;
  }

  private enrol(as: 'learners' | 'counters', handlers: Handlers): void {
    for (const [type, handler] of Object.entries(handlers)) this.audienceOf(type)[as].push(handler);
  }

  private tell(audience: Audience, event: object): void {
    for (const handler of audience.learners) handler(event as never);
    if (this.begunAt === null) return;
    for (const handler of audience.counters) handler(event as never);
  }

  private derive<D extends keyof Derived>(type: D, event: Derived[D]): void {
    const audience = this.audiences.get(type);
    if (audience !== undefined) this.tell(audience, event);
  }

  /** Follows a message over ICE until its recipient has it; a broadcast is nobody's latency. */
  private onSent({ id, msg, n, to, mrn, t }: EntryOf<'MessageSent'>): void {
    if (to === ALL || !travelsOverIce(id)) return;
    const message = {
      t,
      id,
      msg,
      from: n,
      to,
      mrn: mrn ?? null,
      sentAt: t,
      refused: null,
      repeats: 0,
    };
    this.inFlight.set(id, message);
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
    this.derive('MessageSettled', message);
  }
}
