/**
 * Runs participants on the machine's own clock: what came in while a commit was on its way to the disk is run and committed with the next.
 * Nothing leaves, and nothing is acknowledged, before it is safe.
 */
import type { Post } from '../../simulator/core/cell.ts';
import type { Message } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import type { CellGroup } from './cell-group.ts';
import type { CrashPoints } from './crash-points.ts';
import { Metrics } from './metrics.ts';
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
  readonly onDoorRows: () => void;
  /** The store has failed, or a step has: the process must end. */
  readonly onFailure: (error: unknown) => void;
}

interface Offer {
  readonly post: Omit<Post, 'sequence' | 'arrivesAt'>;
  /** Remembered against repeats: a message that came through the door. */
  readonly once: boolean;
  /** Written in the same commit. */
  readonly mark: Mark | undefined;
  readonly resolve: () => void;
}

/** Facts are kept for their reader; beyond this number the oldest go, looked at every so many commits. */
const FACTS_KEPT = 1_000_000;
const PRUNE_EVERY = 1_000;
/** Timers of the runtime take no longer waits than this, in ms. */
const WAIT_MOST_MS = 60_000;

export class FreeHost {
  readonly metrics = new Metrics();
  private readonly group: CellGroup;
  private readonly store: Store;
  private readonly wiring: FreeWiring;
  private readonly crash: CrashPoints;
  private offers: Offer[] = [];
  private marks: Mark[] = [];
  private sequence = 0;
  private lastNow: SimTime = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private scheduled = false;
  private stopped = false;

  constructor(group: CellGroup, store: Store, wiring: FreeWiring, crash: CrashPoints) {
    this.group = group;
    this.store = store;
    this.wiring = wiring;
    this.crash = crash;
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
      this.offers.push({ post: { message, source, destination }, once, mark, resolve });
      this.schedule();
    });
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
      if (!this.stopped) this.turn();
    });
  }

  private turn(): void {
    try {
      const offers = this.offers.splice(0, LIMITS.messagesPerCommit);
      const posts = this.runAndCommit(offers);
      for (const { resolve } of offers) resolve();
      this.leave(offers.length, posts);
    } catch (error) {
      this.stop();
      this.wiring.onFailure(error);
      return;
    }
    if (this.offers.length > 0) this.schedule();
    else this.arm();
  }

  private runAndCommit(offers: readonly Offer[]): Leaving {
    const { group, store, wiring, crash, metrics } = this;
    const now = this.now();
    for (const { post } of offers) {
      group.deliver({ ...post, sequence: this.sequence++, arrivesAt: now });
    }
    const events = group.runBefore(now + 1, now);
    const { facts, posts } = group.take();
    const leaving = this.sort(wiring.arrange(posts));
    for (const post of leaving.own) group.deliver(post);
    const marks = this.marks.splice(0);
    for (const { mark } of offers) if (mark !== undefined) marks.push(mark);
    crash.pass('beforeCommit');
    const wrote = store.commit(group.cells, group.chance, {
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
    crash.pass('afterCommit');
    metrics.onCommit(wrote, offers.length, events, facts.length);
    if (wrote && store.commits % PRUNE_EVERY === 0) this.prune(now);
    return leaving;
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

/** The messages of one commit, by the way they leave. */
interface Leaving {
  readonly wire: { readonly recipient: string; readonly message: Message }[];
  readonly own: Post[];
  readonly door: DoorRow[];
}
