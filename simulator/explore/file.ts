/** A shrunk scenario as a file that reproduces its violation by itself: what it is called, what it expects, and its text. */
import { stringify } from 'yaml';
import { Scenario as Schema } from '../../scenarios/schema.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { INVARIANTS } from '../journal/invariants/invariants.ts';

/** What the small scenario comes from. */
export interface Origin {
  readonly scenario: string;
  readonly seed: number;
}

const ID_MOST = 60;

/** The scenario with a name and a story of its own; it runs as before. */
export function reproductionOf(scenario: Scenario, violation: Violation, from: Origin): Scenario {
  const { invariant, detail } = violation;
  const rule = INVARIANTS.find(({ id }) => id === invariant)?.text ?? { en: '', ru: '' };
  const { faults = [], observers = [], ...others } = scenario;
  const named: Scenario = {
    ...others,
    id: `${from.scenario}-${String(from.seed)}-${invariant.toLowerCase()}`.slice(0, ID_MOST),
    title: { en: `Broken: ${invariant}`, ru: `Нарушен инвариант: ${invariant}` },
    story: {
      en: `Seed ${String(from.seed)} of ${from.scenario}, made as small as it goes. The rule: ${rule.en}. What was seen: ${detail}.`,
      ru: `Начальное число ${String(from.seed)} сценария ${from.scenario}, сокращено до предела. Правило: ${rule.ru}. Обнаружено: ${detail}.`,
    },
    ...(observers.length === 0 ? {} : { observers }),
    ...(faults.length === 0 ? {} : { faults }),
    expect: [
      {
        that: { en: 'no rule of the range itself is broken', ru: 'ни один инвариант не нарушен' },
        kpi: 'violations',
        atMost: 0,
      },
    ],
  };
  return inOrder(named);
}

/** Keys in the order in which the schema has them, as in any scenario of the library. */
const inOrder = (scenario: Scenario): Scenario => {
  const keys = Object.keys(Schema.properties);
  const place = ([key]: readonly [string, unknown]): number => keys.indexOf(key);
  return Object.fromEntries(
    Object.entries(scenario).sort((a, b) => place(a) - place(b)),
  ) as Scenario;
};

export const scenarioText = (scenario: Scenario, comment: string): string =>
  `# ${comment}\n${stringify(scenario, { lineWidth: 120 })}`;
