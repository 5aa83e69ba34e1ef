/** System Downtime: the share of node time in which a node or ICE did not answer, announced windows left out. */
import { both } from '../../nodes/common/bilingual.ts';
import { parseIsoUtc } from '../../simulator/core/time.ts';
import { atMost } from './goals.ts';
import type { BreakdownRow } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';

/** How it is known that a node does not answer: its host says so, ICE holds no receipt, or it has told so itself. */
type Cause = 'down' | 'silent' | 'outage';

interface Availability {
  /** Down since; null while it is up. */
  downSince: number | null;
  /** It is down until the last of them is over. */
  readonly causes: Set<Cause>;
  /** Down in ended outages of the period, in ms, less what was announced. */
  downMs: number;
  /** Announced window, if one was. */
  from: number;
  to: number;
  outages: number;
}

const up = (): Availability => ({
  downSince: null,
  causes: new Set(),
  downMs: 0,
  from: 0,
  to: 0,
  outages: 0,
});

export class Downtime implements Measure {
  readonly learn: Handlers;
  private readonly range: Range;
  private readonly nodes: ReadonlyMap<string, Availability>;
  private before = 0;
  private since = 0;

  constructor(range: Range) {
    this.range = range;
    this.nodes = new Map(range.nodes.map((id) => [id, up()]));
    this.learn = {
      NodeDown: ({ node, t }) => this.begins(node, 'down', t),
      // Whoever is up again answers, though ICE hears it a little later.
      NodeUp: ({ node, t }) => this.ends(node, ['down', 'silent'], t),
      NodeSilent: ({ node, since, t }) => this.begins(node, 'silent', parseIsoUtc(since) ?? t),
      NodeHeard: ({ node, t }) => this.ends(node, ['silent'], t),
      OutageAnnounced: ({ node, from, to, unplanned, t }) => {
        const begins = parseIsoUtc(from) ?? t;
        if (unplanned === true) {
          this.begins(node, 'outage', begins);
          return;
        }
        const found = this.nodes.get(node);
        if (found === undefined) return;
        found.from = begins;
        found.to = to === undefined ? Infinity : (parseIsoUtc(to) ?? 0);
      },
      OutageEnded: ({ node, t }) => {
        this.ends(node, ['outage', 'silent'], t);
        const found = this.nodes.get(node);
        if (found !== undefined) found.to = Math.min(found.to, t);
      },
    };
  }

  private begins(node: string, cause: Cause, since: number): void {
    const found = this.nodes.get(node);
    if (found === undefined) return;
    found.causes.add(cause);
    if (found.downSince !== null) return;
    found.downSince = since;
    found.outages++;
  }

  private ends(node: string, causes: readonly Cause[], t: number): void {
    const found = this.nodes.get(node);
    if (found === undefined) return;
    for (const cause of causes) found.causes.delete(cause);
    if (found.downSince === null || found.causes.size > 0) return;
    found.downMs += this.downOf(found, t);
    found.downSince = null;
  }

  begin(t: number): void {
    this.since = t;
  }

  /** Of the outage that is on, what lies in the period and was not announced. */
  private downOf({ downSince, from, to }: Availability, now: number): number {
    const begun = this.range.begunAt;
    if (downSince === null || begun === null) return 0;
    const since = Math.max(downSince, begun);
    if (now <= since) return 0;
    const announced = Math.max(0, Math.min(now, to) - Math.max(since, from));
    return now - since - announced;
  }

  private downMs(now: number): number {
    let sum = 0;
    for (const node of this.nodes.values()) sum += node.downMs + this.downOf(node, now);
    return sum;
  }

  /** Percent of the time of all nodes together. */
  value(now: number): number | null {
    const { begunAt } = this.range;
    if (begunAt === null || now <= begunAt) return null;
    return (100 * this.downMs(now)) / ((now - begunAt) * this.nodes.size);
  }

  recent(now: number): number | null {
    const { begunAt } = this.range;
    if (begunAt === null || now <= this.since) return null;
    const down = this.downMs(now) - this.before;
    return (100 * down) / ((now - this.since) * this.nodes.size);
  }

  next(t: number): void {
    this.before = this.downMs(t);
    this.since = t;
  }

  outages(): number {
    let sum = 0;
    for (const { outages } of this.nodes.values()) sum += outages;
    return sum;
  }

  rows(now: number): BreakdownRow[] {
    const { begunAt } = this.range;
    return [...this.nodes].map(([key, node]) => {
      const down = node.downMs + this.downOf(node, now);
      const elapsed = begunAt === null ? 0 : now - begunAt;
      const value = elapsed <= 0 ? null : (100 * down) / elapsed;
      return { by: 'node', key, side: null, n: node.outages, value };
    });
  }
}

export const downtime = kpiOf(
  {
    id: 'downtime',
    title: both('System Downtime', 'Простой системы'),
    unit: '%',
    digits: 2,
    group: 'test2024',
    published: both('zero', 'ноль'),
    goal: atMost(0.1),
    definition: both(
      'Time in which a national node or ICE did not answer, without announced windows, as a share of the time of all of them together. 100 % less this is the availability.',
      'Время, когда национальный узел или ICE не отвечали, без объявленных окон, в доле от общего времени всех узлов. 100 % минус это значение – доступность.',
    ),
    unfinished: both(
      'an outage that is still on counts up to now',
      'продолжающийся простой учитывается до текущего момента',
    ),
    source: 'domain 11 (R)',
  },
  {
    measure: Downtime,
    value: (m, now) => m.value(now),
    recent: (m, now) => m.recent(now),
    count: (m) => m.outages(),
    breakdown: (m, now) => m.rows(now),
  },
);
