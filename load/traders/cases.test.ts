import { describe, expect, test } from 'vitest';
import { makeGrn } from '../../nodes/common/numbers/grn.ts';
import { judgeDeclaration } from '../../nodes/common/validation/declaration.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { RealCast } from '../../nodes/process/testing/real-cast.ts';
import { amountOf, declarationOf } from '../town/routes.ts';
import { FLAWS, kindAt, MOSTLY_REFUSED, USUAL } from './cases.ts';
import { Corridors, PILOT_CORRIDORS } from './corridors.ts';

const { scheme } = new RealCast({ countries: ['GEO', 'AZE', 'KAZ', 'UZB'] });
const NOW = Date.UTC(2026, 10, 30, 12);
const VALUE = 60_000;

function rulesBroken(corridor: (typeof PILOT_CORRIDORS)[number], flaw?: (typeof FLAWS)[number]) {
  const [home = ''] = corridor.countries;
  const { iso2 } = countryOf(home);
  const grn = makeGrn({ year: 2026, country: iso2, office6: '000900', serial6: '00000A' });
  const trader = { tin: `${iso2}404378869`, plate: `${iso2}1`, seal: 'S1' };
  const right = declarationOf(corridor, trader, { grn, accessCode: 'AAAA' }, scheme, NOW, VALUE);
  const { defects } = judgeDeclaration({
    declaration: flaw === undefined ? right : flaw.spoil(right, NOW),
    ...{ lrn: 'X-1', now: NOW, iso2, scheme, lrnUsed: false, principalActive: true },
    ...{ lodger: trader.tin, amountAtRisk: amountOf(corridor, VALUE, scheme) },
  });
  return [...new Set(defects.map(({ reason }) => reason))];
}

describe('what is declared', () => {
  test('is right on every corridor of the pilot', () => {
    for (const corridor of PILOT_CORRIDORS) expect(rulesBroken(corridor)).toEqual([]);
  });

  test.for(FLAWS)('and spoilt breaks $rule and no other rule', (flaw) => {
    for (const corridor of PILOT_CORRIDORS)
      expect(rulesBroken(corridor, flaw)).toEqual([flaw.rule]);
  });
});

describe('proportions', () => {
  test.for([USUAL, MOSTLY_REFUSED])(
    'of kinds add up to one, and each comes as often',
    (mixture) => {
      const shares = Object.values(mixture);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      const counts = new Map<string, number>();
      for (let i = 0; i < 1_000; i++) {
        const kind = kindAt((i + 0.5) / 1_000, mixture);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      for (const [kind, share] of Object.entries(mixture))
        expect(Math.abs((counts.get(kind) ?? 0) - 1_000 * share)).toBeLessThanOrEqual(1);
    },
  );

  test('of corridors are those of their trucks', () => {
    const corridors = new Corridors(PILOT_CORRIDORS);
    const total = PILOT_CORRIDORS.reduce((sum, { trucksPerDay }) => sum + trucksPerDay, 0);
    const [first, second] = PILOT_CORRIDORS;
    expect(corridors.at(0)).toBe(first);
    expect(corridors.at(first!.trucksPerDay / total - 1e-9)).toBe(first);
    expect(corridors.at(first!.trucksPerDay / total + 1e-9)).toBe(second);
    expect(corridors.at(1 - 1e-12)).toBe(PILOT_CORRIDORS.at(-1));
  });
});
