/**
 * What one process counts of itself, and its OpenMetrics text. A message costs a few additions; the clock is read once a turn and once in 32
 * messages, so that an exchange at its limit does not spend itself on being watched.
 */
import process from 'node:process';
import { MESSAGE_CODES } from '../common/message-types.ts';
import { UNREADABLE } from '../common/envelope.ts';
import { Histogram } from './histogram.ts';
import { LoopDelay } from './loop-delay.ts';
import { COMMIT_BOUNDS, METRICS, SECONDS_BOUNDS } from './metric-catalogue.ts';
import type { MetricName } from './metric-catalogue.ts';
import { END, familyText } from './openmetrics.ts';
import type { Distribution, Sample } from './openmetrics.ts';

/** Parts of a turn of the main thread, in their order. */
export const PARTS = ['read', 'step', 'write', 'flush', 'send'] as const;
export type Part = (typeof PARTS)[number];

/** One message in so many is timed while it is read. A power of two. */
const READ_EVERY = 32;

/** Types that messages may have; whatever else one calls itself counts as unreadable. */
const TYPES: readonly string[] = [UNREADABLE, ...MESSAGE_CODES];
const TYPE_INDEX = new Map(TYPES.map((type, index) => [type, index]));

/** What is read where it stands when somebody asks. */
export interface Gauges {
  /** Messages that wait to be confirmed. */
  readonly outbox: number;
  /** Messages held, by recipient. */
  readonly queues: readonly (readonly [recipient: string, messages: number])[];
  /** Bytes over the exchange's connections; undefined where the process has none, or cannot tell. */
  readonly traffic?: { readonly received: number; readonly sent: number } | undefined;
}

export class Metrics {
  private readonly participant: string;
  private readonly sources: readonly string[];
  private readonly neighbours: readonly string[];
  /** By source, then type. */
  private readonly taken: Float64Array;
  private readonly waiting: Int32Array;
  private readonly refused = new Map<string, number>();
  private readonly busyMs = new Float64Array(PARTS.length);
  private readonly take = new Histogram(SECONDS_BOUNDS);
  private readonly flush = new Histogram(SECONDS_BOUNDS);
  private readonly commitSizes = new Histogram(COMMIT_BOUNDS);
  private readonly late = new Histogram(SECONDS_BOUNDS);
  private readonly loop = new LoopDelay(this.late);
  private closed = 0;
  private sent = 0;
  private commits = 0;
  private events = 0;
  private facts = 0;

  private reads = 0;
  /** When the messages that are being read were there, in ms; it is read anew once a turn and once in `READ_EVERY` messages. */
  private readAt = 0;
  private isStale = true;
  /** Where the part of the turn at hand began. */
  private lapAt = 0;

  /**
   * @param participant the label of every figure.
   * @param sources all participants, by the index that messages come with.
   * @param neighbours those of them who hand messages over.
   */
  constructor(participant: string, sources: readonly string[], neighbours: readonly string[]) {
    this.participant = participant;
    this.sources = sources;
    this.neighbours = neighbours;
    this.taken = new Float64Array(sources.length * TYPES.length);
    this.waiting = new Int32Array(sources.length);
  }

  /** Watches the event loop until `end`; without it that figure stays empty. */
  begin(): void {
    this.loop.begin();
  }

  end(): void {
    this.loop.end();
  }

  /** A message is about to be parsed. @returns what `readEnds` is to be told. */
  readBegins(): number {
    const isTimed = this.reads++ % READ_EVERY === 0;
    if (!isTimed && !this.isStale) return 0;
    this.isStale = false;
    this.readAt = performance.now();
    return isTimed ? this.readAt : 0;
  }

  /** @param began from `readBegins`. */
  readEnds(began: number): void {
    if (began > 0) this.busyMs[PART.read]! += READ_EVERY * (performance.now() - began);
  }

  /**
   * A message waits for its turn.
   * @param source index of whoever handed it over.
   * @returns when it was read, in ms of `performance.now`: for `onSafe`.
   */
  onWaiting(source: number): number {
    this.waiting[source]!++;
    if (this.isStale) {
      this.isStale = false;
      this.readAt = performance.now();
    }
    return this.readAt;
  }

  /** A turn begins: what is read from now on was not there before. */
  turnBegins(): void {
    this.isStale = true;
    this.lapAt = performance.now();
  }

  /** A part of the turn is over. @returns the time, in ms of `performance.now`. */
  lap(part: Part): number {
    const now = performance.now();
    const length = now - this.lapAt;
    this.busyMs[PART[part]]! += length;
    this.lapAt = now;
    return now;
  }

  /** When the part of the turn at hand began, in ms of `performance.now`. */
  get lapped(): number {
    return this.lapAt;
  }

  /**
   * COMMIT is over.
   * @param began when it did, in ms of `performance.now`.
   * @param isAside it went on beside the turns, which did not wait for it.
   * @returns the time, likewise.
   */
  onFlushed(began = this.lapAt, isAside = false): number {
    const now = performance.now();
    if (!isAside) this.busyMs[PART.flush]! += now - began;
    this.flush.observe((now - began) / 1_000);
    this.lapAt = now;
    return now;
  }

  /** A turn is over, but for what it has set off: acknowledgements and packets are written when it returns. */
  turnEnds(): void {
    queueMicrotask(() => process.nextTick(() => this.lap('send')));
  }

  /**
   * A message is safe.
   * @param readAt from `onWaiting`.
   * @param now the same for all messages of a commit, in ms of `performance.now`.
   */
  onSafe(source: number, type: string, readAt: number, now: number): void {
    this.waiting[source]!--;
    this.taken[source * TYPES.length + (TYPE_INDEX.get(type) ?? 0)]!++;
    this.take.observe((now - readAt) / 1_000);
  }

  onCommit(wrote: boolean, taken: number, events: number, facts: number): void {
    if (wrote) this.commits++;
    if (wrote && taken > 0) this.commitSizes.observe(taken);
    this.events += events;
    this.facts += facts;
  }

  onSent(sent: number): void {
    this.sent += sent;
  }

  /** A message broke this rule. */
  onRefused(rule: string): void {
    this.refused.set(rule, (this.refused.get(rule) ?? 0) + 1);
  }

  /** A connection was closed for a false sender or topic. */
  onClosed(): void {
    this.closed++;
  }

  /** As OpenMetrics. */
  text(gauges: Gauges): string {
    const figures = this.figures(gauges);
    const names = Object.keys(METRICS) as MetricName[];
    const common = { participant: this.participant };
    return (
      names.map((name) => familyText(name, METRICS[name], common, figures[name])).join('') + END
    );
  }

  private figures({
    outbox,
    queues,
    traffic,
  }: Gauges): Readonly<Record<MetricName, readonly Sample[] | Distribution>> {
    const { user, system } = process.cpuUsage();
    return {
      rehearse_messages_taken: this.takenSamples(),
      rehearse_messages_refused: labelled('rule', this.refused),
      rehearse_connections_closed: single(this.closed),
      rehearse_messages_sent: single(this.sent),
      rehearse_commits: single(this.commits),
      rehearse_events: single(this.events),
      rehearse_facts: single(this.facts),
      rehearse_take_seconds: this.take,
      rehearse_flush_seconds: this.flush,
      rehearse_commit_messages: this.commitSizes,
      rehearse_busy_seconds: labelled(
        'part',
        PARTS.map((part, i) => [part, (this.busyMs[i] ?? 0) / 1_000]),
      ),
      rehearse_waiting_messages: labelled(
        'country',
        this.neighbours.map((one) => [one, this.waiting[this.sources.indexOf(one)] ?? 0]),
      ),
      rehearse_queue_messages: labelled('recipient', queues),
      rehearse_outbox_messages: single(outbox),
      rehearse_event_loop_delay_seconds: this.late,
      rehearse_received_bytes: traffic === undefined ? [] : single(traffic.received),
      rehearse_sent_bytes: traffic === undefined ? [] : single(traffic.sent),
      process_cpu_seconds: single((user + system) / 1_000_000),
      process_resident_memory_bytes: single(process.memoryUsage().rss),
      process_start_time_seconds: single(performance.timeOrigin / 1_000),
    };
  }

  /** Those that have come at all: there are a hundred types, and each country sends a dozen. */
  private takenSamples(): Sample[] {
    const samples: Sample[] = [];
    this.taken.forEach((value, slot) => {
      if (value === 0) return;
      const from = this.sources[Math.floor(slot / TYPES.length)] ?? '';
      const type = TYPES[slot % TYPES.length] ?? '';
      samples.push({ labels: { type, from }, value });
    });
    return samples;
  }
}

const PART = Object.fromEntries(PARTS.map((part, i) => [part, i])) as Readonly<
  Record<Part, number>
>;

const single = (value: number): Sample[] => [{ labels: {}, value }];

const labelled = (
  label: string,
  figures: Iterable<readonly [text: string, value: number]>,
): Sample[] => Array.from(figures, ([text, value]) => ({ labels: { [label]: text }, value }));
