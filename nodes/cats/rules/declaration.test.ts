/** Rules C304 to C332 and C401 to C416 as far as the declaration alone shows it, each on a real node. */
import { expect, test } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import { PROOFS } from '../../common/rules/proof/places.ts';
import type { Proof } from '../../common/rules/proof/proof.ts';
import { flawsOf } from '../../common/rules/proof/proof.ts';
import type { NodeBench } from '../node-bench.ts';
import { declarationTo, START } from '../node-bench.ts';
import type { Subject } from './subject.ts';
import { covered, declaring, declaringWith, lodge, verdictsOf } from './subject.ts';

const SOUND = declaring();

const transit = (...offices: (readonly [office: string, hours: number])[]) => ({
  officesOfTransit: offices.map(([office, hours]) => ({
    office,
    estimatedArrival: isoUtc(START + hours * HOUR),
  })),
});
const inAzerbaijan = ['AZ000200', 12] as const;
const inKazakhstan = ['KZ000200', 60] as const;

type Item = Declaration['items'][number];

/** The goods in two items; the second is changed. */
const goods = (change: Partial<Item> = {}, first: Partial<Item> = {}): Subject =>
  declaringWith(({ items: [item] }) => {
    const half = { ...item, grossMass: 5_000, netMass: 4_500, value: 30_000, packages: 50 };
    return {
      items: [
        { ...half, ...first },
        { ...half, number: 2, ...change },
      ],
    };
  });

/** The only item, without what is named. */
const without = (name: keyof Item): Subject =>
  declaringWith(({ items: [item] }) => ({ items: [{ ...item, [name]: undefined }] }));

const seals = (count: number, ...identifiers: string[]): Subject =>
  declaring({ seals: { count, identifiers } });
const sealed = (count: number): Subject =>
  declaring({
    seals: { count, identifiers: [] },
    containerIndicator: 1,
    containers: ['CSQU3054383'],
  });
const containers = (containerIndicator: 0 | 1, ...names: string[]): Subject =>
  declaring({ containerIndicator, containers: names });
const truck = (change: Partial<Declaration['means'][number]>): Subject =>
  declaringWith(({ means: [means] }) => ({ means: [{ ...means, ...change }] }));

const TIR = { declarationType: 'TIR', tirCarnet: 'AX66950772', tirHolder: 'GEO/003/1' };
const tir = (change: Partial<typeof TIR> = {}): Subject => declaring({ ...TIR, ...change });

/** Goods for Uzbekistan, in an address without a TIN. */
const consignee = (postcode?: string): Subject =>
  declaring({
    consignee: {
      name: 'Altyn Import',
      country: 'KZ',
      city: 'Almaty',
      ...(postcode === undefined ? {} : { postcode }),
    },
  });

/** The same declaration a second time. */
const twice =
  (lrn: string): Subject =>
  (off) => {
    const { bench, cover } = covered(off);
    const declaration = declarationTo(cover, { guarantees: [] });
    const half = { ...cover, type: '1', amount: 21_420, currency: 'USD' };
    const both = { ...declaration, guarantees: [half] };
    return lodge(lodge(bench, both), both, { lrn });
  };

type Use = Declaration['guarantees'][number];
const guarantee = (change: Partial<Record<keyof Use, unknown>>): Subject =>
  declaringWith(({ guarantees: [use] }) => ({ guarantees: [{ ...use, ...change }] }));

/* prettier-ignore */
const CASES: readonly Proof<NodeBench>[] = [
  { rule: 'C304', code: '12', pointer: '/body/officeOfDestination', sound: SOUND, broken: declaring({ officeOfDestination: 'KZ000999' }) },
  { rule: 'C305', code: '14', pointer: '/body/officesOfTransit/1/office', sound: declaring(transit(inAzerbaijan, inKazakhstan)), broken: declaring(transit(inAzerbaijan, ['AZ000200', 13], inKazakhstan)) },
  { rule: 'C306', code: '14', pointer: '/body/officesOfTransit', sound: SOUND, broken: declaring(transit(inAzerbaijan)) },
  { rule: 'C307', code: '14', pointer: '/body/officesOfTransit/0/estimatedArrival', sound: declaring(transit(['AZ000200', 1], inKazakhstan)), broken: declaring(transit(['AZ000200', -1], inKazakhstan)) },
  { rule: 'C308', code: '13', pointer: '/body/countriesOfRouting', sound: declaring({ bindingItinerary: 1 }), broken: declaring({ bindingItinerary: 1, countriesOfRouting: [] }) },
  { rule: 'C309', code: '14', pointer: '/body/items/1/number', sound: goods(), broken: goods({ number: 3 }) },
  { rule: 'C310', code: '14', pointer: '/body/grossMass', sound: declaring({ grossMass: 10_000 }), broken: declaring({ grossMass: 9_999 }) },
  { rule: 'C311', code: '14', pointer: '/body/items/1/netMass', sound: goods({ netMass: 5_000 }), broken: goods({ netMass: 5_001 }) },
  { rule: 'C312', code: '14', pointer: '/body/items/1/packages', sound: goods({ packages: 0 }), broken: goods({ packages: 0, packageType: 'PK' }) },
  { rule: 'C313', code: '13', pointer: '/body/items/0/hs6', sound: SOUND, broken: without('hs6') },
  { rule: 'C314', code: '13', pointer: '/body/seals/identifiers', sound: seals(2, 'S-1', 'S-2'), broken: sealed(2) },
  { rule: 'C315', code: '14', pointer: '/body/seals/count', sound: seals(2, 'S-1', 'S-2'), broken: seals(3, 'S-1', 'S-2') },
  { rule: 'C316', code: '14', pointer: '/body/seals/identifiers/1', sound: seals(2, 'S-1', 'S-2'), broken: seals(2, 'S-1', 'S-1') },
  { rule: 'C317', code: '14', pointer: '/body/seals/count', sound: sealed(0), broken: seals(0) },
  { rule: 'C318', code: '13', pointer: '/body/containers', sound: containers(1, 'CSQU3054383'), broken: containers(1) },
  { rule: 'C319', code: '', pointer: '', sound: containers(1, 'CSQU3054383'), broken: containers(1, 'CSQU3054384') },
  { rule: 'C320', code: '14', pointer: '/body/means/0/type', sound: SOUND, broken: truck({ type: 31 }) },
  { rule: 'C321', code: '14', pointer: '/body/means/0/identification', sound: SOUND, broken: truck({ identification: 'aa-123-bb' }) },
  { rule: 'C322', code: '15', pointer: '/body/items/1/countryOfDestination', sound: goods({ countryOfDestination: 'KZ' }), broken: declaringWith(({ items: [item] }) => ({ countryOfDestination: 'KZ', items: [{ ...item, packages: 50, grossMass: 5_000, netMass: 4_500, value: 30_000 }, { ...item, number: 2, grossMass: 5_000, netMass: 4_500, value: 30_000, countryOfDestination: 'KZ' }] })) },
  { rule: 'C323', code: '15', pointer: '/body/tirCarnet', sound: tir(), broken: declaring({ tirCarnet: 'AX66950772' }) },
  { rule: 'C324', code: '14', pointer: '/body/tirCarnet', sound: tir(), broken: tir({ tirCarnet: 'DX66950772' }) },
  { rule: 'C325', code: '15', pointer: '/body/tirHolder', sound: tir(), broken: declaring({ tirHolder: 'GEO/003/1' }) },
  { rule: 'C326', code: '13', pointer: '/body/consignee/postcode', sound: consignee('050000'), broken: consignee() },
  { rule: 'C327', code: '14', pointer: '/lrn', sound: twice('L-2'), broken: twice('L-1') },
  { rule: 'C331', code: '12', pointer: '/body/countriesOfRouting/1', sound: SOUND, broken: declaring({ countriesOfRouting: ['GE', 'RU', 'KZ'] }) },
  { rule: 'C332', code: '14', pointer: '/body/limitDate', sound: declaring({ limitDate: isoUtc(START + 8 * DAY) }), broken: declaring({ limitDate: isoUtc(START + HOUR) }) },
  { rule: 'C401', code: '14', pointer: '/body/guarantees/0/grn', sound: SOUND, broken: guarantee({ grn: '26GE' }) },
  { rule: 'C402', code: '14', pointer: '/body/guarantees/0/grn', sound: SOUND, broken: guarantee({ grn: '24GB0000010000296' }) },
  { rule: 'C414', code: '13', pointer: '/body/guarantees/0/accessCode', sound: SOUND, broken: guarantee({ accessCode: undefined }) },
  { rule: 'C415', code: '14', pointer: '/body/guarantees', sound: guarantee({ amount: 21_420 }), broken: guarantee({ amount: 21_419.99 }) },
  { rule: 'C416', code: '14', pointer: '/body/guarantees/0/currency', sound: SOUND, broken: guarantee({ currency: 'EUR' }) },
];

test('all rules of a declaration have their case', () => {
  expect(CASES.map(({ rule }) => rule)).toEqual(PROOFS.declaration);
});

test.each(CASES.map((proof) => [proof.rule, proof] as const))('%s', (_, proof) => {
  expect(flawsOf(proof, verdictsOf)).toEqual([]);
});
