/**
 * Runs participants on the machine's own clock: what came in while a commit was on its way to the disk is run and committed with the next.
 * Nothing leaves, and nothing is acknowledged, before it is safe; but for receipts, which come again.
 */
import type { Post } from '../../simulator/core/cell.ts';
import type { Message } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import type { CellGroup } from './cell-group.ts';
import type { CrashPoints } from './crash-points.ts';
import type { Metrics } from './metrics.ts';
import { Offers } from './offers.ts';
import type { DoorRow, Mark, Store } from './store.ts';

/** Where a message goes on. */
export type Route =
  /** Over the exchange's wire. */
  | { readonly kind: 'wire'; readonly recipient: string }
  /** To a participant of this process. */
  | { readonly kind: 'own' }
  /** To a party behind the national door. */
  | { readonly kind: 'door'; readonly party: string };

export interface FreeWiring {
  /** Messages of one commit on their way out; may join some of them (receipts). */
  readonly arrange: (posts: readonly Post[]) => readonly Post[];
  readonly route: (post: Post) => Route;
  /** Publishes, if the recipient is there; otherwise it comes again when he is, from the participant's own records. */
  readonly publish: (recipient: string, message: Message) => void;
  /** Of a message that is received: whether nothing is lost with it, as it comes again. */
  readonly comesAgain: (message: Message) => boolean;
  readonly onDoorRows: () => void;
  /** The store has failed, or a step has: the process must end. */
  readonly onFailure: (error: unknown) => void;
}

interface Offer {
  readonly post: Omit<Post, 'sequence' | 'arrivesAt'>;
  /** When it was read, in ms of `performance.now`. */
  readonly readAt: number;
  /** Remembered against repeats: a message that came through the door. */
  readonly once: boolean;
  /** Written in the same commit. */
  readonly mark: Mark | undefined;
  readonly onSafe: () => void;
}

/** Facts are kept for their reader; beyond this number the oldest go, looked at every so many commits. */
const FACTS_KEPT = 1_000_000;
const PRUNE_EVERY = 1_000;
/** A flush of fewer messages than these takes less time than to hand it to another thread and to hear of it. */
const ASIDE_FROM = 16;
/** Timers of the runtime take no longer waits than this, in ms. */
const WAIT_MOST_MS = 60_000;

export class FreeHost {
  readonly metrics: Metrics;
  private readonly group: CellGroup;
  private readonly store: Store;
  private readonly wiring: FreeWiring;
  private readonly crash: CrashPoints;
  private readonly offers = new Offers<Offer>();
  private marks: Mark[] = [];
  private sequence = 0;
  private lastNow: SimTime = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private scheduled = false;
  private stopped = false;
  /** Run and written, and not safe yet: one such turn may wait while what was before it is made safe. */
  private written: Written[] = [];
  private flushing = false;

  constructor(
    group: CellGroup,
    store: Store,
    wiring: FreeWiring,
    crash: CrashPoints,
    metrics: Metrics,
  ) {
    this.group = group;
    this.store = store;
    this.wiring = wiring;
    this.crash = crash;
    this.metrics = metrics;
  }

  /** Begins: with the first steps where the store was empty, otherwise with the timers that came due meanwhile. */
  begin(fresh: boolean): void {
    if (fresh) this.group.start(this.now());
    this.schedule();
  }

  /**
   * Hands a message to a participant of this process. Settles when its effect is safe.
   * @param source index of whoever it comes from.
   * @param once whether the store remembers it: the caller asks `store.hasTaken` first.
   * @param mark what is true once its effect is safe.
   */
  offer(
    message: Message,
    source: number,
    destination: number,
    once = false,
    mark?: Mark,
  ): Promise<void> {
    return new Promise((resolve) => {
      const post = { message, source, destination };
      const readAt = this.metrics.onWaiting(source);
      this.offers.put(source, { post, readAt, once, mark, onSafe: resolve });
      this.schedule();
    });
  }

  /**
   * The same for one among thousands.
   * @param onSafe is told when its effect is safe.
   */
  take(message: Message, source: number, destination: number, onSafe: () => void): void {
    const post = { message, source, destination };
    const readAt = this.metrics.onWaiting(source);
    this.offers.put(source, { post, readAt, once: false, mark: undefined, onSafe });
    this.schedule();
  }

  /** Written with the next commit. */
  note(mark: Mark): void {
    this.marks.push(mark);
    this.schedule();
  }

  /** The machine's clock in integer ms; it never goes back. */
  now(): SimTime {
    this.lastNow = Math.max(this.lastNow, Math.floor(Date.now()));
    return this.lastNow;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.scheduled || this.stopped) return;
    this.scheduled = true;
    // After everything that the sockets have now: it all goes into one commit.
    setImmediate(() => {
      this.scheduled = false;
      if (!this.stopped && this.written.length === 0) this.turn();
    });
  }

  private turn(): void {
    this.metrics.turnBegins();
    try {
      const turn = this.runAndWrite(this.offers.take(LIMITS.messagesPerCommit));
      if (this.isOfReceipts(turn)) this.tell([turn], this.metrics.lap('write'));
      else {
        this.written.push(turn);
        if (!this.flushing) this.flush(this.metrics.lapped);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** Whether it may wait for the next flush: receipts alone, which come again with what they are for, and nothing that leaves for them. */
  private isOfReceipts({ offers, leaving: { wire, own, door }, facts }: Written): boolean {
    return (
      offers.length > 0 &&
      wire.length + own.length + door.length + facts === 0 &&
      offers.every(({ post }) => this.wiring.comesAgain(post.message))
    );
  }

  /**
   * Makes safe what is written; meanwhile, if that is much, the next turn is run.
   * @param began when it was written, in ms of `performance.now`.
   */
  private flush(began: number): void {
    const { written } = this;
    this.written = [];
    const size = written.reduce((sum, { offers }) => sum + offers.length, 0);
    if (size < ASIDE_FROM) {
      this.store.flush();
      this.onFlushed(written, began, false);
      return;
    }
    this.flushing = true;
    this.store.flushAside((error) => {
      this.flushing = false;
      if (this.stopped) return;
      try {
        if (error !== null) throw error;
        this.onFlushed(written, began, true);
      } catch (failure) {
        this.fail(failure);
      }
    });
  }

  private onFlushed(written: readonly Written[], began: number, isAside: boolean): void {
    const { metrics } = this;
    const safeAt = written.some(({ wrote }) => wrote)
      ? metrics.onFlushed(began, isAside)
      : metrics.lap('write');
    this.tell(written, safeAt);
    if (this.written.length > 0) this.flush(safeAt);
  }

  private fail(error: unknown): void {
    this.stop();
    this.wiring.onFailure(error);
  }

  /** What is safe is acknowledged, and what follows from it leaves. */
  private tell(turns: readonly Written[], safeAt: number): void {
    const { metrics } = this;
    this.crash.pass('afterCommit');
    for (const { offers, leaving } of turns) {
      for (const { post, readAt, onSafe } of offers) {
        metrics.onSafe(post.source, post.message.messageType, readAt, safeAt);
        onSafe();
      }
      this.leave(offers.length, leaving);
    }
    metrics.turnEnds();
    if (this.offers.size > 0 || this.marks.length > 0) this.schedule();
    else this.arm();
  }

  private runAndWrite(offers: readonly Offer[]): Written {
    const { group, store, wiring, crash, metrics } = this;
    const now = this.now();
    for (const { post } of offers) {
      const { message, source, destination } = post;
      const sequence = this.sequence++;
      group.deliver({ message, source, destination, sequence, arrivesAt: now });
    }
    const events = group.runBefore(now + 1, now);
    const { facts, posts, refused } = group.take();
    metrics.lap('step');
    const leaving = this.sort(wiring.arrange(posts));
    for (const post of leaving.own) group.deliver(post);
    const marks = this.marks.splice(0);
    for (const { mark } of offers) if (mark !== undefined) marks.push(mark);
    crash.pass('beforeCommit');
    const wrote = store.write(group.cells, group.chance, {
      facts,
      wire: [],
      confirmed: [],
      intake: leaving.own,
      takenUpTo: now,
      door: leaving.door,
      taken: offers
        .filter(({ once }) => once)
        .map(({ post: { message } }) => ({ message, at: now })),
      marks,
    });
    for (const rule of refused) metrics.onRefused(rule);
    metrics.onCommit(wrote, offers.length, events, facts.length);
    if (wrote && store.commits % PRUNE_EVERY === 0) this.prune(now);
    return { offers, leaving, facts: facts.length, wrote };
  }

  private sort(posts: readonly Post[]): Leaving {
    const leaving: Leaving = { wire: [], own: [], door: [] };
    for (const post of posts) {
      const route = this.wiring.route(post);
      const { message } = post;
      if (route.kind === 'wire') leaving.wire.push({ recipient: route.recipient, message });
      else if (route.kind === 'own') leaving.own.push(post);
      else {
        const { party } = route;
        leaving.door.push({ id: this.store.nextDoorId(), party, message: JSON.stringify(message) });
      }
    }
    return leaving;
  }

  private leave(taken: number, { wire, door }: Leaving): void {
    const send = (): void => {
      for (const { recipient, message } of wire) this.wiring.publish(recipient, message);
      if (door.length > 0) this.wiring.onDoorRows();
      this.metrics.onSent(wire.length + door.length);
    };
    if (taken > 0 && this.crash.watches('afterPuback')) {
      // Only when it is to die there: the acknowledgement leaves first, for certain.
      setTimeout(() => {
        this.crash.pass('afterPuback');
        send();
      }, PUBACK_LEAVES_MS);
    } else send();
  }

  /** Sleeps until the next timer of a participant. */
  private arm(): void {
    clearTimeout(this.timer);
    const due = this.group.nextDue();
    if (due === Infinity || this.stopped) return;
    const wait = Math.min(Math.max(0, due - this.now()), WAIT_MOST_MS);
    this.timer = setTimeout(() => this.schedule(), wait);
  }

  private prune(now: SimTime): void {
    for (const cell of this.group.cells) {
      const { id } = cell.participant;
      this.store.receiptFacts(id, cell.counters().facts - 1 - FACTS_KEPT);
    }
    this.store.forgetTaken(now - LIMITS.repeatMemoryMs);
  }
}

const PUBACK_LEAVES_MS = 20;

/** What a turn took in, and what leaves for it when it is safe. */
interface Written {
  readonly offers: readonly Offer[];
  readonly leaving: Leaving;
  readonly facts: number;
  readonly wrote: boolean;
}

/** The messages of one commit, by the way they leave. */
interface Leaving {
  readonly wire: { readonly recipient: string; readonly message: Message }[];
  readonly own: Post[];
  readonly door: DoorRow[];
}
