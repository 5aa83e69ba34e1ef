/** Latencies and rates of a load while it goes on: histograms of what counts, and a row for each second. Times in ms since the load began. */
import { build } from 'hdr-histogram-js';
import type { Histogram } from 'hdr-histogram-js';
import { backlogOf } from './backlog.ts';
import type { Metering } from './metering.ts';
import type { Interval, Percentiles } from '../report/load-report.ts';

/** Histograms count µs, to three digits. */
const histogram = (): Histogram =>
  build({ bitBucketSize: 32, autoResize: true, numberOfSignificantValueDigits: 3 });

const PER_MS = 1_000;

const record = (into: Histogram, ms: number): void => {
  into.recordValue(Math.max(0, Math.round(ms * PER_MS)));
};

export function percentilesOf(of: Histogram): Percentiles {
  const at = (percentile: number): number =>
    of.totalCount === 0 ? 0 : of.getValueAtPercentile(percentile) / PER_MS;
  return {
    count: of.totalCount,
    ...{ p50: at(50), p90: at(90), p99: at(99), p999: at(99.9) },
    max: of.totalCount === 0 ? 0 : of.maxValue / PER_MS,
  };
}

export class Meter implements Metering {
  readonly intervals: Interval[] = [];
  private readonly from: number;
  private readonly until: number;
  private readonly acknowledgement = histogram();
  private readonly delivery = histogram();
  private readonly schedule = histogram();
  private readonly byType = new Map<string, Histogram>();
  private second = emptySecond();
  private readonly ofSecond = histogram();
  /** Of the part that counts. */
  private counted = { movements: 0, asked: 0, movementsDone: 0, acknowledged: 0 };

  /** @param from, until the part that counts, in ms. */
  constructor(from: number, until: number) {
    this.from = from;
    this.until = until;
  }

  onBegun(intended: number): void {
    this.second.movements++;
    if (this.counts(intended)) this.counted.movements++;
  }

  /** A message has become due. */
  onDue(intended: number): void {
    if (this.counts(intended)) this.counted.asked++;
  }

  /** @param late ms after it was intended, and might have left. */
  onSent(late: number, intended: number): void {
    this.second.sent++;
    if (this.counts(intended)) record(this.schedule, late);
  }

  onAcknowledged(type: string, intended: number, now: number): void {
    this.second.acknowledged++;
    record(this.ofSecond, now - intended);
    if (this.counts(now)) this.counted.acknowledged++;
    if (!this.counts(intended)) return;
    record(this.acknowledgement, now - intended);
    let own = this.byType.get(type);
    if (own === undefined) this.byType.set(type, (own = histogram()));
    record(own, now - intended);
  }

  onDelivered(intended: number, now: number): void {
    this.second.delivered++;
    if (this.counts(intended)) record(this.delivery, now - intended);
  }

  onMovementDone(now: number): void {
    if (this.counts(now)) this.counted.movementsDone++;
  }

  /** Ends a second. @param backlog messages that are overdue or not acknowledged. */
  closeSecond(backlog: number): Interval {
    const { p50, p99 } = percentilesOf(this.ofSecond);
    const interval = { at: this.intervals.length + 1, ...this.second, p50, p99, backlog };
    this.intervals.push(interval);
    this.second = emptySecond();
    this.ofSecond.reset();
    return interval;
  }

  /** What is known of the whole load, for its report. @param endedAt in ms, where it may have ended before its time. */
  result(endedAt = this.until) {
    const until = Math.min(this.until, endedAt);
    const seconds = Math.max(0.001, (until - this.from) / 1_000);
    const { movements, asked, movementsDone, acknowledged } = this.counted;
    const rows = [...this.byType].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      seconds,
      asked: { movements: movements / seconds, messages: asked / seconds },
      achieved: { movements: movementsDone / seconds, messages: acknowledged / seconds },
      acknowledgement: percentilesOf(this.acknowledgement),
      delivery: percentilesOf(this.delivery),
      byType: Object.fromEntries(rows.map(([type, of]) => [type, percentilesOf(of)])),
      schedule: percentilesOf(this.schedule),
      backlog: backlogOf(this.intervals, this.from / 1_000, until / 1_000),
      intervals: this.intervals,
    };
  }

  private counts(time: number): boolean {
    return time >= this.from && time < this.until;
  }
}

const emptySecond = () => ({ movements: 0, sent: 0, acknowledged: 0, delivered: 0 });
