/** What traders lodge ahead, amend, present and withdraw: rows D2 to D8, D11, D12, D23 and D25. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoUtc, MINUTE } from '../../../simulator/core/time.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { NodeBench } from '../node-bench.ts';
import { benchWithCover, declarationTo, PLATE, START, TRADER } from '../node-bench.ts';
import {
  ACCEPTANCE,
  accepted,
  arrived,
  OFFICE,
  RED,
  rejected,
  released,
  submitted,
  underControl,
} from './bench.ts';

const AHEAD = { additionalType: 'D' };
const PRESENCE = {
  office: OFFICE,
  location: 'gate 4',
  means: [{ type: 30, identification: PLATE, nationality: 'GE' }],
  seals: { count: 1, identifiers: ['NEW-1'] },
};

const present = (bench: NodeBench, change: Partial<typeof PRESENCE> = {}): NodeBench =>
  bench.tell('T170', { ...PRESENCE, ...change }, { recipient: OFFICE, lrn: 'L-1' });

const amend = (
  bench: NodeBench,
  named: { mrn: string } | { lrn: string },
  declaration: Declaration,
  amendmentTypeFlag: 0 | 1 = 0,
): NodeBench =>
  bench.tell('T013', { ...named, amendmentTypeFlag, declaration }, { recipient: OFFICE });

const withdraw = (bench: NodeBench, named: { mrn: string } | { lrn: string }): NodeBench =>
  bench.tell('T014', { justification: 'sold elsewhere' }, { recipient: OFFICE, ...named });

describe('a declaration lodged ahead', () => {
  it('waits for its goods (D2)', () => {
    const { bench } = submitted(AHEAD);
    expect(bench.rows()).toEqual(['D2']);
    expect(bench.mail()).toEqual([`T928>${TRADER}`]);
    expect(bench.tableSizes()).toMatchObject({ movements: 1, tasks: 0 });
  });

  it('tells of an intended control where the risk analysis has one', () => {
    const { bench } = submitted(AHEAD, { channels: RED });
    const [notice] = bench.of('T060');
    expect(notice).toMatchObject({ lrn: 'L-1', body: { notificationType: 2 } });
    expect(notice?.body.controls).toContain('40');
    present(bench.clear());
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'control', channel: 'red' });
  });

  it('is accepted when they are presented, with the means and seals that they came with (D7)', () => {
    const { bench } = submitted(AHEAD);
    present(bench.clear());
    expect(bench.rows()).toEqual(['D7']);
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    expect(bench.mail()).toEqual([`T028>${TRADER}`, `N810>${OFFICE}`]);
    bench.clear().decide(`riskDecision/${mrn}`, 'noControl');
    expect(bench.of('T029')[0]?.body.seals).toEqual(PRESENCE.seals);
    bench.clear().pass(31 * DAY);
    expect(bench.rows()).not.toContain('D8');
  });

  it('stays where the presentation is wrong, which hears every defect at once (D6)', () => {
    const { bench } = submitted(AHEAD);
    present(bench.clear(), {
      office: 'GE000200',
      means: [{ type: 31, identification: 'aa-1', nationality: 'GE' }],
      seals: { count: 2, identifiers: ['NEW-1'] },
    });
    expect(bench.rows()).toEqual(['D6']);
    expect(bench.of('T056')[0]).toMatchObject({ lrn: 'L-1', body: { rejectionType: '170' } });
    expect(rejected(bench)).toEqual([
      'C304 12 /body/office',
      'C315 14 /body/seals/count',
      'C320 14 /body/means/0/type',
      'C321 14 /body/means/0/identification',
    ]);
    expect(bench.facts('PresentationRejected')).toMatchObject([
      { rules: ['C304', 'C315', 'C320', 'C321'] },
    ]);
    present(bench.clear());
    expect(bench.rows()).toEqual(['D7']);
  });

  it('ends when they never come (D8)', () => {
    const { bench } = submitted(AHEAD);
    bench.clear().pass(30 * DAY);
    expect(bench.rows()).toEqual(['D8']);
    expect(bench.of('T056')[0]?.body).toMatchObject({ rejectionType: '015', rejectionCode: '4' });
    present(bench.clear());
    expect(bench.rows()).toEqual(['D39']);
  });

  it('can be amended until then (D4)', () => {
    const { bench, declaration } = submitted(AHEAD);
    amend(bench.clear(), { lrn: 'L-1' }, { ...declaration, placeOfUnloading: 'Astana' });
    expect(bench.rows()).toEqual(['D4']);
    expect(bench.of('T004')[0]).toMatchObject({ recipient: TRADER, lrn: 'L-1' });
    amend(bench.clear(), { lrn: 'L-1' }, { ...declaration, grossMass: 1, declarationType: 'T2' });
    expect(bench.rows()).toEqual(['D4']);
    expect(rejected(bench)).toEqual([
      'C205 14 /body/declaration/declarationType',
      'C310 14 /body/declaration/grossMass',
    ]);
    present(bench.clear());
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.decide(`riskDecision/${mrn}`, 'noControl');
    expect(bench.of('X001')[0]?.body.declaration.placeOfUnloading).toBe('Astana');
  });

  it('can be withdrawn (D5), and T-PRES rings no more', () => {
    const { bench } = submitted(AHEAD);
    withdraw(bench.clear(), { lrn: 'L-1' });
    expect(bench.rows()).toEqual(['D5']);
    expect(bench.of('T009')[0]?.body).toMatchObject({ decision: 1, initiatedByCustoms: 0 });
    bench.clear().pass(DAY);
    withdraw(bench, { lrn: 'L-1' });
    expect(bench.rows()).toEqual(['D39']);
    bench.clear().pass(30 * DAY);
    expect(bench.rows()).toEqual([]);
  });
});

describe('an amendment of an accepted declaration', () => {
  it('is taken, and T-AUTOREL starts anew with a new question (D11)', () => {
    const { bench, mrn, declaration } = accepted();
    bench.pass(40 * MINUTE).clear();
    const [first] = declaration.items;
    if (first === undefined) throw new Error('no goods');
    amend(bench, { mrn }, { ...declaration, items: [{ ...first, packages: 99 }] });
    expect(bench.rows()).toEqual(['D11']);
    expect(bench.mail()).toEqual([`T004>${TRADER}`, `N811>${OFFICE}`, `N810>${OFFICE}`]);
    bench.clear().pass(40 * MINUTE);
    expect(bench.rows()).toEqual([]);
    bench.pass(5 * MINUTE);
    expect(bench.rows()).toContain('D14');
    expect(bench.of('X001')[0]?.body.declaration.items[0]?.packages).toBe(99);
  });

  it('is rejected with all defects, what may not be amended among them', () => {
    const { bench, mrn, declaration } = accepted();
    const principal = { ...declaration.principal, tin: 'GE999999999' };
    amend(bench.clear(), { mrn }, { ...declaration, principal, containerIndicator: 1 });
    expect(bench.rows()).toEqual(['D11']);
    expect(rejected(bench)).toEqual([
      'C205 14 /body/declaration/principal/tin',
      'C501 12 /body/declaration/principal/tin',
      'C502 12 /sender',
      'C318 13 /body/declaration/containers',
    ]);
    expect(bench.of('T056')[0]?.body.rejectionType).toBe('013');
  });

  it('names the movement by LRN or MRN, never by both or neither (C206)', () => {
    const { bench, mrn, declaration } = accepted();
    const body = { amendmentTypeFlag: 0 as const, declaration };
    bench.clear().tell('T013', { ...body, mrn, lrn: 'L-1' }, { recipient: OFFICE });
    bench.tell('T013', body, { recipient: OFFICE, mrn });
    expect(rejected(bench)).toEqual(['C206 15 /body/lrn', 'C206 13 /body/mrn']);
  });

  it('is not for strangers (C502), nor for what does not exist (C201), nor of the guarantee alone (C202)', () => {
    const { bench, mrn, declaration } = accepted();
    const body = { amendmentTypeFlag: 0 as const, declaration, mrn };
    bench.clear().tell('T013', body, { recipient: OFFICE, sender: 'GE999999999' });
    amend(bench, { mrn: '26GE000101000009Y0' }, declaration);
    amend(bench, { mrn }, declaration, 1);
    expect(bench.refusals()).toEqual(['C502/12', 'C201/90', 'C202/92']);
    expect(bench.of('T056')).toHaveLength(3);
  });

  it('is too late once the goods are controlled, released or more', () => {
    const controlled = underControl();
    amend(controlled.bench, { mrn: controlled.mrn }, controlled.declaration);
    expect(controlled.bench.refusals()).toEqual(['C202/92']);
    const { bench, mrn, declaration } = released();
    amend(bench.clear(), { mrn }, declaration);
    expect(bench.refusals()).toEqual(['C202/92']);
    expect(bench.rows()).toEqual([]);
  });
});

describe('an amendment of the guarantee', () => {
  function refused() {
    const { bench, cover } = benchWithCover();
    const right = declarationTo(cover);
    const guarantees = right.guarantees.map((use) => ({ ...use, accessCode: '0000' }));
    bench.tell('T015', { ...right, guarantees }, { recipient: OFFICE, lrn: 'L-1' });
    bench.decide(ACCEPTANCE, 'accept');
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.decide(`riskDecision/${mrn}`, 'noControl');
    return { bench: bench.clear(), mrn, right };
  }

  it('is asked for anew, and releases (D23)', () => {
    const { bench, mrn, right } = refused();
    amend(bench, { mrn }, right, 1);
    expect(bench.rows()).toEqual(['D23', 'U1', 'D20', 'U4']);
    expect(bench.mail().slice(0, 2)).toEqual([`T004>${TRADER}`, `T029>${TRADER}`]);
    bench.clear().pass(HOUR);
    expect(bench.rows()).toEqual([]);
  });

  it('that changes anything else is rejected, and T-GUAAMD runs on (C204)', () => {
    const { bench, mrn, right } = refused();
    amend(bench, { mrn }, { ...right, placeOfUnloading: 'Astana', grossMass: 10_001 }, 1);
    expect(rejected(bench)).toEqual([
      'C204 14 /body/declaration/placeOfUnloading',
      'C204 14 /body/declaration/grossMass',
    ]);
    expect(bench.facts('AmendmentRejected')).toMatchObject([{ mrn, rules: ['C204'] }]);
    amend(bench.clear(), { mrn }, right, 0);
    expect(rejected(bench)).toEqual(['C204 14 /body/amendmentTypeFlag']);
    bench.clear().pass(HOUR);
    expect(bench.rows()).toEqual(['D24']);
  });

  it('may be wrong once more, and go back again', () => {
    const { bench, mrn, right } = refused();
    const guarantees = right.guarantees.map((use) => ({ ...use, accessCode: '1111' }));
    amend(bench, { mrn }, { ...right, guarantees }, 1);
    expect(bench.rows()).toEqual(['D23', 'U2', 'D21']);
  });
});

describe('invalidation on request', () => {
  it('is put before an officer, and nothing else is decided meanwhile', () => {
    const { bench, mrn, declaration } = accepted();
    withdraw(bench.clear(), { mrn });
    expect(bench.mail()).toEqual([`N811>${OFFICE}`, `N810>${OFFICE}`]);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `cancellation/${mrn}`,
      decisions: ['accept', 'refuse'],
    });
    bench.clear().pass(HOUR);
    expect(bench.rows()).toEqual([]);
    withdraw(bench, { mrn });
    amend(bench, { mrn }, declaration);
    bench.decide(`riskDecision/${mrn}`, 'noControl');
    expect(bench.refusals()).toEqual(['C202/92', 'C202/92', 'C202/92']);
  });

  it('accepted ends the movement (D12)', () => {
    const { bench, mrn } = accepted();
    withdraw(bench.clear(), { lrn: 'L-1' });
    bench.clear().decide(`cancellation/${mrn}`, 'accept');
    expect(bench.rows()).toEqual(['D12']);
    expect(bench.facts('MovementInvalidated')).toMatchObject([{ mrn, lrn: 'L-1' }]);
    expect(bench.of('T009')[0]?.body).toMatchObject({ decision: 1, initiatedByCustoms: 0 });
    expect(bench.tableSizes()).toMatchObject({ movements: 0, movementsClosed: 1, tasks: 0 });
    bench.clear().pass(HOUR);
    expect(bench.rows()).toEqual([]);
  });

  it('refused leaves it as it was, with all of T-AUTOREL (D12)', () => {
    const { bench, mrn } = accepted();
    withdraw(bench.pass(40 * MINUTE), { mrn });
    bench.pass(HOUR).clear();
    bench.decide(`cancellation/${mrn}`, 'refuse', { reason: 'suspicion of fraud' });
    expect(bench.rows()).toEqual(['D12']);
    expect(bench.of('T009')[0]?.body).toMatchObject({ decision: 0, reason: 'suspicion of fraud' });
    bench.clear().pass(44 * MINUTE);
    expect(bench.rows()).toEqual([]);
    bench.pass(MINUTE);
    expect(bench.rows()).toContain('D14');
  });

  it.each(['submitted', 'underControl'])('does not fit %s (C202)', (stage) => {
    const { bench } = stage === 'submitted' ? submitted() : underControl();
    withdraw(bench.clear(), { lrn: 'L-1' });
    expect(bench.refusals()).toEqual(['C202/92']);
    expect(bench.of('T056')[0]?.body.rejectionType).toBe('014');
  });

  it('is refused after release (D25, C203), and later', () => {
    const { bench, mrn } = released();
    withdraw(bench.clear(), { mrn });
    expect(bench.rows()).toEqual(['D25']);
    expect(bench.refusals()).toEqual(['C203/92']);
    expect(rejected(bench)).toEqual(['C203 92 /']);
    const later = arrived();
    withdraw(later.bench, { mrn: later.mrn });
    expect(later.bench.refusals()).toEqual(['C203/92']);
    expect(later.bench.rows()).toEqual([]);
  });

  it('is not for strangers, nor for what does not exist', () => {
    const { bench, mrn } = accepted();
    const body = { justification: 'mine' };
    bench.clear().tell('T014', body, { recipient: OFFICE, mrn, sender: 'GE999999999' });
    withdraw(bench, { lrn: 'L-2' });
    expect(bench.refusals()).toEqual(['C502/12', 'C201/90']);
    expect(bench.tableSizes()).toMatchObject({ movements: 1 });
  });
});

describe('a finished movement (D39)', () => {
  it('answers every request of the trader with T056', () => {
    const { bench, mrn, declaration } = arrived();
    const result = { code: 'A2', date: isoUtc(START) };
    bench.tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn }).clear();
    amend(bench, { mrn }, declaration);
    withdraw(bench, { mrn });
    present(bench);
    bench.tell('T054', { requested: 1 }, { recipient: OFFICE, mrn });
    expect(bench.rows()).toEqual(['D39', 'D39', 'D39', 'D39']);
    expect(bench.of('T056').map(({ body }) => body.rejectionType)).toEqual([
      '013',
      '014',
      '170',
      '054',
    ]);
    expect(bench.refusals()).toEqual(['C202/92', 'C202/92', 'C202/92', 'C202/92']);
  });
});
