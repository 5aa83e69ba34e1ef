/** The rules that ICE enforces, each with a message that keeps it and one that breaks it, on a real ICE. */
import { expect, test } from 'vitest';
import type { Message } from '../../simulator/core/participant.ts';
import { DAY, isoUtc, SECOND } from '../../simulator/core/time.ts';
import { disguise } from '../common/envelope.ts';
import { LIMITS } from '../common/limits.ts';
import type { Body } from '../common/message-types.ts';
import { ICE } from '../common/routing.ts';
import { PROOFS } from '../common/rules/proof/places.ts';
import type { Proof, Verdict } from '../common/rules/proof/proof.ts';
import { flawsOf, verdictsIn } from '../common/rules/proof/proof.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import type { Change } from './bench.ts';
import { advanceRecord, Bench, crossed, MRN, OTHER_MRN, SCHEME, START } from './bench.ts';

type Off = readonly RuleCode[];
const ABOUT = { mrn: MRN };

/** An ICE that knows the movement from Georgia through Azerbaijan to Kazakhstan. */
function knowing(off: Off): Bench {
  const bench = Bench.running({ ...SCHEME, iceRulesOff: off });
  bench.announce();
  return bench.settle().clear();
}

/** Azerbaijan says that the truck has crossed; some parts are wrong. */
const crossing =
  (body: object = {}, header: object = {}) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    const message = bench.message('X118', 'AZE', 'GEO', crossed(), ABOUT);
    const changed = { ...message, ...header, body: { ...message.body, ...body } };
    // What is undefined is not there.
    return bench.receive(JSON.parse(JSON.stringify(changed)) as Message);
  };

const announced =
  (mrn: string, change: Change = {}, body = advanceRecord()) =>
  (off: Off): Bench => {
    const bench = Bench.running({ ...SCHEME, iceRulesOff: off });
    bench.tell('X001', 'GEO', 'KAZ', body, { mrn, ...change });
    return bench;
  };

const check: Body<'X200'> = {
  mrn: MRN,
  grn: '26AZ000901A000017',
  type: '1',
  accessCode: 'A1B2',
  amount: 1,
  currency: 'USD',
  countries: ['GE'],
  holderTin: 'GE204378869',
};

/** Azerbaijan answers a question about a guarantee; `asked` says that there was one. */
const answered =
  (asked: boolean) =>
  (off: Off): Bench => {
    const bench = Bench.running({ ...SCHEME, iceRulesOff: off });
    const id = asked ? bench.tell('X200', 'GEO', 'AZE', check, ABOUT) : 'GEO-0';
    const body = { mrn: MRN, grn: check.grn, reasons: [], notValidIn: [] };
    bench.tell('X201', 'AZE', 'GEO', body, { ...ABOUT, correlationId: id });
    return bench;
  };

const claimed =
  (interest: unknown) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    const body = {
      claimId: 'C-1',
      mrn: MRN,
      grn: '26GE000902A000010',
      withdrawn: 0,
      countryOfDebt: 'KZ',
      principalSum: 1,
      interest,
      currency: 'USD',
      undeclaredGoods: 0,
      evidence: 'none',
      dueDate: isoUtc(START),
    };
    return bench.receive(bench.message('X820', 'KAZ', 'GEO', body as Body<'X820'>, ABOUT));
  };

const refusedPassage =
  (reason: string) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    const body = { mrn: MRN, office: 'AZ000200', date: isoUtc(START), reason };
    bench.tell('X119', 'AZE', 'GEO', body, ABOUT);
    return bench;
  };

/** Two messages under one id, or under two. */
const twice =
  (sameId: boolean) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    const first = bench.tell('X118', 'AZE', 'GEO', crossed(), ABOUT);
    const next = bench.pass(SECOND).message('X118', 'AZE', 'GEO', crossed(), ABOUT);
    return bench.receive(sameId ? { ...next, messageId: first } : next);
  };

/** Azerbaijan's client has sent it; the adapter knows. */
const impostor =
  (declared: string) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    const message = bench.message('X118', declared, 'GEO', crossed(), ABOUT);
    return bench.receive(declared === 'AZE' ? message : disguise('AZE', declared, message));
  };

const offices = (count: number): Body<'X001'> =>
  advanceRecord({
    officesOfTransit: Array.from({ length: count }, () => ({
      office: 'AZ000200',
      estimatedArrival: isoUtc(START),
    })),
  });

/** A message to Azerbaijan, which has announced an outage, or not. */
const whileAway =
  (away: boolean) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    const outage = { type: 'N', from: isoUtc(START), functions: ['all'] };
    if (away) bench.tell('S070', 'AZE', ICE, outage);
    bench.tell('X050', 'GEO', 'AZE', advanceRecord({}, ['AZ000200']), ABOUT);
    return bench;
  };

/** A message that waits, or does not, until its time to live is over. */
const waiting =
  (receipted: boolean) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    const id = bench.tell('X050', 'GEO', 'AZE', advanceRecord({}, ['AZ000200']), ABOUT);
    if (receipted) bench.receipt('AZE', id);
    bench.clear();
    const days = LIMITS.queueTimeToLiveMs / DAY + 1;
    for (let day = 0; day < days; day++) bench.pass(DAY).receipt('GEO', ...unsettled(bench));
    return bench;
  };
const unsettled = (bench: Bench): [string, ...string[]] => {
  const ids = bench.sent.filter(({ to }) => to === 'GEO').map(({ message }) => message.messageId);
  return ['GEO-none', ...ids];
};

const versioned =
  (referenceData: number) =>
  (off: Off): Bench => {
    const bench = Bench.running({ ...SCHEME, iceRulesOff: off, oldestReferenceData: 2 });
    bench.tell('X001', 'GEO', 'KAZ', advanceRecord(), { ...ABOUT, referenceData });
    return bench;
  };

const spoken =
  (sender: string, recipient: string) =>
  (off: Off): Bench => {
    const bench = knowing(off);
    bench.tell('X118', sender, recipient, crossed(), ABOUT);
    return bench;
  };

const acknowledged = (off: Off): Bench => {
  const bench = knowing(off);
  bench.tell('T928', 'GEO', 'AZE', { receivedAt: isoUtc(START) });
  return bench;
};

/* prettier-ignore */
const CASES: readonly Proof<Bench>[] = [
  { rule: 'C101', code: '13', pointer: '/body/office', sound: crossing(), broken: crossing({ office: undefined }) },
  { rule: 'C102', code: '13', pointer: '/sentAt', sound: crossing(), broken: crossing({}, { sentAt: undefined }) },
  { rule: 'C103', code: '12', pointer: '/body/controlled', sound: crossing(), broken: crossing({ controlled: 7 }) },
  { rule: 'C104', code: '51', pointer: '/body/passageDate', sound: crossing(), broken: crossing({ passageDate: '2026-07-14T06:00:00+04:00' }) },
  { rule: 'C105', code: '39', pointer: '/body/reason', sound: refusedPassage('no permit'), broken: refusedPassage('x'.repeat(351)) },
  { rule: 'C106', code: '50', pointer: '/body/interest', sound: claimed(0), broken: claimed('a lot') },
  { rule: 'C107', code: '14', pointer: '/correlationId', sound: answered(true), broken: answered(false) },
  { rule: 'C108', code: '26', pointer: '/messageId', sound: twice(false), broken: twice(true) },
  { rule: 'C109', code: '92', pointer: '/', sound: crossing(), broken: acknowledged },
  { rule: 'C110', code: '14', pointer: '/sender', sound: impostor('AZE'), broken: impostor('KAZ') },
  { rule: 'C111', code: '35', pointer: '/body/declaration/officesOfTransit', sound: announced(MRN, {}, offices(9)), broken: announced(MRN, {}, offices(10)) },
  { rule: 'C301', code: '14', pointer: '/mrn', sound: announced(MRN), broken: announced('26GE') },
  { rule: 'C302', code: '93', pointer: '/mrn', sound: announced(MRN), broken: announced('26GE0002004H8T1VY5') },
  { rule: 'C303', code: '14', pointer: '/mrn', sound: announced(MRN), broken: announced(OTHER_MRN) },
  { rule: 'C601', code: '14', pointer: '/recipient', sound: announced(MRN), broken: announced(MRN, { recipient: 'FRA' }) },
  { rule: 'C602', code: '14', pointer: '/recipient', sound: whileAway(false), broken: whileAway(true) },
  { rule: 'C603', code: '14', pointer: '/recipient', sound: waiting(true), broken: waiting(false) },
  { rule: 'C604', code: '92', pointer: '/', sound: spoken('AZE', 'GEO'), broken: spoken('UZB', 'GEO') },
  { rule: 'C605', code: '14', pointer: '/referenceData', sound: versioned(2), broken: versioned(1) },
];

const verdictsOf = (bench: Bench): Verdict[] =>
  verdictsIn(bench.sent.map(({ message }) => message));

test('all rules of the hub have their case', () => {
  expect(CASES.map(({ rule }) => rule)).toEqual(PROOFS.ice);
});

test.each(CASES.map((proof) => [proof.rule, proof] as const))('%s', (_, proof) => {
  expect(flawsOf(proof, verdictsOf)).toEqual([]);
});

test.each(CASES.map((proof) => [proof.rule, proof] as const))(
  '%s: the journal names the rule of the refusal',
  (rule, { broken }) => {
    const bench = broken([]);
    const named = bench.entries.map((entry) => entry.rule);
    expect(named).toContain(rule);
  },
);
