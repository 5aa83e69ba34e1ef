/** The figures that this project promises, each with its goal, and what a bench reports about one. The only place where the goals stand. */

/** What one bench found. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The same work done by something to compare with, measured in the same run, in the same unit. */
  readonly peer?: { readonly what: string; readonly value: number };
  /** Value ÷ peer. */
  readonly ratio?: number;
  /** On the ratio or on the value, as `GOALS` says. */
  readonly goal?: { readonly op: '>=' | '<='; readonly value: number };
  readonly met?: boolean;
}

interface Goal {
  readonly what: string;
  /** Of the value; a goal on a ratio has none. */
  readonly unit: string;
  readonly on: 'value' | 'ratio';
  readonly op: '>=' | '<=';
  readonly value: number;
}

export const GOALS = {
  'kernel-tandem': {
    what: 'bare kernel, tandem of six M/M/3 queues, ÷ SimPy',
    unit: 'events/s',
    on: 'ratio',
    op: '>=',
    value: 25,
  },
  'procedure-event-cost': {
    what: 'full procedure with journal, hash and invariants, cost per event ÷ bare kernel',
    unit: 'µs/event',
    on: 'ratio',
    op: '<=',
    value: 6,
  },
  'movement-cost-growth': {
    what: 'cost per movement, 1 M movements ÷ 100 k movements',
    unit: 'µs/movement',
    on: 'ratio',
    op: '<=',
    value: 1.15,
  },
  'movement-memory': {
    what: 'memory per live movement',
    unit: 'B',
    on: 'value',
    op: '<=',
    value: 4_096,
  },
  'run-fork': {
    what: 'fork of a run with 10,000 live movements ÷ structuredClone of the same state',
    unit: 'ms',
    on: 'ratio',
    op: '<=',
    value: 1 / 20,
  },
  'explore-rate': {
    what: 'explore: three countries, twenty movements, random faults',
    unit: 'seeds/h',
    on: 'value',
    op: '>=',
    value: 100_000,
  },
  'lockstep-day': {
    what: 'lockstep over aedes: a day of pilot traffic',
    unit: 's',
    on: 'value',
    op: '<=',
    value: 180,
  },
  'hash-equal': {
    what: 'same seed, same hash: on Deno, on Node, with JSON hops, in lockstep',
    unit: 'share of runs',
    on: 'value',
    op: '>=',
    value: 1,
  },
  'ice-durable-throughput': {
    what: 'ICE, durable before S001, behind aedes, ÷ mosquitto relaying alone',
    unit: 'messages/s',
    on: 'ratio',
    op: '>=',
    value: 0.5,
  },
  'generator-rate': {
    what: 'generator of load: messages sent, acknowledged and checked, by one process',
    unit: 'messages/s',
    on: 'value',
    op: '>=',
    value: 20_000,
  },
  'generator-lateness': {
    what: 'generator of load at that rate: how late messages leave, 99th percentile',
    unit: 'ms',
    on: 'value',
    op: '<=',
    value: 2,
  },
  'generator-stall': {
    what: 'a server stopped for 10 s of 60: 99th percentile measured, off what the arithmetic says',
    unit: 'share',
    on: 'value',
    op: '<=',
    value: 0.02,
  },
  'ice-durable-latency': {
    what: 'ICE, durable before S001, 2,000 messages/s: half have arrived ÷ (6 × mosquitto relaying alone + one flush)',
    unit: 'ms',
    on: 'ratio',
    op: '<=',
    value: 1,
  },
  'capacity-known': {
    what: 'capacity search on an exchange of known capacity: how far off',
    unit: 'share',
    on: 'value',
    op: '<=',
    value: 0.03,
  },
  'capacity-repeat': {
    what: 'capacity search on ICE, five times: half the spread ÷ mean',
    unit: 'share',
    on: 'value',
    op: '<=',
    value: 0.05,
  },
  'start-to-first-truck': {
    what: 'npm start to the first moving truck on screen',
    unit: 's',
    on: 'value',
    op: '<=',
    value: 5,
  },
  'dashboard-frames': {
    what: 'dashboard with 5,000 moving trucks in software-rendered Chromium',
    unit: 'frames/s',
    on: 'value',
    op: '>=',
    value: 30,
  },
  'dashboard-seek': {
    what: 'dashboard, seek in a journal of a million entries, 95th percentile',
    unit: 'ms',
    on: 'value',
    op: '<=',
    value: 150,
  },
} as const satisfies Record<string, Goal>;

export type FigureId = keyof typeof GOALS;

/** A figure with its goal judged; a goal on a ratio needs the peer. */
export function figure(
  id: FigureId,
  value: number,
  peer?: { readonly what: string; readonly value: number },
): Figure {
  const { what, unit, on, op, value: bound }: Goal = GOALS[id];
  if (on === 'ratio' && peer === undefined)
    throw new Error(`${id} is a ratio and needs a peer measured in the same run`);
  const ratio = peer === undefined ? undefined : value / peer.value;
  const judged = on === 'ratio' && ratio !== undefined ? ratio : value;
  return {
    id,
    what,
    value,
    unit,
    ...(peer === undefined ? {} : { peer }),
    ...(ratio === undefined ? {} : { ratio }),
    goal: { op, value: bound },
    met: op === '>=' ? judged >= bound : judged <= bound,
  };
}
