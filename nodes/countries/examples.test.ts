/** The examples of the documentation are a movement that the pilot countries would take. */
import { expect, test } from 'vitest';
import {
  EXAMPLE_DECLARATION,
  EXAMPLE_LRN,
  EXAMPLE_TIR_DECLARATION,
} from '../common/messages/examples.ts';
import { EXAMPLE_GRN, EXAMPLE_MRN } from '../common/messages/examples.ts';
import { checkNumber } from '../common/numbers/check-number.ts';
import { REAL_TIMERS } from '../common/timers.ts';
import { judgeDeclaration } from '../common/validation/declaration.ts';
import { schemeOf } from './scheme.ts';

test.each([
  ['common transit', EXAMPLE_DECLARATION],
  ['a TIR carnet', EXAMPLE_TIR_DECLARATION],
])('from Poti to Tashkent under %s: nothing is found', (_, declaration) => {
  const verdict = judgeDeclaration({
    declaration,
    lrn: EXAMPLE_LRN,
    now: Date.UTC(2026, 6, 14, 6),
    iso2: 'GE',
    scheme: schemeOf(['GEO', 'AZE', 'KAZ', 'UZB'], ['TKM'], REAL_TIMERS),
    lrnUsed: false,
    principalActive: true,
    amountAtRisk: 14_340,
  });
  expect(verdict).toEqual({ defects: [], warnings: [] });
});

test('the numbers are right to the check digit', () => {
  expect(checkNumber('mrn', EXAMPLE_MRN).valid).toBe(true);
  expect(checkNumber('grn', EXAMPLE_GRN).valid).toBe(true);
  expect(checkNumber('tir', EXAMPLE_TIR_DECLARATION.tirCarnet ?? '').valid).toBe(true);
  for (const container of EXAMPLE_DECLARATION.containers)
    expect(checkNumber('container', container).valid).toBe(true);
});
