/** The three things of a run that a director should hear first: what was broken, what missed its goal, else what was slowest. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { KpiResult } from '../kpi/board.ts';
import { findKpi } from '../kpi/catalogue.ts';
import type { BreakdownRow, WorstMovement } from '../kpi/kpi.ts';
import { Naming } from './naming.ts';
import type { ReportData } from './report.ts';
import { fill } from './words.ts';

export interface Finding {
  /** broken: must not be; missed: a goal or expectation; slow: worth a look. */
  readonly kind: 'broken' | 'missed' | 'slow';
  readonly text: Bilingual;
  /** The KPI that it is about. */
  readonly kpi?: string;
}

const MOST = 3;
/** A post needs this many trucks before its times are told. */
const ENOUGH = 5;

/** Up to three, the gravest first. A script provokes on purpose what a trial's goals speak against: it is judged by its steps. */
export function findingsOf(data: ReportData): Finding[] {
  const found = [...violationFindings(data), ...expectationFindings(data)];
  if (data.summary.steps === undefined)
    found.push(
      ...goalFindings(data),
      ...claimFindings(data),
      ...guaranteeFindings(data),
      ...slowFindings(data),
    );
  return found.slice(0, MOST);
}

function violationFindings({ summary, invariants }: ReportData): Finding[] {
  const { violations } = summary.invariants;
  const first = violations[0];
  if (first === undefined) return [];
  const broken = invariants.find(({ id }) => id === first.invariant);
  const count = invariants.reduce((sum, invariant) => sum + invariant.violations, 0);
  const text = (language: 'en' | 'ru', words: string): string =>
    fill(words, {
      count: String(Math.max(count, violations.length)),
      rule: broken?.text[language] ?? first.invariant,
      mrn: first.mrn ?? first.messageId ?? first.node,
    });
  return [
    {
      kind: 'broken',
      text: both(
        text(
          'en',
          'A rule of the range itself was broken, {count} times in all. First: {rule} ({mrn}).',
        ),
        text('ru', 'Нарушен инвариант полигона, всего нарушений: {count}. Первое: {rule} ({mrn}).'),
      ),
    },
  ];
}

const expectationFindings = ({ summary }: ReportData): Finding[] =>
  summary.expectations
    .filter(({ pass, id }) => !pass && id !== 'violations')
    .map(({ text }) => ({
      kind: 'missed',
      text: both(`Not as expected: ${text.en}.`, `Ожидание не выполнено: ${text.ru}.`),
    }));

function goalFindings(data: ReportData): Finding[] {
  return data.results
    .filter(({ reached }) => reached === false)
    .flatMap((result): Finding[] => {
      const kpi = findKpi(result.id);
      if (kpi === undefined) return [];
      const say = (language: 'en' | 'ru'): string => {
        const naming = new Naming(data.names, language);
        const value = naming.value(result.value, kpi.unit, kpi.digits);
        const goal = `${naming.word('goal').toLowerCase()}: ${naming.goal(kpi.goal, kpi)}`;
        return `${naming.say(kpi.title)}: ${value} (${goal}).${culprit(result, naming)}`;
      };
      return [{ kind: 'missed', kpi: kpi.id, text: both(say('en'), say('ru')) }];
    });
}

/** The worst country, office, node or part of a KPI, where the table tells one. */
function culprit({ id, goal, breakdown }: KpiResult, naming: Naming): string {
  if (goal === undefined) return '';
  const sign = goal.op === 'atLeast' ? 1 : -1;
  const rows = breakdown.filter(({ value }) => value !== null);
  const worst = rows.reduce<BreakdownRow | undefined>(
    (found, row) =>
      found === undefined || sign * (row.value ?? 0) < sign * (found.value ?? 0) ? row : found,
    undefined,
  );
  const kpi = findKpi(id);
  if (worst === undefined || rows.length < 2 || kpi === undefined) return '';
  const words = both(' Weakest: {name}, {value}.', ' Слабое место: {name}, {value}.');
  const value = naming.value(worst.value, kpi.unit, kpi.digits);
  return fill(naming.say(words), { name: naming.row(worst), value });
}

/** Movements that were not found, and whose principals did not pay. */
function claimFindings({ results }: ReportData): Finding[] {
  const result = results.find(({ id }) => id === 'claimRatio');
  if (result === undefined || result.count === 0) return [];
  const count = String(result.count);
  const first = result.worst[0];
  const named = first?.mrn ?? first?.lrn ?? '';
  return [
    {
      kind: 'slow',
      kpi: 'claimRatio',
      text: both(
        `Claims on guarantors: ${count}${named === '' ? '' : `, the largest for ${named}`}.`,
        `Требований к гарантам: ${count}${named === '' ? '' : `, самое крупное – ${named}`}.`,
      ),
    },
  ];
}

/** A guarantee that was nearly used up: the next release under it fails. */
function guaranteeFindings({ results }: ReportData): Finding[] {
  const result = results.find(({ id }) => id === 'guaranteeUseMax');
  const rows =
    result?.breakdown.filter(({ by, value }) => by === 'guarantee' && (value ?? 0) >= 95) ?? [];
  if (rows.length === 0) return [];
  const count = String(rows.length);
  return [
    {
      kind: 'slow',
      kpi: 'guaranteeUseMax',
      text: both(
        `Guarantees that were used to 95 % or more: ${count}. Releases under them were refused or close to it.`,
        `Гарантий, использованных на 95 % и более: ${count}. По ним в выпуске отказывали или были близки к этому.`,
      ),
    },
  ];
}

function slowFindings(data: ReportData): Finding[] {
  const of = (id: string): KpiResult | undefined => data.results.find((result) => result.id === id);
  return [
    ...slowPost(data, of('borderDwellP90')),
    ...slowFerry(data, of('ferryWait')),
    ...slowMovement(data, of('releaseToArrival')),
  ];
}

function slowPost(data: ReportData, result: KpiResult | undefined): Finding[] {
  const posts = result?.breakdown.filter(({ by, value }) => by === 'post' && value !== null) ?? [];
  const often = posts.filter(({ n }) => n >= ENOUGH);
  const slowest = longest(often.length > 0 ? often : posts);
  if (slowest === undefined) return [];
  return told(
    data,
    'borderDwellP90',
    both(
      'Slowest at the border: {name}. Nine in ten trucks were through within {value} (trucks: {n}).',
      'Медленнее всего на границе: {name}. Девять из десяти машин прошли за {value} и быстрее (машин: {n}).',
    ),
    slowest,
  );
}

function slowFerry(data: ReportData, result: KpiResult | undefined): Finding[] {
  const port = longest(result?.breakdown ?? []);
  const worst = result?.worst[0];
  if (port === undefined || worst === undefined) return [];
  return told(
    data,
    'ferryWait',
    both(
      'Longest for a ferry: {name}. Half of the trucks waited {value} or more; {mrn} waited {worst}.',
      'Дольше всего парома ждали: {name}. Половина машин – {value} и дольше; {mrn} – {worst}.',
    ),
    port,
    worst,
  );
}

function slowMovement(data: ReportData, result: KpiResult | undefined): Finding[] {
  const worst = result?.worst[0];
  if (worst === undefined) return [];
  const row: BreakdownRow = {
    by: 'relation',
    key: worst.where,
    side: null,
    n: 1,
    value: worst.value,
  };
  return told(
    data,
    'releaseToArrival',
    both(
      'Slowest movement: {mrn}, {name}, {value} from release to arrival.',
      'Самая долгая перевозка: {mrn}, {name}, {value} от выпуска до прибытия.',
    ),
    row,
    worst,
  );
}

const longest = (rows: readonly BreakdownRow[]): BreakdownRow | undefined =>
  rows.reduce<BreakdownRow | undefined>(
    (found, row) => ((row.value ?? 0) > (found?.value ?? -1) ? row : found),
    undefined,
  );

function told(
  data: ReportData,
  kpi: string,
  words: Bilingual,
  row: BreakdownRow,
  worst?: WorstMovement,
): Finding[] {
  const say = (language: 'en' | 'ru'): string => {
    const naming = new Naming(data.names, language);
    return fill(naming.say(words), {
      name: naming.row(row),
      value: naming.value(row.value, 'h', 1),
      n: naming.number(row.n),
      mrn: worst?.mrn ?? worst?.lrn ?? '',
      worst: naming.value(worst?.value ?? null, 'h', 1),
    });
  };
  return [{ kind: 'slow', kpi, text: both(say('en'), say('ru')) }];
}
