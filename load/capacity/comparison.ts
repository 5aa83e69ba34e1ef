/** Two searches beside each other: whether one carries more, and whether they may be compared at all. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { CapacityReport } from './report.ts';

export interface Comparison {
  /** Of the earlier one. */
  readonly startedAt: string;
  readonly movementsPerDay: number | null;
  readonly p99: number | null;
  /** This one's rate ÷ the earlier one's − 1; null where one of them held none. */
  readonly change: number | null;
  /** `same`: the intervals overlap, so that the searches cannot tell them apart. `unknown`: one of them held none, or has no upper end. */
  readonly verdict: 'more' | 'less' | 'same' | 'unknown';
  /** In what the two were not alike. */
  readonly differences: readonly Bilingual[];
}

export function compare(now: CapacityReport, before: CapacityReport): Comparison {
  const [is, was] = [now.carried, before.carried];
  return {
    startedAt: before.startedAt,
    movementsPerDay: was?.movementsPerDay ?? null,
    p99: was?.acknowledgement.p99 ?? null,
    change: is === null || was === null ? null : is.movementsPerSecond / was.movementsPerSecond - 1,
    verdict: verdictOf(now.interval, before.interval),
    differences: differencesOf(now, before),
  };
}

type Ends = CapacityReport['interval'];

function verdictOf(now: Ends, before: Ends): Comparison['verdict'] {
  if (now.held === null || before.held === null) return 'unknown';
  if (before.notHeld !== null && now.held >= before.notHeld) return 'more';
  if (now.notHeld !== null && now.notHeld <= before.held) return 'less';
  return now.notHeld === null || before.notHeld === null ? 'unknown' : 'same';
}

function differencesOf(now: CapacityReport, before: CapacityReport): Bilingual[] {
  const rows: [Bilingual, string, string][] = [
    [both('target', 'цель'), machineOf(now.target), machineOf(before.target)],
    [both('through', 'путь'), now.through, before.through],
    [both('profile', 'профиль'), now.profile, before.profile],
    [both('flows', 'состав нагрузки'), now.flows.en, before.flows.en],
    [
      both('bound on p99, ms', 'граница p99, мс'),
      String(now.criterion.p99Most),
      String(before.criterion.p99Most),
    ],
    [
      both('time to hold, s', 'время удержания, с'),
      String(now.criterion.hold),
      String(before.criterion.hold),
    ],
    [both('cores', 'ядра'), String(now.machine.cpus), String(before.machine.cpus)],
    [both('runtime', 'среда'), now.machine.runtime, before.machine.runtime],
  ];
  return rows
    .filter(([, is, was]) => is !== was)
    .map(([what, is, was]) =>
      both(`${what.en}: ${is}, then ${was}`, `${what.ru}: ${is}, тогда ${was}`),
    );
}

/** Without the port, which is another one each time an exchange is started for the search. */
const machineOf = (target: string): string => target.replace(/:\d+$/, '');

/** @returns what is wrong with the text, in a few words, where it is no report of a search. */
export function readCapacityReport(text: string): CapacityReport | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  const { kind, format, interval, trials } = (value ?? {}) as Partial<CapacityReport>;
  if (kind !== 'capacity' || interval === undefined || trials === undefined)
    return 'it is no report of `rehearse capacity`';
  if (format !== 1) return `its format is ${String(format)}, and 1 is understood`;
  return value as CapacityReport;
}
