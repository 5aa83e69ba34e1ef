/** Scenarios with faults that once broke an invariant; they stay. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { tryScenario } from './seed.ts';

const PINNED: readonly (readonly [name: string, faults: NonNullable<Scenario['faults']>])[] = [
  // The office answers late: nobody has told the driver his MRN, and he presents none.
  ['procedure/17-diversion-refused', [{ fault: 'diskFull', at: '9s', lasts: '795s', node: 'GEO' }]],
  // The voucher is there and its access code is not.
  ['procedure/36-vouchers', [{ fault: 'diskFull', at: '252s', lasts: '2417s', node: 'GEO' }]],
  // An undertaking that comes too late is refused, also to an insurer.
  ['conformity/s06-undertaking-missing', []],
];

test.each(PINNED)('no rule is broken in %s with %j', (name, faults) => {
  const loaded = loadScenario(name);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause);
  const { violations } = tryScenario({ ...loaded.scenario, faults: [...faults] });
  expect(violations).toEqual([]);
});
