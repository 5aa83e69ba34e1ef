import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Declaration } from '../messages/parts.ts';
import type { SchemeParameters } from '../parameters.ts';
import { functionalErrorOf, isRuleCode } from '../rules/rules.ts';
import { TRAINING_TIMERS } from '../timers.ts';
import type { Submission } from './check.ts';
import { DECLARATION_CHECKS, DECLARATION_WARNINGS, judgeDeclaration } from './declaration.ts';

const NOW = Date.UTC(2026, 6, 14, 6);
const office = (code: string, country: string, ...roles: string[]) => ({ code, country, roles });

const scheme: SchemeParameters = {
  currency: 'USD',
  creditOn: 'discharge',
  letter: 'Y',
  members: { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ' },
  observers: [],
  timers: TRAINING_TIMERS,
  tariffs: {},
  offices: {
    GE000101: office('GE000101', 'GEO', 'DEP'),
    GE000900: office('GE000900', 'GEO', 'GUA'),
    AZ000101: office('AZ000101', 'AZE', 'DEP'),
    AZ000200: office('AZ000200', 'AZE', 'TRA'),
    AZ000900: office('AZ000900', 'AZE', 'GUA'),
    KZ000200: office('KZ000200', 'KAZ', 'TRA'),
    KZ000300: office('KZ000300', 'KAZ', 'DES'),
  },
};

const item = (
  change: Partial<Declaration['items'][number]> = {},
): Declaration['items'][number] => ({
  number: 1,
  hs6: '847130',
  description: 'machines',
  packageType: 'CT',
  packages: 10,
  grossMass: 5_000,
  netMass: 4_500,
  value: 30_000,
  ...change,
});

const transit = (code: string, hours: number) => ({
  office: code,
  estimatedArrival: isoUtc(NOW + hours * HOUR),
});

const guarantee = (
  change: Partial<Declaration['guarantees'][number]> = {},
): Declaration['guarantees'][number] => ({
  type: '1',
  grn: '26GE000902A000010',
  accessCode: 'AAAA',
  amount: 21_420,
  currency: 'USD',
  ...change,
});

const VALID: Declaration = {
  declarationType: 'T1',
  additionalType: 'A',
  bindingItinerary: 1,
  principal: { tin: 'GE204378869', name: 'Colchis Trade', country: 'GE' },
  consignor: { name: 'Colchis Trade', country: 'GE' },
  consignee: { name: 'Altyn Import', country: 'KZ' },
  officeOfDeparture: 'GE000101',
  officeOfDestination: 'KZ000300',
  officesOfTransit: [transit('AZ000200', 12), transit('KZ000200', 60)],
  countriesOfRouting: ['GE', 'AZ', 'KZ'],
  officeOfGuarantee: 'GE000900',
  guarantees: [guarantee()],
  modeAtBorder: 3,
  means: [
    { type: 30, identification: 'AA-123-BB', nationality: 'GE' },
    { type: 31, identification: 'TR-77', nationality: 'GE' },
  ],
  containerIndicator: 1,
  containers: ['CSQU3054383'],
  seals: { count: 2, identifiers: ['S-1', 'S-2'] },
  placeOfLoading: 'Tbilisi',
  placeOfUnloading: 'Almaty',
  grossMass: 10_000,
  items: [item(), item({ number: 2 })],
  documents: [],
  limitDate: isoUtc(NOW + 8 * DAY),
};

const TIR: Partial<Declaration> = {
  declarationType: 'TIR',
  tirCarnet: 'AX66950772',
  tirHolder: 'GEO/003/1',
};

const submission = (
  change: Partial<Declaration> = {},
  known: Partial<Omit<Submission, 'declaration'>> = {},
): Submission => ({
  declaration: { ...VALID, ...change },
  lrn: 'L-1',
  now: NOW,
  iso2: 'GE',
  scheme,
  lrnUsed: false,
  principalActive: true,
  amountAtRisk: 21_420,
  ...known,
});

const found = (subject: Submission): string[] =>
  judgeDeclaration(subject).defects.map(
    ({ reason, code, pointer }) => `${reason} ${code} ${pointer}`,
  );

/** What is changed, and all that is found then: no rule fires beside the one that is meant. */
const NEGATIVES: readonly (readonly [
  what: string,
  change: Partial<Declaration>,
  found: readonly string[],
])[] = [
  ['an unknown declaration type', { declarationType: 'T9' }, ['C103 12 /body/declarationType']],
  [
    'an unknown guarantee type',
    { guarantees: [guarantee({ type: '7' })] },
    ['C103 12 /body/guarantees/0/type'],
  ],
  ['an unknown mode of transport', { modeAtBorder: 6 }, ['C103 12 /body/modeAtBorder']],
  ['a pre-lodged declaration', { additionalType: 'D' }, ['C202 92 /body/additionalType']],
  [
    'an unknown office of destination',
    { officeOfDestination: 'KZ000301' },
    ['C304 12 /body/officeOfDestination'],
  ],
  [
    'an office without the role',
    { officeOfDestination: 'KZ000200' },
    ['C304 12 /body/officeOfDestination'],
  ],
  [
    'another country’s office of departure',
    { officeOfDeparture: 'AZ000101' },
    ['C304 12 /body/officeOfDeparture'],
  ],
  [
    'another country’s office of guarantee',
    { officeOfGuarantee: 'AZ000900' },
    ['C304 12 /body/officeOfGuarantee'],
  ],
  [
    'an office of transit twice',
    {
      officesOfTransit: [transit('AZ000200', 12), transit('AZ000200', 13), transit('KZ000200', 60)],
    },
    ['C305 14 /body/officesOfTransit/1/office'],
  ],
  ['no office of transit', { officesOfTransit: [] }, ['C306 13 /body/officesOfTransit']],
  [
    'no office of transit in the country of destination',
    { officesOfTransit: [transit('AZ000200', 12)] },
    ['C306 14 /body/officesOfTransit'],
  ],
  [
    'an arrival before the message',
    { officesOfTransit: [transit('AZ000200', -1), transit('KZ000200', 60)] },
    ['C307 14 /body/officesOfTransit/0/estimatedArrival'],
  ],
  [
    'arrivals in the wrong order',
    { officesOfTransit: [transit('AZ000200', 70), transit('KZ000200', 60)] },
    ['C307 14 /body/officesOfTransit/1/estimatedArrival'],
  ],
  [
    'a binding itinerary without countries',
    { countriesOfRouting: [] },
    ['C308 13 /body/countriesOfRouting'],
  ],
  [
    'a gap in the item numbers',
    { items: [item(), item({ number: 3 })] },
    ['C309 14 /body/items/1/number'],
  ],
  ['less mass than the items have', { grossMass: 9_999 }, ['C310 14 /body/grossMass']],
  [
    'an item with more net than gross mass',
    { items: [item(), item({ number: 2, netMass: 5_001 })] },
    ['C311 14 /body/items/1/netMass'],
  ],
  [
    'no packages that anything carries',
    { items: [item(), item({ number: 2, packages: 0, packageType: 'PK' })] },
    ['C312 14 /body/items/1/packages'],
  ],
  [
    'no pieces of unpacked goods',
    { items: [item({ packageType: 'NE' }), item({ number: 2, packages: 0, packageType: 'NE' })] },
    ['C312 14 /body/items/1/packages'],
  ],
  [
    'a commodity code of four digits',
    { items: [item({ hs6: '8471' })] },
    ['C313 12 /body/items/0/hs6'],
  ],
  [
    'seals counted, not named',
    { seals: { count: 2, identifiers: [] } },
    ['C314 13 /body/seals/identifiers'],
  ],
  [
    'seals named, not counted',
    { seals: { count: 0, identifiers: ['S-1'] } },
    ['C314 15 /body/seals/identifiers'],
  ],
  [
    'another number of seals than named',
    { seals: { count: 3, identifiers: ['S-1', 'S-2'] } },
    ['C315 14 /body/seals/count'],
  ],
  [
    'the same seal twice',
    { seals: { count: 2, identifiers: ['S-1', 'S-1'] } },
    ['C316 14 /body/seals/identifiers/1'],
  ],
  [
    'no seals and no container',
    { seals: { count: 0, identifiers: [] }, containerIndicator: 0, containers: [] },
    ['C317 14 /body/seals/count'],
  ],
  ['containers not named', { containers: [] }, ['C318 13 /body/containers']],
  ['containers not indicated', { containerIndicator: 0 }, ['C318 15 /body/containers']],
  [
    'a trailer in front',
    { means: [{ type: 31, identification: 'TR-77', nationality: 'GE' }] },
    ['C320 14 /body/means/0/type'],
  ],
  [
    'a plate in lower case',
    { means: [{ type: 30, identification: 'aa-123-bb', nationality: 'GE' }] },
    ['C321 14 /body/means/0/identification'],
  ],
  ['a carnet without type TIR', { tirCarnet: 'AX66950772' }, ['C323 15 /body/tirCarnet']],
  [
    'a carnet with a wrong prefix',
    { ...TIR, tirCarnet: 'DX66950772' },
    ['C324 14 /body/tirCarnet'],
  ],
  ['a carnet holder without type TIR', { tirHolder: 'GEO/003/1' }, ['C325 15 /body/tirHolder']],
  [
    'a country outside the scheme',
    { countriesOfRouting: ['GE', 'RU', 'KZ'] },
    ['C331 12 /body/countriesOfRouting/1'],
  ],
  [
    'a limit date before the last border',
    { limitDate: isoUtc(NOW + HOUR) },
    ['C332 14 /body/limitDate'],
  ],
  [
    'a GRN that is none',
    { guarantees: [guarantee({ grn: '26GE' })] },
    ['C401 14 /body/guarantees/0/grn'],
  ],
  [
    'a voucher under another type',
    { guarantees: [guarantee({ grn: '26GE000902V000012A000017' })] },
    ['C401 14 /body/guarantees/0/grn'],
  ],
  [
    'the GRN that real NCTS rejected',
    { guarantees: [guarantee({ grn: '24GB0000010000296' })] },
    ['C402 14 /body/guarantees/0/grn'],
  ],
  [
    'a GRN where the type has none',
    { guarantees: [guarantee({ type: '8' })] },
    ['C414 15 /body/guarantees/0/grn'],
  ],
  [
    'less cover than the amount at risk',
    { guarantees: [guarantee({ amount: 21_419 })] },
    ['C415 14 /body/guarantees'],
  ],
  [
    'another currency',
    { guarantees: [guarantee({ currency: 'EUR' })] },
    ['C416 14 /body/guarantees/0/currency'],
  ],
];

const without = (key: keyof Declaration, change: Partial<Declaration>): Submission => {
  const parts = Object.entries({ ...VALID, ...change }).filter(([name]) => name !== key);
  return { ...submission(), declaration: Object.fromEntries(parts) as Declaration };
};

describe('judgeDeclaration', () => {
  it('finds nothing in a valid declaration, whether sealed, packed or under a carnet', () => {
    expect(found(submission())).toEqual([]);
    expect(found(submission(TIR))).toEqual([]);
    expect(found(submission({ items: [item(), item({ number: 2, packages: 0 })] }))).toEqual([]);
    expect(found(without('seals', { containerIndicator: 0, containers: [] }))).toEqual([]);
    expect(found(without('limitDate', {}))).toEqual([]);
    const voucher = guarantee({ type: '4', grn: '26GE000902V000012A000017' });
    expect(found(submission({ guarantees: [voucher] }))).toEqual([]);
    const half = guarantee({ amount: 10_710 });
    expect(found(submission({ guarantees: [half, half] }))).toEqual([]);
  });

  it.each(NEGATIVES)('refuses %s', (_, change, expected) => {
    expect(found(submission(change))).toEqual(expected);
  });

  it('refuses what is missing', () => {
    const noHs6 = item();
    delete noHs6.hs6;
    expect(found(submission({ items: [noHs6] }))).toEqual(['C313 13 /body/items/0/hs6']);
    expect(found(submission({ ...TIR, items: [noHs6] }))).toEqual([]);
    expect(found(without('tirCarnet', TIR))).toEqual(['C323 13 /body/tirCarnet']);
    expect(found(without('tirHolder', TIR))).toEqual(['C325 13 /body/tirHolder']);
    const bare = guarantee();
    delete bare.grn;
    delete bare.accessCode;
    expect(found(submission({ guarantees: [bare] }))).toEqual([
      'C414 13 /body/guarantees/0/grn',
      'C414 13 /body/guarantees/0/accessCode',
    ]);
  });

  it('refuses a missing or used LRN, and a principal without account', () => {
    expect(found(submission({}, { lrn: undefined }))).toEqual(['C327 13 /lrn']);
    expect(found(submission({}, { lrnUsed: true }))).toEqual(['C327 14 /lrn']);
    expect(found(submission({}, { principalActive: false }))).toEqual([
      'C501 12 /body/principal/tin',
    ]);
  });

  it('says what stood there', () => {
    const { defects } = judgeDeclaration(
      submission({ guarantees: [guarantee({ grn: '24GB0000010000296' })] }),
    );
    expect(defects).toEqual([
      { pointer: '/body/guarantees/0/grn', code: '14', reason: 'C402', value: '24GB0000010000296' },
    ]);
  });

  it('only warns of a container number that fails its digit (C319)', () => {
    const { defects, warnings } = judgeDeclaration(submission({ containers: ['CSQU3054384'] }));
    expect(defects).toEqual([]);
    expect(warnings).toMatchObject([{ reason: 'C319', pointer: '/body/containers/0' }]);
  });

  it('leaves out the rules that are switched off', () => {
    const subject = submission({ grossMass: 1 });
    expect(judgeDeclaration(subject, new Set(['C310'])).defects).toEqual([]);
  });

  it('names a hundred defects at the most', () => {
    const items = Array.from({ length: 300 }, () => item({ number: 9, grossMass: 1, netMass: 1 }));
    expect(judgeDeclaration(submission({ items })).defects).toHaveLength(100);
  });

  it('checks rules of the specification only, and answers with their codes', () => {
    for (const { rule } of [...DECLARATION_CHECKS, ...DECLARATION_WARNINGS]) {
      expect(isRuleCode(rule)).toBe(true);
    }
    for (const [, change] of NEGATIVES) {
      for (const { reason, code } of judgeDeclaration(submission(change)).defects) {
        const allowed = ['12', '13', '14', '15', '92'];
        expect(allowed).toContain(code);
        if (isRuleCode(reason) && functionalErrorOf(reason) === 92) expect(code).toBe('92');
      }
    }
  });
});
