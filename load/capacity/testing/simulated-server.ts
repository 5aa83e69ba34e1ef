/**
 * A server of known capacity in simulated time, with a load on it: one queue, first come first served; a movement's next message is sent when the last
 * one was answered. For tests of the search; no clock, no socket.
 */
import { Chance } from '../../../simulator/core/chance.ts';
import type { Finding, Interval, LoadReport, Percentiles } from '../../report/load-report.ts';
import type { Probe, ProbeStep } from '../probe.ts';
import { TargetLost } from '../probe.ts';

export interface SimulatedServer {
  /** Messages that it serves in a second while it is not stalled. */
  readonly perSecond: number;
  readonly service: 'even' | 'exponential';
  readonly messagesPerMovement: number;
  readonly seed: string;
  /** Seconds for which a rate has to be held. */
  readonly hold: number;
  /** It serves nothing for `seconds` at the end of every `every`. */
  readonly stalls?: { readonly every: number; readonly seconds: number };
  /** From one probe to the next it is faster or slower by up to this share. */
  readonly noise?: number;
  /** Share of the probes in which neighbours stop it for three seconds. */
  readonly disturbed?: number;
  /** Movements a second that the generator can begin. */
  readonly generatorMost?: number;
  /** It answers one in so many wrongly. */
  readonly wrongOneIn?: number;
  /** It is gone when it has this much to do, in messages a second. */
  readonly diesAbove?: number;
  /** Added to every answer, in ms. */
  readonly slowness?: number;
}

const WARM_UP = 2;
const DISTURBANCE = 3;
/** Seconds from the answer to a movement's message to its next one. */
const GAP = 0.05;

/** Movements a second that it carries: stalls taken off, nothing else. */
export const capacityOf = ({ perSecond, messagesPerMovement, stalls }: SimulatedServer): number =>
  (perSecond / messagesPerMovement) *
  (stalls === undefined ? 1 : 1 - stalls.seconds / stalls.every);

/** A probe of it; every call has a stream of chance of its own, by the step's number. */
export function simulatedProbe(server: SimulatedServer): Probe {
  const chance = new Chance(server.seed);
  return (rate, step) => {
    const draw = chance.stream(`probe ${String(step.number)}`).next;
    if (rate * server.messagesPerMovement > (server.diesAbove ?? Infinity))
      return Promise.reject(new TargetLost('connect ECONNREFUSED'));
    return Promise.resolve({ report: load(server, rate, step, draw) });
  };
}

function load(
  server: SimulatedServer,
  rate: number,
  step: ProbeStep,
  draw: () => number,
): LoadReport {
  const { generatorMost = Infinity, slowness = 0, messagesPerMovement } = server;
  const seconds = Math.max(5, Math.round(server.hold * step.share));
  const end = WARM_UP + seconds;
  const speed = server.perSecond * (1 + (server.noise ?? 0) * (2 * draw() - 1));
  const stop = draw() < (server.disturbed ?? 0) ? WARM_UP + 1 + draw() * (seconds - 1) : Infinity;
  const movements = Math.ceil(rate * end);
  const due: number[] = [];
  const answered: number[] = [];
  const number: number[] = [];
  let begun = 0;
  let followed = 0;
  let free = 0;
  // What is due next: a movement's first message, or the next one of a movement whose last one was answered.
  for (;;) {
    while (number[followed] === messagesPerMovement) followed++;
    const first = begun < movements ? begun / rate : Infinity;
    const next = (answered[followed] ?? Infinity) + GAP;
    const at = Math.min(first, next);
    if (at >= end) break;
    const sent = first <= next ? Math.max(at, begun / generatorMost) : at;
    number.push(first <= next ? 1 : number[followed]! + 1);
    if (first <= next) begun++;
    else followed++;
    const begins = resumed(Math.max(sent, free), server.stalls, stop);
    free = begins + (server.service === 'even' ? 1 : -Math.log(1 - draw())) / speed;
    due.push(at);
    answered.push(free + slowness / 1_000);
  }
  return reportOf(server, { rate, seconds, due, answered, late: rate > generatorMost ? 1_000 : 0 });
}

/** When it goes on serving. */
function resumed(at: number, stalls: SimulatedServer['stalls'], stop: number): number {
  const after = at >= stop && at < stop + DISTURBANCE ? stop + DISTURBANCE : at;
  if (stalls === undefined) return after;
  const into = after % stalls.every;
  return into > stalls.every - stalls.seconds ? after - into + stalls.every : after;
}

interface Loaded {
  readonly rate: number;
  readonly seconds: number;
  /** In seconds: when each should have been sent, and when it was answered; both rising. */
  readonly due: readonly number[];
  readonly answered: readonly number[];
  /** Of the generator, in ms. */
  readonly late: number;
}

function reportOf(server: SimulatedServer, loaded: Loaded): LoadReport {
  const { rate, seconds, due, answered, late } = loaded;
  const counts = (t: number): boolean => t >= WARM_UP && t < WARM_UP + seconds;
  const latencies = due.flatMap((t, i) => (counts(t) ? [1_000 * (answered[i]! - t)] : []));
  const achieved = answered.reduce((sum, t) => sum + (counts(t) ? 1 : 0), 0);
  const { wrongOneIn = Infinity, messagesPerMovement } = server;
  const wrong = Math.floor(achieved / wrongOneIn);
  const percentiles = percentilesOf(latencies);
  return {
    ...{ format: 1, profile: 'constant', target: 'simulated', through: 'ice', seed: server.seed },
    startedAt: '2026-07-14T06:00:00.000Z',
    ...{ seconds, warmUp: WARM_UP },
    machine: { cpus: 1, runtime: 'simulated' },
    asked: { movements: rate, messages: latencies.length / seconds },
    achieved: {
      movements: achieved / seconds / messagesPerMovement,
      messages: achieved / seconds,
    },
    acknowledgement: percentiles,
    delivery: percentiles,
    byType: { X001: percentiles },
    schedule: { ...percentiles, p50: late / 2, p90: late, p99: late, p999: late, max: late },
    backlog: { most: 0, atEnd: 0, growth: 0 },
    generatorCpu: 0.2,
    checked: {
      ...{ answers: achieved, wrong },
      findings: Array.from({ length: Math.min(wrong, 100) }, altered),
    },
    intervals: intervalsOf(loaded),
    objections: [],
    generatorLimited: late > 0,
  };
}

const altered = (_: unknown, i: number): Finding => ({
  kind: 'altered',
  rule: 'design 6',
  messageId: `GEO-${String(i)}`,
  messageType: 'X001',
  mrn: undefined,
  detail: 'the recipient has other content than was sent',
});

/** What was due and what was answered, second by second. */
function intervalsOf({ rate, seconds, due, answered }: Loaded): Interval[] {
  const intervals: Interval[] = [];
  let sent = 0;
  let done = 0;
  for (let at = 1; at <= WARM_UP + seconds; at++) {
    const [sentBefore, doneBefore] = [sent, done];
    while (sent < due.length && due[sent]! < at) sent++;
    while (done < answered.length && answered[done]! < at) done++;
    const latencies = answered
      .slice(doneBefore, done)
      .map((t, i) => 1_000 * (t - due[doneBefore + i]!));
    const { p50, p99 } = percentilesOf(latencies);
    const acknowledged = done - doneBefore;
    const counts = { sent: sent - sentBefore, acknowledged, delivered: acknowledged };
    intervals.push({ at, movements: rate, ...counts, p50, p99, backlog: sent - done });
  }
  return intervals;
}

function percentilesOf(latencies: readonly number[]): Percentiles {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const [p50, p90, p99, p999] = [at(0.5), at(0.9), at(0.99), at(0.999)];
  return { count: sorted.length, p50, p90, p99, p999, max: sorted.at(-1) ?? 0 };
}
