/** Checks of how often a data group may stand in a declaration. What comes over a door is counted there already; declarations have other ways in too. */
import type { Declaration } from '../messages/parts.ts';
import type { Check } from './check.ts';
import { check } from './check.ts';

type Group = {
  [K in keyof Declaration]: Declaration[K] extends readonly unknown[] | undefined ? K : never;
}[keyof Declaration];

/** The most of each group (domain.md sections 8.1 and 12). */
const MOST = {
  authorisations: 9,
  officesOfTransit: 9,
  officesOfExit: 9,
  countriesOfRouting: 99,
  guarantees: 9,
  containers: 9,
  items: 999,
  documents: 99,
} as const satisfies Partial<Record<NonNullable<Group>, number>>;

const SEALS_MOST = 99;

export const REPETITION_CHECKS: readonly Check[] = [
  check('C111', ({ declaration }, findings) => {
    for (const name of Object.keys(MOST) as (keyof typeof MOST)[]) {
      const count = declaration[name]?.length ?? 0;
      if (count > MOST[name]) findings.add(`/body/${name}`, 14, count);
    }
    const seals = declaration.seals?.identifiers.length ?? 0;
    if (seals > SEALS_MOST) findings.add('/body/seals/identifiers', 14, seals);
  }),
];
