/** The back of the time bar: how much happened when, and what stood out: storms, faults, commands, nodes that went down. */
import type { Entry } from '../../simulator/core/cell.ts';
import { MINUTE } from '../../simulator/core/time.ts';
import { known } from './known-entry.ts';

export type MarkKind =
  | 'storm'
  | 'portClosed'
  | 'fault'
  | 'nodeDown'
  /** Somebody let it leave. */
  | 'nodeLeft'
  | 'nodeUp'
  | 'command'
  | 'seat'
  | 'handedOver'
  | 'ended';

export interface Mark {
  readonly kind: MarkKind;
  readonly t: number;
  /** End of what has one: a storm, a closure, a fault. */
  readonly until: number | null;
  /** A port, node, seat or command; of a fault its kind. */
  readonly what: string;
  /** What the scenario says of a fault. */
  readonly said?: Readonly<Record<string, unknown>>;
}

export interface DensityView {
  /** Begin of the first bucket. */
  readonly from: number;
  readonly bucketMs: number;
  /** Entries per bucket. */
  readonly counts: readonly number[];
  readonly marks: readonly Mark[];
}

/** Buckets at the most; past that, two become one. */
const BUCKETS = 1_024;
const MARKS = 2_000;

export class Density {
  private bucketMs: number;
  private from = -1;
  private counts: number[] = [];
  private readonly marks: Mark[] = [];

  /** @param bucketMs length of a bucket at the start; it doubles as the run grows. */
  constructor(bucketMs = MINUTE) {
    this.bucketMs = bucketMs;
  }

  step(entry: Entry): void {
    if (this.from < 0) this.from = entry.t - (entry.t % this.bucketMs);
    let bucket = Math.floor((entry.t - this.from) / this.bucketMs);
    while (bucket >= BUCKETS) {
      this.halve();
      bucket = Math.floor((entry.t - this.from) / this.bucketMs);
    }
    while (this.counts.length <= bucket) this.counts.push(0);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.mark(entry);
  }

  view(): DensityView {
    const { bucketMs, from } = this;
    return { from: Math.max(0, from), bucketMs, counts: [...this.counts], marks: [...this.marks] };
  }

  private halve(): void {
    this.bucketMs *= 2;
    const half: number[] = [];
    for (let i = 0; i < this.counts.length; i += 2) {
      half.push((this.counts[i] ?? 0) + (this.counts[i + 1] ?? 0));
    }
    this.counts = half;
  }

  private mark(entry: Entry): void {
    const fact = known(entry);
    switch (fact.type) {
      case 'PortClosed':
        this.add(fact.why === 'weather' ? 'storm' : 'portClosed', fact.t, fact.until, fact.port);
        break;
      case 'NodeDown':
        this.add(fact.why === 'left' ? 'nodeLeft' : 'nodeDown', fact.t, null, fact.node);
        break;
      case 'NodeUp':
        this.add('nodeUp', fact.t, null, fact.node);
        break;
      case 'CommandGiven': {
        const type = fact.command['type'];
        // A fault has its own mark.
        if (type === 'fault' || type === 'faultHeals') break;
        this.add('command', fact.t, null, typeof type === 'string' ? type : '');
        break;
      }
      case 'SeatTaken':
      case 'SeatReturned':
        this.add('seat', fact.t, null, fact.seat);
        break;
      case 'HandedOver':
        this.add('handedOver', fact.t, null, '');
        break;
      case 'RunEnded':
        this.add('ended', fact.t, null, fact.why);
        break;
      case 'FaultInjected':
        this.add('fault', fact.t, fact.until, fact.kind, fact.said);
        break;
      default:
        break;
    }
  }

  private add(
    kind: MarkKind,
    t: number,
    until: number | null,
    what: string,
    said?: Mark['said'],
  ): void {
    if (this.marks.length < MARKS)
      this.marks.push({ kind, t, until, what, ...(said === undefined ? {} : { said }) });
  }
}
