/** The counters that measures are made of: shares, durations, the worst ten; each over the whole period and since the last sample. */
import type { Side } from '../../simulator/core/world-facts.ts';
import type { BreakdownRow, WorstMovement } from './kpi.ts';
import type { Tracked } from './registry.ts';
import { Sketch } from './sketch.ts';

/** A sum over a number: a share (hits over cases), a mean (points over movements), a rate. */
export class Ratio {
  /** How often something was added. */
  n = 0;
  sum = 0;
  over = 0;
  private sumBefore = 0;
  private overBefore = 0;

  add(sum: number, over = 1): void {
    this.n++;
    this.sum += sum;
    this.over += over;
  }

  value(scale = 1): number | null {
    return this.over === 0 ? null : (scale * this.sum) / this.over;
  }

  recent(scale = 1): number | null {
    const over = this.over - this.overBefore;
    return over === 0 ? null : (scale * (this.sum - this.sumBefore)) / over;
  }

  next(): void {
    this.sumBefore = this.sum;
    this.overBefore = this.over;
  }
}

type By = BreakdownRow['by'];

interface Group<T> {
  readonly by: By;
  readonly key: string;
  readonly side: Side | null;
  readonly held: T;
}

/** A counter for each key: a post and side, a country, a rule. */
export class Groups<T> {
  private readonly groups = new Map<string, Group<T>>();
  private readonly make: () => T;

  constructor(make: () => T) {
    this.make = make;
  }

  at(by: By, key: string, side: Side | null = null): T {
    const id = side === null ? `${by} ${key}` : `${by} ${key} ${side}`;
    let group = this.groups.get(id);
    if (group === undefined) {
      group = { by, key, side, held: this.make() };
      this.groups.set(id, group);
    }
    return group.held;
  }

  /** Rows in order of kind, key and side. */
  rows(read: (held: T) => { readonly n: number; readonly value: number | null }): BreakdownRow[] {
    const ids = [...this.groups.keys()].sort();
    return ids.flatMap((id) => {
      const group = this.groups.get(id);
      if (group === undefined) return [];
      const { by, key, side, held } = group;
      return [{ by, key, side, ...read(held) }];
    });
  }
}

const WORST = 10;

/** The ten largest (or least) values, with their movements; of equal values the first stays. */
export class Worst {
  private readonly rows: WorstMovement[] = [];
  private readonly sign: 1 | -1;

  constructor(worse: 'larger' | 'smaller' = 'larger') {
    this.sign = worse === 'larger' ? 1 : -1;
  }

  add(movement: Tracked | undefined, value: number, t: number, where = ''): void {
    if (movement === undefined) return;
    const { rows, sign } = this;
    const last = rows[rows.length - 1];
    if (rows.length === WORST && last !== undefined && sign * value <= sign * last.value) return;
    let at = rows.length;
    while (at > 0 && sign * (rows[at - 1]?.value ?? 0) < sign * value) at--;
    rows.splice(at, 0, { lrn: movement.lrn, mrn: movement.mrn, value, t, where });
    rows.length = Math.min(rows.length, WORST);
  }

  list(): readonly WorstMovement[] {
    return [...this.rows];
  }
}

const MS_PER_SECOND = 1_000;
const SECONDS_PER_HOUR = 3_600;

/** Durations in whole seconds: quantiles of all, of the recent ones and of each group; the longest ten. */
export class Durations {
  readonly groups = new Groups(() => new Sketch());
  readonly means = new Groups(() => new Ratio());
  readonly mean = new Ratio();
  private readonly all = new Sketch();
  private readonly last = new Sketch();
  private readonly longest = new Worst();

  /** @param ms length; @param where for the list of the worst. */
  add(ms: number, t: number, movement: Tracked | undefined, where = ''): void {
    const seconds = Math.floor(ms / MS_PER_SECOND);
    this.all.add(seconds);
    this.last.add(seconds);
    this.mean.add(seconds / SECONDS_PER_HOUR);
    this.longest.add(movement, seconds / SECONDS_PER_HOUR, t, where);
  }

  group(ms: number, by: By, key: string, side: Side | null = null): void {
    if (key === '') return;
    const seconds = Math.floor(ms / MS_PER_SECOND);
    this.groups.at(by, key, side).add(seconds);
    this.means.at(by, key, side).add(seconds / SECONDS_PER_HOUR);
  }

  count(): number {
    return this.all.count;
  }

  /** Hours. */
  value(p: number): number | null {
    return hours(this.all.quantile(p));
  }

  recent(p: number): number | null {
    return hours(this.last.quantile(p));
  }

  rows(p: number): BreakdownRow[] {
    return this.groups.rows((sketch) => ({ n: sketch.count, value: hours(sketch.quantile(p)) }));
  }

  meanRows(): BreakdownRow[] {
    return this.means.rows((held) => ({ n: held.over, value: held.value() }));
  }

  worst(): readonly WorstMovement[] {
    return this.longest.list();
  }

  next(): void {
    this.last.clear();
    this.mean.next();
  }
}

const hours = (seconds: number | null): number | null =>
  seconds === null ? null : seconds / SECONDS_PER_HOUR;
