/** Rules C403 to C413: what the office of guarantee finds in its books, each on a real node. */
import { expect, test } from 'vitest';
import { DAY } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { PROOFS } from '../../common/rules/proof/places.ts';
import type { Proof } from '../../common/rules/proof/proof.ts';
import { flawsOf } from '../../common/rules/proof/proof.ts';
import type { Cover, NodeBench } from '../node-bench.ts';
import { TRADER } from '../node-bench.ts';
import type { Off, Subject } from './subject.ts';
import { covered, FIRST_MRN, grant, verdictsOf } from './subject.ts';

const NEXT_MRN = '26GE000101000002Y5';

/** X203 for a movement from Tbilisi to Almaty. */
const use = (bench: NodeBench, cover: Cover, change: Partial<Body<'X203'>> = {}): NodeBench => {
  const body: Body<'X203'> = {
    mrn: FIRST_MRN,
    type: '1',
    amount: 21_420,
    currency: 'USD',
    countries: ['GE', 'AZ', 'KZ'],
    holderTin: TRADER,
    commodities: ['847130'],
    sensitive: 0,
    officeOfDeparture: 'GE000101',
    officeOfDestination: 'KZ000300',
    ...cover,
    ...change,
  };
  const header = { sender: 'GE000101', recipient: 'GE000900', mrn: body.mrn };
  return bench.tell('X203', body, header);
};

const using =
  (change: Partial<Body<'X203'>> = {}): Subject =>
  (off) => {
    const { bench, cover } = covered(off);
    return use(bench, cover, change);
  };

/** A use of a guarantee that was granted under conditions. */
const usingOther =
  (granted: Partial<Body<'G810'>>, change: Partial<Body<'X203'>> = {}): Subject =>
  (off) => {
    const { bench } = covered(off);
    const cover = grant(bench, granted);
    return use(bench, cover, change);
  };

/** An individual guarantee, used for one movement or for two. */
const individual =
  (times: 1 | 2): Subject =>
  (off) => {
    const { bench } = covered(off);
    const cover = grant(bench, { type: '2' });
    const change = { type: '2', amount: 1_000 };
    use(bench, cover, change);
    return times === 1 ? bench : use(bench, cover, { ...change, mrn: NEXT_MRN });
  };

const expired = (off: Off): NodeBench => {
  const { bench, cover } = covered(off);
  return use(bench.pass(301 * DAY), cover);
};

const way = { type: '2', officeOfDeparture: 'GE000101', officeOfDestination: 'KZ000300' };

/* prettier-ignore */
const CASES: readonly Proof<NodeBench>[] = [
  { rule: 'C403', code: 'G01', pointer: '/body/grn', sound: using(), broken: using({ grn: '26GE000902A000010' }) },
  { rule: 'C404', code: 'G02', pointer: '/body/grn', sound: using(), broken: expired },
  { rule: 'C405', code: 'G03', pointer: '/body/grn', sound: using(), broken: using({ accessCode: '????' }) },
  { rule: 'C406', code: 'G04', pointer: '/body/grn', sound: using(), broken: using({ holderTin: 'GE999999999' }) },
  { rule: 'C407', code: 'G10', pointer: '/body/grn', sound: individual(1), broken: individual(2) },
  { rule: 'C408', code: 'G06', pointer: '/body/grn', sound: usingOther({ excludesSensitive: 1 }), broken: usingOther({ excludesSensitive: 1 }, { sensitive: 1 }) },
  { rule: 'C409', code: 'G08', pointer: '/body/grn', sound: using(), broken: using({ countries: ['GE', 'AZ', 'UZ'] }) },
  { rule: 'C410', code: 'G09', pointer: '/body/grn', sound: using({ amount: 63_000 }), broken: using({ amount: 63_000.01 }) },
  { rule: 'C411', code: 'G11', pointer: '/body/grn', sound: usingOther(way, { type: '2' }), broken: usingOther(way, { type: '2', officeOfDestination: 'KZ000200' }) },
  { rule: 'C412', code: 'G12', pointer: '/body/grn', sound: usingOther({ commodities: ['84'] }), broken: usingOther({ commodities: ['84'] }, { commodities: ['847130', '240220'] }) },
  { rule: 'C413', code: 'G13', pointer: '/body/grn', sound: using(), broken: using({ type: '2' }) },
];

test('all rules of the books have their case', () => {
  expect(CASES.map(({ rule }) => rule)).toEqual(PROOFS.guarantee);
});

test.each(CASES.map((proof) => [proof.rule, proof] as const))('%s', (_, proof) => {
  expect(flawsOf(proof, verdictsOf)).toEqual([]);
});
