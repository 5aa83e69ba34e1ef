/** Rules C501 to C506: who may do what, each on a real node. */
import { expect, test } from 'vitest';
import { PROOFS } from '../../common/rules/proof/places.ts';
import type { Proof } from '../../common/rules/proof/proof.ts';
import { flawsOf } from '../../common/rules/proof/proof.ts';
import { declarationTo, exampleNode, NodeBench, OFFICER, TRADER } from '../node-bench.ts';
import type { Off, Subject } from './subject.ts';
import { covered, declaring, lodge, LRN, verdictsOf } from './subject.ts';

const AGENT = 'GE100200300';
/** A principal who has named his agent, or has not. */
const CLIENT = 'GE300200100';
const PLACE = 'Tbilisi';

/** A801: for an account, or, from a trader who has one, for more. */
const apply = (bench: NodeBench, tin: string, more: object): NodeBench =>
  bench.tell(
    'A801',
    {
      tin,
      legalName: `Company ${tin}`,
      address: 'Tbilisi',
      country: 'GE',
      roles: ['principal'],
      contact: 'desk',
      requestedTrustLevel: 1,
      ...more,
    },
    { sender: tin },
  );

const BY_AGENT = {
  principal: { tin: CLIENT, name: 'Client', country: 'GE' },
  representative: { tin: AGENT, name: 'Agent', country: 'GE' },
};

/** An agent lodges the declaration. */
const represented =
  (named: boolean): Subject =>
  (off) => {
    const { bench, cover } = covered(off);
    apply(bench, CLIENT, named ? { representatives: [AGENT] } : {});
    bench.decide(`accountReview/${CLIENT}`, 'approve');
    return lodge(bench, declarationTo(cover, BY_AGENT), { sender: AGENT });
  };

/** The number under which a simplification was granted. */
function authorised(bench: NodeBench, type: string): string {
  apply(bench, TRADER, { simplifications: [{ type, places: [PLACE], sealsRequired: 0 }] });
  const task = bench.of('N810').find(({ body }) => body.kind === 'authorisationReview');
  bench.decide(task?.body.task ?? '', 'grant');
  return bench.of('A805')[0]?.body.authorisationNumber ?? 'none';
}

const simplified =
  (type: string, held: boolean, change: object): Subject =>
  (off) => {
    const { bench, cover } = covered(off);
    const reference = held ? authorised(bench, type) : 'GE-0';
    const authorisations = [{ type, reference }];
    return lodge(bench, { ...declarationTo(cover), ...change, authorisations });
  };

const reduced =
  (held: boolean): Subject =>
  (off) => {
    const { bench, cover } = covered(off);
    const authorisations = held ? [{ type: 'C524', reference: authorised(bench, 'C524') }] : [];
    return lodge(bench, { ...declarationTo(cover), reducedDataSet: 1, authorisations });
  };

const deciding =
  (office: string): Subject =>
  (off) =>
    declaring()(off).decide(`acceptance/${TRADER}/${LRN}`, 'accept', { office });

/** A guarantor's account, which two officers approve. */
const confirming =
  (officer: string): Subject =>
  (off: Off) => {
    const tin = 'GEGUARANTOR1';
    const bench = new NodeBench(exampleNode('GEO', { rulesOff: off }));
    apply(bench, tin, { roles: ['guarantor'] });
    bench.decide(`accountReview/${tin}`, 'approve', { officer: OFFICER });
    return bench.decide(`accountConfirmation/${tin}`, 'approve', { officer });
  };

/* prettier-ignore */
const CASES: readonly Proof<NodeBench>[] = [
  { rule: 'C501', code: '12', pointer: '/body/principal/tin', sound: declaring(), broken: declaring({ principal: { name: 'Colchis Trade', country: 'GE' } }) },
  { rule: 'C502', code: '12', pointer: '/body/representative/tin', sound: represented(true), broken: represented(false) },
  { rule: 'C503', code: '14', pointer: '/body/authorisations/0', sound: simplified('C521', true, {}), broken: simplified('C521', false, {}) },
  { rule: 'C504', code: '14', pointer: '/body/reducedDataSet', sound: reduced(true), broken: reduced(false) },
  { rule: 'C505', code: '14', pointer: '/body/office', sound: deciding('GE000101'), broken: deciding('GE000200') },
  { rule: 'C506', code: '14', pointer: '/body/officer', sound: confirming('officer-2'), broken: confirming(OFFICER) },
];

test('all rules of authority have their case', () => {
  expect(CASES.map(({ rule }) => rule)).toEqual(PROOFS.authority);
});

test.each(CASES.map((proof) => [proof.rule, proof] as const))('%s', (_, proof) => {
  expect(flawsOf(proof, verdictsOf)).toEqual([]);
});
