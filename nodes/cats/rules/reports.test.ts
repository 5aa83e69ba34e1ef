/** Rules C328 to C330: what officers and drivers report, each on a real node. */
import { expect, test } from 'vitest';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { PROOFS } from '../../common/rules/proof/places.ts';
import type { Proof } from '../../common/rules/proof/proof.ts';
import { flawsOf } from '../../common/rules/proof/proof.ts';
import type { NodeBench } from '../node-bench.ts';
import { OFFICER, PLATE, START } from '../node-bench.ts';
import type { Subject } from './subject.ts';
import { FIRST_MRN, released, underControl, verdictsOf } from './subject.ts';

/** N180: the seals were broken. */
const reporting =
  (change: Partial<Body<'N180'>['incident']>): Subject =>
  (off) => {
    const incident = {
      code: '2',
      text: 'seals broken at a halt',
      occurredAt: isoUtc(START),
      place: { qualifier: 'Z', value: 'Gori' },
      ...change,
    };
    const body = { mrn: FIRST_MRN, office: 'GE000101', incident };
    return released(off).tell('N180', body, { sender: PLATE, recipient: 'GE000101' });
  };

/** N017: the control at departure. */
const controlled =
  (result: Partial<Body<'N017'>['result']>): Subject =>
  (off) => {
    const body = {
      office: 'GE000101',
      officer: OFFICER,
      task: `departureControl/${FIRST_MRN}`,
      result: { code: 'A1', date: isoUtc(START), ...result },
    };
    return underControl(off).tell('N017', body, { sender: OFFICER, recipient: 'GE000101' });
  };

/* prettier-ignore */
const CASES: readonly Proof<NodeBench>[] = [
  { rule: 'C328', code: '13', pointer: '/body/incident/seals', sound: reporting({ seals: { count: 1, identifiers: ['GE-2'] } }), broken: reporting({}) },
  { rule: 'C329', code: '13', pointer: '/body/result/differences', sound: controlled({ code: 'A5', differences: ['one box more'] }), broken: controlled({ code: 'A5' }) },
  { rule: 'C330', code: '12', pointer: '/body/result/code', sound: controlled({ code: 'A1' }), broken: controlled({ code: 'A3' }) },
];

test('all rules of reports have their case', () => {
  expect(CASES.map(({ rule }) => rule)).toEqual(PROOFS.reports);
});

test.each(CASES.map((proof) => [proof.rule, proof] as const))('%s', (_, proof) => {
  expect(flawsOf(proof, verdictsOf)).toEqual([]);
});
