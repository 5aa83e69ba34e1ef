/** Holds a run against what its scenario expects. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { FactPattern } from '../../simulator/core/fact-pattern.ts';
import { findKpi } from '../kpi/catalogue.ts';
import type { Unit } from '../kpi/kpi.ts';
import { UNITS } from '../kpi/kpi.ts';
import type { MovementCounts } from '../kpi/movements.ts';
import { formatNumber } from './format.ts';
import type { Language } from './format.ts';
import type { ExpectationResult } from './summary.ts';

/** As a scenario writes it: of a figure, or of how often something happens. */
export type Expectation = {
  readonly that: Bilingual;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
} & (
  | {
      /** Id of a KPI, name of a count, `dischargedOfDue` (0 to 1) or `violations`. */
      readonly kpi: string;
    }
  | FactPattern
);

export interface Figures {
  readonly kpis: Readonly<Record<string, { readonly value: number | null; readonly unit: Unit }>>;
  readonly movements: MovementCounts;
  /** Violations of invariants. */
  readonly violations: number;
  /** How often something has happened. */
  readonly happened: (pattern: FactPattern) => number;
}

/** The figure of a name, in the KPI's own unit; null where nothing was counted, undefined where there is no such figure. */
export function figureOf(name: string, figures: Figures): number | null | undefined {
  const { kpis, movements, violations } = figures;
  if (name === 'violations') return violations;
  if (name === 'dischargedOfDue') {
    return movements.due === 0 ? null : movements.dueDischarged / movements.due;
  }
  if (Object.hasOwn(movements, name)) return movements[name as keyof MovementCounts];
  return Object.hasOwn(kpis, name) ? kpis[name]?.value : undefined;
}

/** Whether each expectation holds. Nothing due is no failure to discharge; any other figure that nothing was counted for fails. */
export function evaluate(
  expectations: readonly Expectation[],
  figures: Figures,
): ExpectationResult[] {
  return expectations.map((expectation) => {
    const { that, atLeast, atMost } = expectation;
    const [id, found] =
      'kpi' in expectation
        ? [expectation.kpi, figureOf(expectation.kpi, figures)]
        : [expectation.happens, figures.happened(expectation)];
    const vacuous = id === 'dischargedOfDue' && found === null;
    const within =
      typeof found === 'number' &&
      !(atLeast !== undefined && found < atLeast) &&
      !(atMost !== undefined && found > atMost);
    const pass = vacuous || within;
    const say = (language: Language): string =>
      `${that[language]}: ${vacuous ? NOTHING_DUE[language] : foundText(id, found, language)} (${boundText(atLeast, atMost, language)})`;
    const text = both(say('en'), say('ru'));
    return { id, pass, judged: !vacuous, detail: text.en, text };
  });
}

const NOTHING_DUE = both('nothing was due yet', 'сроки ещё не наступили');

function foundText(id: string, found: number | null | undefined, language: Language): string {
  if (found === undefined)
    return both('there is no such figure', 'такого показателя нет')[language];
  if (found === null) return both('nothing was counted', 'случаев не было')[language];
  const kpi = findKpi(id);
  const digits = kpi?.digits ?? (Number.isInteger(found) ? 0 : 3);
  const unit = kpi === undefined ? '' : UNITS[kpi.unit][language];
  return `${formatNumber(found, digits, language)}${unit === '' ? '' : ` ${unit}`}`;
}

function boundText(
  atLeast: number | undefined,
  atMost: number | undefined,
  language: Language,
): string {
  const bound = (words: Bilingual, value: number | undefined): string[] =>
    value === undefined ? [] : [`${words[language]} ${formatNumber(value, undefined, language)}`];
  return [
    ...bound(both('at least', 'не менее'), atLeast),
    ...bound(both('at most', 'не более'), atMost),
  ].join(', ');
}
