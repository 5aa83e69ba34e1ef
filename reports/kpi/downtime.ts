/** System Downtime: the share of node time in which a node or ICE did not answer, announced windows left out. */
import { both } from '../../nodes/common/bilingual.ts';
import { parseIsoUtc } from '../../simulator/core/time.ts';
import { atMost } from './goals.ts';
import type { BreakdownRow } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';

interface Availability {
  /** Down since; null while it is up. */
  downSince: number | null;
  /** Down in ended outages of the period, in ms, less what was announced. */
  downMs: number;
  /** Announced window, if one was. */
  from: number;
  to: number;
  outages: number;
}

export class Downtime implements Measure {
  readonly learn: Handlers;
  private readonly range: Range;
  private readonly nodes: ReadonlyMap<string, Availability>;
  private before = 0;
  private since = 0;

  constructor(range: Range) {
    this.range = range;
    this.nodes = new Map(
      range.nodes.map((id) => [id, { downSince: null, downMs: 0, from: 0, to: 0, outages: 0 }]),
    );
    this.learn = {
      NodeDown: ({ node, t }) => this.down(node, t),
      NodeUp: ({ node, t }) => this.up(node, t),
      NodeSilent: ({ node, since, t }) => this.down(node, parseIsoUtc(since) ?? t),
      NodeHeard: ({ node, t }) => this.up(node, t),
      OutageAnnounced: ({ node, from, to, unplanned, t }) => {
        const begins = parseIsoUtc(from) ?? t;
        if (unplanned === true) {
          this.down(node, begins);
          return;
        }
        const found = this.nodes.get(node);
        if (found === undefined) return;
        found.from = begins;
        found.to = to === undefined ? Infinity : (parseIsoUtc(to) ?? 0);
      },
      OutageEnded: ({ node, t }) => {
        this.up(node, t);
        const found = this.nodes.get(node);
        if (found !== undefined) found.to = Math.min(found.to, t);
      },
    };
  }

  /** Whoever finds it out first: the host, the node itself, or ICE, which holds no receipt. */
  private down(node: string, since: number): void {
    const found = this.nodes.get(node);
    if (found?.downSince !== null) return;
    found.downSince = since;
    found.outages++;
  }

  private up(node: string, t: number): void {
    const found = this.nodes.get(node);
    if (found?.downSince == null) return;
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
