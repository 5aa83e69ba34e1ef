/** What k6 says at the end of a run, in our own words: a table, and the report of a load as far as k6 can know it. */
import { both } from '../../nodes/common/bilingual.ts';
import { secondsOf } from '../generator/beginnings.ts';
import { isGeneratorLimited, objectionsTo } from '../generator/judge.ts';
import type { Profile } from '../profiles/profile.ts';
import type { LoadReport, Percentiles } from '../report/load-report.ts';

/** What k6 hands to `handleSummary` (grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary). */
export interface SummaryData {
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
  readonly state: { readonly testRunDurationMs: number };
}

export interface SummaryMetric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

export interface SummaryOptions {
  readonly target: string;
  readonly through: 'ice' | 'door';
  readonly profile: Profile;
  readonly seed: string;
  /** File for the report as JSON; empty: none. */
  readonly report: string;
}

/** Standard output and files, as k6 wants them: name → text. */
export function summaryOf(data: SummaryData, options: SummaryOptions): Record<string, string> {
  const report = reportOf(data, options);
  const text = { stdout: `\n${tableOf(report, data)}\n` };
  return options.report === ''
    ? text
    : { ...text, [options.report]: `${JSON.stringify(report, null, 2)}\n` };
}

/**
 * The report, with 0 where k6 cannot know: processors, its own share of them. Seconds one by one and single findings do not come out of k6; the latter
 * stand in its log.
 */
export function reportOf({ metrics, state }: SummaryData, options: SummaryOptions): LoadReport {
  const { target, through, profile, seed } = options;
  const seconds = Math.max(0.001, secondsOf(profile) - profile.warmUp);
  const value = (metric: string, of: string): number => metrics[metric]?.values[of] ?? 0;
  const perSecond = (metric: string): number => value(metric, 'count') / seconds;
  const measured = {
    format: 1 as const,
    ...{ profile: profile.name, target, through, seed },
    startedAt: new Date(Date.now() - state.testRunDurationMs).toISOString(),
    seconds,
    warmUp: profile.warmUp,
    machine: { cpus: 0, runtime: 'k6' },
    asked: { movements: perSecond('movements_asked'), messages: perSecond('messages_asked') },
    achieved: {
      movements: perSecond('movements_through'),
      messages: perSecond('messages_acknowledged'),
    },
    acknowledgement: percentilesOf(metrics['acknowledgement']),
    delivery: percentilesOf(metrics['delivery']),
    byType: byTagOf(metrics, 'acknowledgement', percentilesOf),
    schedule: percentilesOf(metrics['schedule']),
    backlog: {
      most: value('backlog', 'max'),
      atEnd: value('backlog', 'value'),
      growth: value('backlog_growth', 'value'),
    },
    generatorCpu: 0,
    checked: {
      answers: value('answers', 'count'),
      wrong: value('wrong_answers', 'count'),
      findings: [],
    },
    intervals: [],
  };
  const generatorLimited =
    isGeneratorLimited(measured, 0) || value('dropped_iterations', 'count') > 0;
  const objections = objectionsTo(measured, profile, generatorLimited);
  const unanswered = value('messages_acknowledged', 'count') - value('movements_through', 'count');
  if (through === 'door' && unanswered > 0)
    objections.push(
      both(
        `${String(unanswered)} declarations were taken and not answered by the office`,
        `деклараций принято и не отвечено ведомством: ${String(unanswered)}`,
      ),
    );
  if (value('finished', 'count') !== 1)
    objections.push(both('the load was ended before it was over', 'нагрузка прервана до конца'));
  return { ...measured, generatorLimited, objections };
}

function percentilesOf(metric: SummaryMetric | undefined): Percentiles {
  const at = (name: string): number => metric?.values[name] ?? 0;
  return {
    count: at('count'),
    ...{ p50: at('med'), p90: at('p(90)'), p99: at('p(99)'), p999: at('p(99.9)'), max: at('max') },
  };
}

/** Of a metric, what k6 kept apart by its tag and had values for. */
function byTagOf<T>(
  metrics: SummaryData['metrics'],
  name: string,
  of: (metric: SummaryMetric) => T,
): Record<string, T> {
  const rows: [string, T][] = [];
  for (const [key, metric] of Object.entries(metrics)) {
    const tag = /^(\w+)\{\w+:(.+)\}$/.exec(key);
    if (tag?.[1] === name && (metric.values['count'] ?? 0) > 0)
      rows.push([tag[2] ?? '', of(metric)]);
  }
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function tableOf(report: LoadReport, { metrics }: SummaryData): string {
  const { profile, target, seconds, asked, achieved, checked, objections, backlog } = report;
  const acknowledgedBy = report.through === 'door' ? '202' : 'S001';
  const counts = (name: string): string =>
    Object.entries(byTagOf(metrics, name, ({ values }) => values['count'] ?? 0))
      .map(([tag, count]) => `${tag} ${String(count)}`)
      .join(', ') || 'none';
  const puback = metrics['puback'];
  const lines = [
    `${profile} on ${target}, by k6: ${seconds.toFixed(0)} s that count`,
    '',
    `movements  asked ${rate(asked.movements)}, through ${rate(achieved.movements)}`,
    `messages   asked ${rate(asked.messages)}, acknowledged ${rate(achieved.messages)}`,
    ...(report.through === 'door'
      ? []
      : [`backlog    at most ${String(backlog.most)}, at the end ${String(backlog.atEnd)}`]),
    `refused    ${counts('refusals')}`,
    `wrong      ${String(checked.wrong)} of ${String(checked.answers)} answers (${counts('wrong_answers')})`,
    '',
    rowOf('ms', ['count', 'p50', 'p90', 'p99', 'p99.9', 'max']),
    latencyRow(`until ${acknowledgedBy}`, report.acknowledgement),
    ...Object.entries(report.byType).map(([type, of]) => latencyRow(`  ${type}`, of)),
    ...(report.delivery.count === 0
      ? []
      : [
          latencyRow(
            report.through === 'door' ? 'until answered' : 'until delivery',
            report.delivery,
          ),
        ]),
    ...(puback === undefined ? [] : [latencyRow('until PUBACK', percentilesOf(puback))]),
    latencyRow('late itself', report.schedule),
    '',
    objections.length === 0 ? 'borne' : `not borne: ${objections.map(({ en }) => en).join('; ')}`,
  ];
  return lines.join('\n');
}

const rate = (ofSecond: number): string => `${ofSecond.toFixed(1)}/s`;

const latencyRow = (name: string, { count, p50, p90, p99, p999, max }: Percentiles): string =>
  rowOf(name, [
    String(count),
    ...[p50, p90, p99, p999, max].map((ms) => ms.toFixed(ms < 100 ? 1 : 0)),
  ]);

const rowOf = (name: string, cells: readonly string[]): string =>
  name.padEnd(16) + cells.map((cell) => cell.padStart(9)).join('');
