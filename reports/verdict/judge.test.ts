/** The judge, on journals made by hand: each kind of expectation seen, missed, and missed in the ways that people must be able to tell apart. */
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import type { Expected, ExpectedMessage, ExpectedScript } from './expected.ts';
import { parseMarkLine, parseMessageLine, parseObjectLine } from './expected.ts';
import { ScriptJudge } from './judge.ts';

const T = Date.UTC(2026, 6, 14, 6);
const MRN = '26GE000102000001Y3';
const GRN = '26GE000900A000010';
const TIN = 'GE204378869';

const NOTHING: Expected = {
  messages: [],
  inOrder: false,
  rows: [],
  rules: [],
  facts: [],
  notMessages: [],
  notMarks: [],
  states: [],
  balances: [],
  exposures: [],
};
const message = (
  text: string,
  where: Record<string, unknown> = {},
  times?: number,
): ExpectedMessage => {
  const line = parseMessageLine(text);
  if (line === undefined) throw new Error(text);
  return { text, line, where, ...(times === undefined ? {} : { times }) };
};
const mark = (text: string) => ({ text, line: parseMarkLine(text)! });
const state = (text: string, is: string) => ({ text, line: parseObjectLine(text)!, state: is });

const script = (...steps: Partial<Expected>[]): ExpectedScript => ({
  steps: steps.map((expected, i) => ({
    id: `s${String(i + 1)}`,
    step: { en: `Step ${String(i + 1)}`, ru: `Шаг ${String(i + 1)}` },
    expected: { ...NOTHING, ...expected },
  })),
  given: [],
  codes: { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ' },
  places: { 'az-krasny-most': ['AZ000200'], 'az-baku': ['AZ000101', 'AZ000900'] },
});

/** Entries with times in seconds from the start; the first step begins at 0. */
class Journal {
  private readonly judge: ScriptJudge;
  private s = 0;

  constructor(of: ExpectedScript) {
    this.judge = new ScriptJudge(of);
    this.add(0, 'WORLD', { type: 'NumberLearnt', name: 'colchis', number: 'tin', value: TIN });
    this.add(0, 'WORLD', { type: 'NumberLearnt', name: 'm1', number: 'mrn', value: MRN });
    this.add(0, 'WORLD', { type: 'NumberLearnt', name: 'g1', number: 'grn', value: GRN });
  }

  add(
    t: number,
    n: string,
    fact: { type: string; [detail: string]: unknown },
    body?: object,
  ): this {
    const entry: Entry = { t: T + t * 1_000, n, s: this.s++, ...fact };
    this.judge.step(entry, body);
    return this;
  }

  step(t: number, id: string): this {
    return this.add(t, 'WORLD', { type: 'StepBegun', step: id });
  }

  sent(t: number, n: string, id: string, msg: string, from: string, to: string, body = {}): this {
    return this.add(t, n, { type: 'MessageSent', id, msg, from, to, mrn: MRN }, body);
  }

  taken(t: number, id: string): this {
    return this.add(t, 'ICE', { type: 'MessageTaken', id, by: id });
  }

  received(t: number, n: string, id: string): this {
    return this.add(t, n, { type: 'MessageReceived', by: id });
  }

  /** Of each step: what was missing. */
  missing(): string[][] {
    return this.judge.results().map(({ missing }) => missing.map(({ en }) => en));
  }

  get results() {
    return this.judge.results();
  }
}

const wants = (...messages: ExpectedMessage[]): Journal =>
  new Journal(script({ messages })).step(0, 's1');

describe('a message is seen', () => {
  test('when it was sent, has passed ICE and was received', () => {
    const journal = wants(message('X001 GEO -> AZE of m1'))
      .sent(5, 'GEO', 'GEO-1', 'X001', 'GEO', 'AZE')
      .taken(6, 'GEO-1')
      .received(8, 'AZE', 'GEO-1');
    expect(journal.missing()).toEqual([[]]);
    expect(journal.results[0]).toMatchObject({
      number: 1,
      pass: true,
      seen: [{ en: 'X001 Anticipated arrival record, GEO → AZE (m1): at 06:00:08' }],
      story: [],
    });
  });

  test.each<[string, (journal: Journal) => Journal, string]>([
    ['not sent at all', (journal) => journal, 'not sent'],
    [
      'sent to somebody else',
      (journal) => journal.sent(5, 'GEO', 'GEO-1', 'X001', 'GEO', 'KAZ'),
      'not sent',
    ],
    [
      'about something else',
      (journal) =>
        journal.add(5, 'GEO', {
          type: 'MessageSent',
          id: 'GEO-1',
          msg: 'X001',
          from: 'GEO',
          to: 'AZE',
          mrn: 'x',
        }),
      'not sent',
    ],
    [
      'sent and not taken',
      (journal) => journal.sent(5, 'GEO', 'GEO-1', 'X001', 'GEO', 'AZE'),
      'sent, but not received',
    ],
    [
      'taken and not received',
      (journal) => journal.sent(5, 'GEO', 'GEO-1', 'X001', 'GEO', 'AZE').taken(6, 'GEO-1'),
      'taken by ICE, but not received',
    ],
    [
      'refused by ICE',
      (journal) =>
        journal.sent(5, 'GEO', 'GEO-1', 'X001', 'GEO', 'AZE').add(6, 'ICE', {
          type: 'MessageRefused',
          id: 'GEO-1',
          by: 'GEO-1',
          rule: 'C604',
          code: '92',
        }),
      'ICE refused it (C604)',
    ],
    [
      'received only after the next step began',
      (journal) =>
        journal
          .sent(5, 'GEO', 'GEO-1', 'X001', 'GEO', 'AZE')
          .taken(6, 'GEO-1')
          .step(7, 's2')
          .received(8, 'AZE', 'GEO-1'),
      'taken by ICE, but not received',
    ],
  ])('and not when it was %s', (_, play, why) => {
    const missing = play(wants(message('X001 GEO -> AZE of m1'))).missing();
    expect(missing[0]).toEqual([`X001 Anticipated arrival record, GEO → AZE (m1): ${why}`]);
  });

  test('in the step in which it arrives, though it was sent in an earlier one', () => {
    const journal = new Journal(
      script(
        { messages: [message('X001 GEO -> AZE waits at ICE')] },
        { messages: [message('X001 GEO -> AZE')] },
      ),
    )
      .step(0, 's1')
      .sent(5, 'GEO', 'GEO-1', 'X001', 'GEO', 'AZE')
      .taken(6, 'GEO-1')
      .step(10, 's2')
      .received(12, 'AZE', 'GEO-1');
    expect(journal.missing()).toEqual([[], []]);
  });

  test('by everybody where it is for all', () => {
    const journal = wants(message('A803 GEO -> ALL'))
      .sent(1, 'GEO', 'GEO-1', 'A803', 'GEO', 'ALL')
      .taken(2, 'GEO-1')
      .received(3, 'AZE', 'GEO-1');
    expect(journal.missing()[0]?.[0]).toMatch(/not received by KAZ$/);
    expect(
      wants(message('A803 GEO -> ALL'))
        .sent(1, 'GEO', 'GEO-1', 'A803', 'GEO', 'ALL')
        .taken(2, 'GEO-1')
        .received(3, 'AZE', 'GEO-1')
        .received(4, 'KAZ', 'GEO-1')
        .missing(),
    ).toEqual([[]]);
  });

  test.each([
    ['T029 to colchis', TIN],
    ['T029 to trader', TIN],
    ['T029 from GEO', TIN],
    ['T029 from GE000102 to trader', TIN],
  ])('whoever is named so: %s', (text, to) => {
    const journal = wants(message(text))
      .sent(1, 'GEO', 'GEO-n1', 'T029', 'GE000102', to)
      .received(2, 'WORLD', 'GEO-n1');
    expect(journal.missing()).toEqual([[]]);
  });

  test.each<[unknown, string | undefined]>([
    [{ '/body/decision': 1 }, undefined],
    [{ '/body/decision': '1' }, undefined],
    [{ '/body/decision': 0 }, '/body/decision is 1, not 0'],
    [{ '/body/errors': { has: { code: 14 } } }, undefined],
    [{ '/body/errors': { has: { code: 13 } } }, '/body/errors is [{"code":"14"'],
    [{ '/body/errors': { count: 2 } }, '/body/errors is'],
    [{ '/body/grn': { present: false } }, undefined],
    [{ '/body/grn': { present: true } }, '/body/grn is –'],
    [{ '/mrn': '$m1.mrn' }, undefined],
    [{ '/body/amount': { atLeast: 5 } }, undefined],
    [{ '/body/amount': { atMost: 5 } }, '/body/amount is 7'],
  ])('with the values wanted: %j', (where, why) => {
    const body = { decision: 1, errors: [{ code: '14', reason: 'C402' }], amount: 7 };
    const [missing = []] = wants(message('T056 to colchis', where as Record<string, unknown>))
      .sent(1, 'GEO', 'GEO-n1', 'T056', 'GE000102', TIN, body)
      .received(2, 'WORLD', 'GEO-n1')
      .missing();
    if (why === undefined) expect(missing).toEqual([]);
    else expect(missing[0]).toContain(why);
  });

  test('as often as wanted, in time and in order', () => {
    const play = (expected: Partial<Expected>): string[] =>
      new Journal(script(expected))
        .step(0, 's1')
        .sent(1, 'GEO', 'GEO-n1', 'T028', 'GE000102', TIN)
        .received(2, 'WORLD', 'GEO-n1')
        .sent(1, 'GEO', 'GEO-n2', 'T029', 'GE000102', TIN)
        .received(90, 'WORLD', 'GEO-n2')
        .missing()[0] ?? [];
    const [first, second] = [message('T028 to colchis'), message('T029 to colchis')];
    expect(play({ messages: [first, second], inOrder: true })).toEqual([]);
    expect(play({ messages: [second, first], inOrder: true })[0]).toMatch(/out of order$/);
    expect(play({ messages: [second], withinMs: 60_000 })[0]).toMatch(/only after 1 min 30 s$/);
    expect(play({ messages: [message('T029 to colchis', {}, 2)] })[0]).toMatch(
      /seen 1 times, not 2$/,
    );
  });
});

describe('rows, rules, facts', () => {
  const play = (expected: Partial<Expected>): string[] =>
    new Journal(script(expected))
      .step(0, 's1')
      .add(1, 'AZE', { type: 'PassageGranted', row: 'B6', mrn: MRN, office: 'AZ000200' })
      .add(2, 'GEO', { type: 'DeclarationRejected', row: 'D1', lrn: 'x', rules: ['C402', 'C318'] })
      .missing()[0] ?? [];

  test.each(['B6', 'B6 of m1', 'B6 at AZE', 'B6 of m1 at az-krasny-most', 'B6 at AZ000200'])(
    'row %s is seen',
    (text) => {
      expect(play({ rows: [mark(text)] })).toEqual([]);
      expect(play({ notMarks: [mark(text)] })[0]).toMatch(/must not happen, but did at 06:00:01$/);
    },
  );

  test.each(['B7', 'B6 of g1', 'B6 at GEO', 'B6 at az-baku'])('row %s is not', (text) => {
    expect(play({ rows: [mark(text)] })[0]).toMatch(/: not followed$/);
    expect(play({ notMarks: [mark(text)] })).toEqual([]);
  });

  test('a rule is seen in a list of rules as well', () => {
    expect(play({ rules: [mark('C318'), mark('C402 at GEO')] })).toEqual([]);
    expect(play({ rules: [mark('C501')] })[0]).toMatch(/^rule C501, .*: not applied$/);
  });

  test('a fact is seen by its name', () => {
    expect(play({ facts: [mark('PassageGranted of m1 at AZE')] })).toEqual([]);
    expect(play({ facts: [mark('AccountKnown')] })).toEqual(['AccountKnown: not in the journal']);
  });
});

describe('how things stand', () => {
  const journal = (expected: Partial<Expected>): Journal =>
    new Journal(script(expected))
      .add(0, 'GEO', {
        type: 'GuaranteeGranted',
        row: 'G5',
        guarantee: 'a',
        grn: GRN,
        referenceAmount: 63_000,
      })
      .step(0, 's1')
      .add(1, 'GEO', { type: 'MovementAccepted', row: 'D9', lrn: 'x', mrn: MRN })
      .add(2, 'GEO', {
        type: 'UsageReserved',
        row: 'U1',
        grn: GRN,
        mrn: MRN,
        exposure: 21_420,
        balance: 41_580,
      })
      .add(3, 'GEO', { type: 'MovementReleased', row: 'D20', lrn: 'x', mrn: MRN })
      .add(4, 'AZE', { type: 'AtrCreated', row: 'B1', mrn: MRN, office: 'AZ000200' })
      .add(5, 'AZE', { type: 'AarCreated', row: 'A1', mrn: MRN, office: 'AZ000101' });

  test('is followed through the state tables and the ledger', () => {
    expect(
      journal({
        states: [
          state('m1', 'released'),
          state('m1 at az-krasny-most', 'atrCreated'),
          state('m1 at az-baku', 'aarCreated'),
          state('m1 under g1', 'reserved'),
          state('g1', 'active'),
        ],
        balances: [{ name: 'g1', sum: 41_580 }],
        exposures: [{ name: 'g1', sum: 21_420 }],
      }).missing(),
    ).toEqual([[]]);
  });

  test('and what is otherwise is told', () => {
    expect(
      journal({
        states: [state('m1', 'accepted'), state('m2', 'released')],
        balances: [{ name: 'g1', sum: 63_000 }],
        exposures: [{ name: 'g2', sum: 0 }],
      }).missing(),
    ).toEqual([
      [
        'm1 is “Released for transit”, not “Accepted”',
        'm2 is not known',
        'balance of g1 is 41,580, not 63,000',
        'g2 is not known',
      ],
    ]);
  });
});

describe('the run as a whole', () => {
  test('what is given stands before the first step', () => {
    const given = { ...script({}), given: ['g1', 'a1'] };
    const [first, second] = new Journal(given).step(0, 's1').results;
    expect(first).toMatchObject({ id: 'given', number: 0, pass: false, at: null });
    expect(first?.missing.map(({ en }) => en)).toEqual(['a1 was not granted']);
    expect(second).toMatchObject({ id: 's1', number: 1, pass: true });
  });

  test('a step that never came, or could not be taken, has failed', () => {
    const journal = new Journal(script({}, {}))
      .step(0, 's1')
      .add(0, 'WORLD', { type: 'StepNotTaken', step: 's1', why: 'm1 has no mrn yet' });
    expect(journal.missing()).toEqual([
      ['the step could not be taken: m1 has no mrn yet'],
      ['the run ended before this step'],
    ]);
  });

  test('of a step that failed the last six messages are told, receipts aside', () => {
    const journal = wants(message('T051 to colchis'));
    for (let i = 1; i <= 8; i++)
      journal.sent(i, 'GEO', `GEO-n${String(i)}`, 'T060', 'GE000102', TIN);
    const { story = [] } = journal.results[0] ?? {};
    expect(story).toHaveLength(6);
    expect(story.at(-1)).toMatchObject({ code: 'T060', name: 'ControlNotice', arrived: false });
  });
});
