/** Messages on their way to the exchange or from it: published in order, a bounded number at a time, until their recipient confirms them. */
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import type { Store, WireRow } from './store.ts';

/** Publishes on the wire; settles when the broker has it, fails when the connection is lost. */
export type Publish = (topic: string, payload: string) => Promise<void>;

interface Pending {
  readonly seq: number;
  readonly arrivesAt: SimTime;
  /** On the wire since the recipient was last ready. */
  published: boolean;
}

/** What waits for one recipient. */
interface Lane {
  ready: boolean;
  readonly pending: Map<string, Pending>;
  /** Keys not yet on the wire, first to last. */
  waiting: string[];
  onWire: number;
}

/**
 * Rows are stored by the commit that made them, before `add`. Nothing is published while the recipient is away; when it is ready again,
 * all that is not confirmed is published anew: the recipient drops what it had.
 */
export class WireOutbox {
  private readonly store: Store;
  private readonly publish: Publish;
  private readonly window: number;
  private readonly lanes = new Map<string, Lane>();
  private confirmed: number[] = [];

  constructor(store: Store, publish: Publish, window: number = LIMITS.inFlightPerRecipient) {
    this.store = store;
    this.publish = publish;
    this.window = window;
    for (const { seq, recipient, key, arrivesAt } of store.wireRows()) {
      const lane = this.lane(recipient);
      lane.pending.set(key, { seq, arrivesAt, published: false });
      lane.waiting.push(key);
    }
  }

  /** Takes over a row that has just been committed. */
  add(row: WireRow): void {
    const lane = this.lane(row.recipient);
    const pending = { seq: row.seq, arrivesAt: row.arrivesAt, published: false };
    lane.pending.set(row.key, pending);
    if (lane.ready && lane.waiting.length === 0 && lane.onWire < this.window) {
      this.send(lane, pending, row.topic, row.payload);
    } else {
      lane.waiting.push(row.key);
    }
  }

  /** The recipient has it. The row is deleted with the next commit (`takeConfirmed`). */
  private confirm(recipient: string, key: string): void {
    const lane = this.lanes.get(recipient);
    const pending = lane?.pending.get(key);
    if (lane === undefined || pending === undefined) return;
    lane.pending.delete(key);
    if (pending.published) lane.onWire--;
    this.confirmed.push(pending.seq);
    this.pump(lane);
  }

  /** Lockstep: whatever arrives before this instant was taken and committed by its recipient. */
  settle(before: SimTime): void {
    for (const [recipient, lane] of this.lanes) {
      for (const [key, { arrivesAt }] of lane.pending)
        if (arrivesAt < before) this.confirm(recipient, key);
    }
  }

  takeConfirmed(): number[] {
    const { confirmed } = this;
    this.confirmed = [];
    return confirmed;
  }

  /** The recipient listens (again). */
  ready(recipient: string): void {
    const lane = this.lane(recipient);
    lane.ready = true;
    lane.onWire = 0;
    lane.waiting = [...lane.pending.keys()];
    for (const pending of lane.pending.values()) pending.published = false;
    this.pump(lane);
  }

  away(recipient: string): void {
    this.lane(recipient).ready = false;
  }

  /** Publishes again what is on the wire and not confirmed. */
  republish(): void {
    for (const [recipient, lane] of this.lanes) {
      if (!lane.ready || lane.pending.size === 0) continue;
      this.ready(recipient);
    }
  }

  private lane(recipient: string): Lane {
    let lane = this.lanes.get(recipient);
    if (lane === undefined) {
      lane = { ready: false, pending: new Map(), waiting: [], onWire: 0 };
      this.lanes.set(recipient, lane);
    }
    return lane;
  }

  private pump(lane: Lane): void {
    if (!lane.ready || lane.waiting.length === 0) return;
    let taken = 0;
    while (taken < lane.waiting.length && lane.onWire < this.window) {
      const pending = lane.pending.get(lane.waiting[taken++]!);
      const content = pending === undefined ? undefined : this.store.wireContent(pending.seq);
      if (pending !== undefined && content !== undefined)
        this.send(lane, pending, content.topic, content.payload);
    }
    lane.waiting.splice(0, taken);
  }

  private send(lane: Lane, pending: Pending, topic: string, payload: string): void {
    pending.published = true;
    lane.onWire++;
    this.put(topic, payload);
  }

  private put(topic: string, payload: string): void {
    // A lost connection ends in `away` and `ready`, which publishes anew.
    this.publish(topic, payload).catch(() => undefined);
  }
}
