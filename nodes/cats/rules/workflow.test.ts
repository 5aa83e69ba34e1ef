/** Rules C201 to C209: messages that do not fit what has happened, each on a real node. */
import { expect, test } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import { PROOFS } from '../../common/rules/proof/places.ts';
import type { Proof } from '../../common/rules/proof/proof.ts';
import { flawsOf } from '../../common/rules/proof/proof.ts';
import {
  advanceRecord,
  exampleNode,
  MRN,
  NodeBench,
  PLATE,
  SEAL,
  START,
  TRADER,
} from '../node-bench.ts';
import type { Off, Subject } from './subject.ts';
import { accepted, covered, FIRST_MRN, lodge, LRN, released, verdictsOf } from './subject.ts';
import { declarationTo } from '../node-bench.ts';

const crossed = (bench: NodeBench, mrn = FIRST_MRN): NodeBench => {
  const body: Body<'X118'> = { mrn, office: 'AZ000200', passageDate: isoUtc(START), controlled: 0 };
  return bench.tell('X118', body, { sender: 'AZE', mrn });
};

const invalidated = (bench: NodeBench): NodeBench =>
  bench.tell(
    'T014',
    { justification: 'sold elsewhere' },
    { recipient: 'GE000101', mrn: FIRST_MRN },
  );

/** A guarantee that covers too little: the movement waits for another. */
function withoutCover(off: Off): { bench: NodeBench; declaration: Declaration } {
  const { bench, cover } = covered(off);
  const declaration = declarationTo({ ...cover, accessCode: 'zzzz' });
  lodge(bench, declaration).decide(`acceptance/${TRADER}/${LRN}`, 'accept');
  bench.decide(`riskDecision/${FIRST_MRN}`, 'noControl').clear();
  return { bench, declaration: declarationTo(cover) };
}

/** T013 of nothing but the guarantee, or of the mass too. */
const amendingGuarantee =
  (change: Partial<Declaration>): Subject =>
  (off) => {
    const { bench, declaration } = withoutCover(off);
    const amended = { ...declaration, ...change };
    const body: Body<'T013'> = { mrn: FIRST_MRN, amendmentTypeFlag: 1, declaration: amended };
    return bench.tell('T013', body, { recipient: 'GE000101', mrn: FIRST_MRN });
  };

/** T013 of an accepted declaration. */
const amending =
  (
    change: Partial<Declaration>,
    names: Pick<Body<'T013'>, 'mrn' | 'lrn'> = { mrn: FIRST_MRN },
  ): Subject =>
  (off) => {
    const { bench, declaration } = accepted(off);
    const amended = { ...declaration, ...change };
    const body: Body<'T013'> = { ...names, amendmentTypeFlag: 0, declaration: amended };
    return bench.tell('T013', body, { recipient: 'GE000101', mrn: FIRST_MRN });
  };

/** Kazakhstan expects the movement. */
const expecting = (off: Off): NodeBench =>
  new NodeBench(exampleNode('KAZ', { rulesOff: off })).tell('X001', advanceRecord(['KZ000300']), {
    sender: 'GEO',
    mrn: MRN,
  });

const arrived = (bench: NodeBench): NodeBench => {
  const body: Body<'T007'> = {
    mrn: MRN,
    office: 'KZ000300',
    arrivedAt: isoUtc(bench.now),
    simplified: 0,
    identification: PLATE,
    seals: [SEAL],
  };
  return bench.tell('T007', body, { sender: PLATE, recipient: 'KZ000300', mrn: MRN });
};

const arriving =
  (cancelled: boolean): Subject =>
  (off) => {
    const bench = expecting(off);
    const cancellation = { mrn: MRN, date: isoUtc(START) };
    if (cancelled) bench.tell('X010', cancellation, { sender: 'GEO', mrn: MRN });
    return arrived(bench);
  };

const asking =
  (days: number): Subject =>
  (off) => {
    const body: Body<'X142'> = {
      mrn: MRN,
      office: 'KZ000900',
      enquirer: 'GE000900',
      requestDate: isoUtc(START),
      limitForResponse: isoUtc(START + days * DAY),
      resultsOnly: 0,
      contact: 'enquiries',
    };
    return expecting(off).tell('X142', body, { sender: 'GEO', mrn: MRN });
  };

const itemsOf = (hs6: string): Partial<Declaration> => ({
  items: declarationTo({ grn: '', accessCode: '' }).items.map((item) => ({ ...item, hs6 })),
});

/* prettier-ignore */
const CASES: readonly Proof<NodeBench>[] = [
  { rule: 'C201', code: '90', pointer: '/mrn', sound: (off) => crossed(released(off)), broken: (off) => crossed(released(off), '26GE0002004H8T1VY4') },
  { rule: 'C202', code: '92', pointer: '/', sound: (off) => crossed(released(off)), broken: (off) => crossed(accepted(off).bench) },
  { rule: 'C203', code: '92', pointer: '/', sound: (off) => invalidated(accepted(off).bench), broken: (off) => invalidated(released(off)) },
  { rule: 'C204', code: '14', pointer: '/body/declaration/grossMass', sound: amendingGuarantee({}), broken: amendingGuarantee({ grossMass: 11_000 }) },
  { rule: 'C205', code: '14', pointer: '/body/declaration/items/0/hs6', sound: amending({ grossMass: 10_001 }), broken: amending(itemsOf('847141')) },
  { rule: 'C206', code: '15', pointer: '/body/lrn', sound: amending({}), broken: amending({}, { mrn: FIRST_MRN, lrn: LRN }) },
  { rule: 'C207', code: '92', pointer: '/', sound: arriving(false), broken: arriving(true) },
  { rule: 'C208', code: '92', pointer: '/', sound: (off) => arrived(expecting(off)), broken: (off) => arrived(arrived(expecting(off)).pass(HOUR)) },
  { rule: 'C209', code: '14', pointer: '/body/limitForResponse', sound: asking(40), broken: asking(30) },
];

test('all rules of the workflow have their case', () => {
  expect(CASES.map(({ rule }) => rule)).toEqual(PROOFS.workflow);
});

test.each(CASES.map((proof) => [proof.rule, proof] as const))('%s', (_, proof) => {
  expect(flawsOf(proof, verdictsOf)).toEqual([]);
});
