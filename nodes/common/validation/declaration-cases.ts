/** For each rule of a declaration what keeps it and what breaks it: for tests, no part of a node. */
import { HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Declaration } from '../messages/parts.ts';
import type { RuleCode } from '../rules/rules.ts';
import type { Known } from './sample.ts';
import {
  AGENT,
  consignee,
  CONSIGNOR,
  guarantee,
  HELD,
  item,
  NOW,
  PAPER,
  REDUCED,
  TIR,
  transit,
  VALID,
} from './sample.ts';

/** By rule: what keeps it where it could be broken. */
export const POSITIVES: readonly (readonly [
  rule: RuleCode,
  what: string,
  change: Partial<Declaration>,
  known?: Known,
])[] = [
  ['C103', 'codes of every list', { security: 3, ...CONSIGNOR }, HELD],
  ['C111', 'nine containers', { containers: Array.from({ length: 9 }, () => 'CSQU3054383') }],
  ['C304', 'an office of exit', { officesOfExit: ['AZ000201'] }],
  ['C305', 'each office of transit once', { officesOfTransit: VALID.officesOfTransit }],
  [
    'C306',
    'an office of transit where the goods enter the last country',
    { officesOfTransit: [transit('KZ000200', 60)] },
  ],
  [
    'C307',
    'an arrival that had not come yet when the goods were released on paper',
    { paperFallback: PAPER },
    { enteredAt: NOW + 20 * HOUR },
  ],
  ['C308', 'a free itinerary', { bindingItinerary: 0 }],
  ['C309', 'items 1 and 2', { items: [item(), item({ number: 2 })] }],
  ['C310', 'as much mass as the items have', { grossMass: 10_000 }],
  ['C311', 'net mass that is the gross mass', { items: [item({ netMass: 5_000 })] }],
  [
    'C312',
    'packages that another item carries',
    { items: [item(), item({ number: 2, packages: 0 })] },
  ],
  ['C313', 'six digits', { items: [item({ hs6: '010121' })] }],
  ['C314', 'no seals at all', { seals: { count: 0, identifiers: [] } }],
  ['C315', 'as many seals as are named', { seals: { count: 1, identifiers: ['S-1'] } }],
  ['C316', 'seals that differ', { seals: { count: 2, identifiers: ['S-1', 's-1'] } }],
  ['C317', 'no seals on a container', { seals: { count: 0, identifiers: [] } }],
  ['C318', 'neither indicator nor container', { containerIndicator: 0, containers: [] }],
  ['C320', 'a tractor alone', { means: VALID.means.slice(0, 1) }],
  [
    'C321',
    'small letters in the name of a ship',
    { modeAtBorder: 1, means: [{ type: 11, identification: 'Vakhtang', nationality: 'GE' }] },
  ],
  ['C322', 'a country of destination for all goods', { countryOfDestination: 'KZ' }],
  ['C322', 'one for each item', { items: [item({ countryOfDestination: 'KZ' })] }],
  ['C323', 'a carnet with type TIR', TIR],
  ['C324', 'a carnet with its prefix', { ...TIR, tirCarnet: 'XX59108714' }],
  ['C325', 'a carnet holder with type TIR', TIR],
  ['C326', 'an address with a postcode', { consignee: { ...consignee, postcode: '050000' } }],
  ['C326', 'a party known by its TIN', { consignee: { ...consignee, tin: 'KZ1234567' } }],
  ['C326', 'an address outside the scheme', { consignee: { ...consignee, country: 'CN' } }],
  ['C327', 'the reference of the paper', { paperFallback: PAPER }],
  ['C331', 'members all along', { countriesOfRouting: ['GE', 'AZ', 'KZ'] }],
  ['C332', 'the last border on the last day', { limitDate: isoUtc(NOW + 60 * HOUR) }],
  [
    'C401',
    'a voucher of 24 characters',
    { guarantees: [guarantee({ type: '4', grn: '26GE000902V000012A000017' })] },
  ],
  ['C402', 'the right check digit', { guarantees: [guarantee({ grn: '24GB0000010000295' })] }],
  [
    'C414',
    'a public body with its reference',
    { guarantees: [{ type: '8', otherReference: 'T-7', amount: 21_420, currency: 'USD' }] },
  ],
  ['C414', 'cash', { guarantees: [{ type: '3', amount: 21_420, currency: 'USD' }] }],
  [
    'C415',
    'two halves of the amount',
    { guarantees: [10_710, 10_710].map((amount) => guarantee({ amount })) },
  ],
  ['C416', 'the currency of the scheme', { guarantees: [guarantee({ currency: 'USD' })] }],
  ['C501', 'an active account', {}, { principalActive: true }],
  [
    'C502',
    'a representative who was named',
    { representative: AGENT },
    { ...HELD, lodger: AGENT.tin },
  ],
  ['C502', 'the principal himself', { representative: AGENT }, { ...HELD, lodger: 'GE204378869' }],
  ['C503', 'the place and seals of the authorisation', CONSIGNOR, HELD],
  [
    'C503',
    'goods that are not there yet',
    { ...CONSIGNOR, additionalType: 'D', placeOfLoading: 'Batumi' },
    HELD,
  ],
  ['C504', 'a reduced data set by authorisation', REDUCED, HELD],
];

/** What is changed, and all that is found then: no rule fires beside the one that is meant. */
export const NEGATIVES: readonly (readonly [
  what: string,
  change: Partial<Declaration>,
  found: readonly string[],
  known?: Known,
])[] = [
  ['an unknown declaration type', { declarationType: 'T9' }, ['C103 12 /body/declarationType']],
  [
    'an unknown guarantee type',
    { guarantees: [guarantee({ type: '7' })] },
    ['C103 12 /body/guarantees/0/type'],
  ],
  ['an unknown mode of transport', { modeAtBorder: 6 }, ['C103 12 /body/modeAtBorder']],
  ['an unknown additional type', { additionalType: 'B' }, ['C103 12 /body/additionalType']],
  ['an unknown security flag', { security: 4 }, ['C103 12 /body/security']],
  [
    'an unknown type of means',
    { modeAtBorder: 2, means: [{ type: 22, identification: 'W-1', nationality: 'GE' }] },
    ['C103 12 /body/means/0/type'],
  ],
  [
    'an unknown authorisation',
    { authorisations: [{ type: 'C599', reference: 'X' }] },
    ['C103 12 /body/authorisations/0/type'],
  ],
  [
    'ten containers',
    { containers: Array.from({ length: 10 }, () => 'CSQU3054383') },
    ['C111 14 /body/containers'],
  ],
  [
    'a hundred seals',
    { seals: { count: 100, identifiers: Array.from({ length: 100 }, (_, i) => `S-${String(i)}`) } },
    ['C111 14 /body/seals/identifiers'],
  ],
  [
    'an office of exit without the role',
    { officesOfExit: ['AZ000200'] },
    ['C304 12 /body/officesOfExit/0'],
  ],
  [
    'a country of destination on two levels',
    {
      countryOfDestination: 'KZ',
      items: [item(), item({ number: 2, countryOfDestination: 'KZ' })],
    },
    ['C322 15 /body/items/1/countryOfDestination'],
  ],
  ['an address without postcode', { consignee }, ['C326 13 /body/consignee/postcode']],
  [
    'another LRN than the paper has',
    { paperFallback: { ...PAPER, reference: 'P-1' } },
    ['C327 14 /body/paperFallback/reference'],
  ],
  [
    'a release on paper that is still to come',
    { paperFallback: PAPER },
    ['C307 14 /body/paperFallback/releasedAt'],
    { enteredAt: NOW - 1 },
  ],
  ['a missing LRN', {}, ['C327 13 /lrn'], { lrn: undefined }],
  ['an LRN used before', {}, ['C327 14 /lrn'], { lrnUsed: true }],
  ['a principal without account', {}, ['C501 12 /body/principal/tin'], { principalActive: false }],
  [
    'a representative whom nobody has named',
    { representative: { ...AGENT, tin: 'GE405000002' } },
    ['C502 12 /body/representative/tin'],
    { ...HELD, lodger: 'GE405000002' },
  ],
  ['a stranger who lodges', {}, ['C502 12 /sender'], { lodger: 'GE405000002' }],
  ['an authorisation of another', CONSIGNOR, ['C503 14 /body/authorisations/0']],
  [
    'another place than authorised',
    { ...CONSIGNOR, placeOfLoading: 'Batumi' },
    ['C503 14 /body/placeOfLoading'],
    HELD,
  ],
  [
    'no seals where they are asked for (R0165)',
    { ...CONSIGNOR, seals: { count: 0, identifiers: [] } },
    ['C503 13 /body/seals'],
    HELD,
  ],
  [
    'a reduced data set without authorisation',
    { reducedDataSet: 1 },
    ['C504 14 /body/reducedDataSet'],
  ],
  [
    'a reduced data set for a TIR carnet (R0849)',
    { ...TIR, ...REDUCED },
    ['C504 14 /body/reducedDataSet'],
    HELD,
  ],
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
    [
      'C414 15 /body/guarantees/0/grn',
      'C414 15 /body/guarantees/0/accessCode',
      'C414 13 /body/guarantees/0/otherReference',
    ],
  ],
  [
    'another reference where there is a GRN',
    { guarantees: [guarantee({ otherReference: 'X' })] },
    ['C414 15 /body/guarantees/0/otherReference'],
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
