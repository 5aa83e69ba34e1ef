/** Message latency: from sending to receipt, for messages from node to node over ICE; median and 95th percentile. */
import { both } from '../../nodes/common/bilingual.ts';
import { DELIVERY_TARGET_MS } from './communication.ts';
import { atMost } from './goals.ts';
import type { KpiText } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { Sketch } from './sketch.ts';
import { Groups, Worst } from './tally.ts';

const MS_PER_SECOND = 1_000;

export class MessageLatency implements Measure {
  readonly all = new Sketch();
  readonly last = new Sketch();
  readonly byNode = new Groups(() => new Sketch());
  readonly slowest = new Worst();
  readonly count: Handlers;

  constructor({ registry }: Range) {
    this.count = {
      MessageSettled: ({ t, sentAt, msg, to, mrn, refused }) => {
        if (refused !== null) return;
        const ms = t - sentAt;
        this.all.add(ms);
        this.last.add(ms);
        this.byNode.at('node', to).add(ms);
        const movement = mrn === null ? undefined : registry.ofMrn(mrn);
        this.slowest.add(movement, ms / MS_PER_SECOND, t, msg);
      },
    };
  }

  next(): void {
    this.last.clear();
  }
}

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / MS_PER_SECOND);

const text = (id: string, share: string, shareRu: string): KpiText => ({
  id,
  title: both(`Message latency, ${share}`, `Задержка сообщений, ${shareRu}`),
  unit: 's',
  digits: 2,
  group: 'operations',
  definition: both(
    `Time from the sending of a message at one node until its recipient has taken it, over ICE: the ${share}. Refused messages and broadcasts are left out. The table is by recipient.`,
    `Время от отправки сообщения узлом до его принятия получателем через ICE: ${shareRu}. Отклонённые и широковещательные сообщения не учитываются. Таблица – по получателям.`,
  ),
  unfinished: both('messages under way are left out', 'сообщения в пути не учитываются'),
  source: 'domain 11 (R)',
});

const kpi = (p: number, words: KpiText) =>
  kpiOf(words, {
    measure: MessageLatency,
    value: (m) => seconds(m.all.quantile(p)),
    recent: (m) => seconds(m.last.quantile(p)),
    count: (m) => m.all.count,
    breakdown: (m) =>
      m.byNode.rows((sketch) => ({ n: sketch.count, value: seconds(sketch.quantile(p)) })),
    worst: (m) => m.slowest.list(),
  });

export const messageLatencyP50 = kpi(0.5, text('messageLatencyP50', 'median', 'медиана'));
export const messageLatencyP95 = kpi(0.95, {
  ...text('messageLatencyP95', '95th percentile', '95-й процентиль'),
  goal: atMost(DELIVERY_TARGET_MS / MS_PER_SECOND),
});
