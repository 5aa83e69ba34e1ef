/** A declaration that breaks no rule, its parts, and what an office knows beside it: for tests, no part of a node. */
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Declaration } from '../messages/parts.ts';
import type { SchemeParameters } from '../parameters.ts';
import { TRAINING_TIMERS } from '../timers.ts';
import type { Submission } from './check.ts';

export const NOW = Date.UTC(2026, 6, 14, 6);
export const office = (code: string, country: string, ...roles: string[]) => ({
  code,
  country,
  roles,
});

export const scheme: SchemeParameters = {
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
    AZ000201: office('AZ000201', 'AZE', 'TXT'),
    KZ000200: office('KZ000200', 'KAZ', 'TRA'),
    KZ000300: office('KZ000300', 'KAZ', 'DES'),
  },
};

export const item = (
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

export const transit = (code: string, hours: number) => ({
  office: code,
  estimatedArrival: isoUtc(NOW + hours * HOUR),
});

export const guarantee = (
  change: Partial<Declaration['guarantees'][number]> = {},
): Declaration['guarantees'][number] => ({
  type: '1',
  grn: '26GE000902A000010',
  accessCode: 'AAAA',
  amount: 21_420,
  currency: 'USD',
  ...change,
});

export const VALID: Declaration = {
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

export const TIR: Partial<Declaration> = {
  declarationType: 'TIR',
  tirCarnet: 'AX66950772',
  tirHolder: 'GEO/003/1',
};

export const submission = (
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

/** What the principal was granted, and whom he has named. */
export const HELD = {
  authorisations: [
    { type: 'C521', number: 'GE-C521-000001', places: ['gate 4'], sealsRequired: true },
    { type: 'C524', number: 'GE-C524-000001', places: [], sealsRequired: false },
  ],
  representatives: ['GE405000001'],
};
export const CONSIGNOR: Partial<Declaration> = {
  authorisations: [{ type: 'C521', reference: 'GE-C521-000001' }],
  placeOfLoading: 'gate 4',
};
export const REDUCED: Partial<Declaration> = {
  authorisations: [{ type: 'C524', reference: 'GE-C524-000001' }],
  reducedDataSet: 1,
};
export const AGENT = { tin: 'GE405000001', name: 'Iveria Brokers', country: 'GE' };
export const PAPER = { reference: 'L-1', releasedAt: isoUtc(NOW) };
export const consignee = { name: 'Altyn Import', country: 'KZ', city: 'Almaty' };

export type Known = Partial<Omit<Submission, 'declaration'>>;
