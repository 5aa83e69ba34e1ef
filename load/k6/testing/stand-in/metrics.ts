/** Stands in for `k6/metrics`: keeps every value with its tags, and evaluates thresholds on them. */

export type Tags = Readonly<Record<string, string>>;
type Kind = 'counter' | 'gauge' | 'rate' | 'trend';

interface Sample {
  readonly value: number;
  readonly tags: Tags;
}

export interface Kept {
  readonly kind: Kind;
  readonly samples: Sample[];
}

/** By name, of all virtual users. */
export const metrics = new Map<string, Kept>();

/** k6 takes new metrics while a copy of the script is loaded, and values once the load has begun. */
export const phase = { loading: 0, hasBegun: false };

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

class Metric {
  readonly name: string;
  private readonly kept: Kept;

  constructor(name: string, kind: Kind) {
    if (phase.loading === 0) throw new Error('metrics must be declared in the init context');
    if (!NAME.test(name)) throw new Error(`Invalid metric name: '${name}'`);
    const known = metrics.get(name);
    if (known !== undefined && known.kind !== kind)
      throw new Error(`metric '${name}' already exists but with type ${known.kind}`);
    this.name = name;
    this.kept = known ?? { kind, samples: [] };
    metrics.set(name, this.kept);
  }

  add(value: number | boolean, tags: Tags = {}): void {
    if (!phase.hasBegun) throw new Error('metrics cannot be added to in the init context');
    const number = Number(value);
    if (!Number.isFinite(number))
      throw new Error(`${String(value)} is an invalid value for ${this.name}`);
    for (const [tag, text] of Object.entries(tags))
      if (typeof text !== 'string') throw new Error(`the tag ${tag} of ${this.name} is no text`);
    this.kept.samples.push({ value: number, tags });
  }
}

export class Counter extends Metric {
  constructor(name: string, _isTime = false) {
    super(name, 'counter');
  }
}

export class Gauge extends Metric {
  constructor(name: string, _isTime = false) {
    super(name, 'gauge');
  }
}

export class Rate extends Metric {
  constructor(name: string, _isTime = false) {
    super(name, 'rate');
  }
}

export class Trend extends Metric {
  constructor(name: string, _isTime = false) {
    super(name, 'trend');
  }
}

/** Of all samples that have this tag; undefined where there are none. */
export function valuesOf(
  { kind, samples }: Kept,
  stats: readonly string[],
  tag?: readonly [name: string, value: string],
): Record<string, number> | undefined {
  const values = samples
    .filter(({ tags }) => tag === undefined || tags[tag[0]] === tag[1])
    .map(({ value }) => value);
  if (values.length === 0) return undefined;
  const sum = values.reduce((all, value) => all + value, 0);
  if (kind === 'counter') return { count: sum };
  if (kind === 'rate') return { rate: sum / values.length, passes: sum };
  if (kind === 'gauge')
    return { value: values.at(-1)!, min: Math.min(...values), max: Math.max(...values) };
  const sorted = Float64Array.from(values).sort();
  return Object.fromEntries(stats.map((name) => [name, statOf(sorted, name)]));
}

function statOf(sorted: Float64Array, name: string): number {
  const [, percentile] = /^p\(([\d.]+)\)$/.exec(name) ?? [];
  if (percentile !== undefined) return quantile(sorted, Number(percentile) / 100);
  const known: Readonly<Record<string, number>> = {
    count: sorted.length,
    min: sorted[0]!,
    max: sorted.at(-1)!,
    med: quantile(sorted, 0.5),
    avg: sorted.reduce((all, value) => all + value, 0) / sorted.length,
  };
  const value = known[name];
  if (value === undefined) throw new Error(`${name} is no statistic of a trend`);
  return value;
}

/** Between the two nearest, in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}

const OPERATORS: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '==': (one, other) => one === other,
};

export interface Judged {
  readonly values: Record<string, number>;
  readonly thresholds: Record<string, { ok: boolean }>;
}

/**
 * A row of `options.thresholds`; one whose metric has no values holds, as in k6.
 * @throws Error where there is no such metric, or no such statistic of it.
 */
export function judged(key: string, bounds: readonly string[], stats: readonly string[]): Judged {
  const [, name = '', tag, wanted] = /^(\w+)(?:\{(\w+):([^}]*)\})?$/.exec(key) ?? [];
  const kept = metrics.get(name);
  if (kept === undefined) throw new Error(`invalid threshold defined on ${key}; no metric name`);
  const at = tag === undefined ? undefined : ([tag, wanted ?? ''] as const);
  const values = valuesOf(kept, stats, at);
  const thresholds = bounds.map((bound) => {
    const [, stat = '', operator = '', limit = ''] =
      /^([a-z]+(?:\([\d.]+\))?)(<=|>=|==|<|>)([\d.]+)$/.exec(bound) ?? [];
    const compare = OPERATORS[operator];
    if (compare === undefined) throw new Error(`unparsable threshold: ${bound}`);
    if (kept.kind !== 'trend' && !STATS[kept.kind].includes(stat))
      throw new Error(`a ${kept.kind} has no ${stat}: ${key} ${bound}`);
    const trend = valuesOf(kept, [stat], at)?.[stat];
    const ok = values === undefined || compare(values[stat] ?? trend ?? 0, Number(limit));
    return [bound, { ok }];
  });
  const none = kept.kind === 'counter' ? { count: 0 } : {};
  return {
    values: values ?? none,
    thresholds: Object.fromEntries(thresholds) as Judged['thresholds'],
  };
}

const STATS: Readonly<Record<Exclude<Kind, 'trend'>, readonly string[]>> = {
  counter: ['count', 'rate'],
  rate: ['rate'],
  gauge: ['value'],
};
