/** Major discrepancies at destination: rows D34, D36 and D37, and results that come late. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { NodeBench } from '../node-bench.ts';
import { OFFICER, PLATE, SEAL, START, TRADER } from '../node-bench.ts';
import { arrived, OFFICE, released, underControl } from './bench.ts';

const OTHER = 'officer-2';

const resultOf = (bench: NodeBench, mrn: string, code: string, office = 'KZ000300'): NodeBench => {
  const result = { code, date: isoUtc(START), differences: ['another machine'] };
  return bench.tell('X018', { mrn, office, result }, { sender: 'KAZ', mrn });
};

function open(variant = {}) {
  const { bench, mrn } = arrived({}, variant);
  resultOf(bench, mrn, 'B1');
  return { bench, mrn };
}

describe('major discrepancies', () => {
  it('are told to the trader and the guarantor, and put before an officer (D34)', () => {
    const { bench, mrn } = open();
    expect(bench.rows()).toEqual(['D34']);
    expect(bench.mail()).toEqual([`T019>${TRADER}`, 'T019>FI-GEO', `N810>${OFFICE}`]);
    expect(bench.of('T019')[0]?.body).toMatchObject({ mrn, text: 'another machine' });
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `discrepancy/${mrn}`,
      decisions: ['resolved', 'notResolved'],
    });
    bench.clear().pass(6 * DAY);
    expect(bench.rows()).toEqual([]);
  });

  it('resolved write the movement off, with the date for the destination (D36, C0354)', () => {
    const { bench, mrn } = open();
    bench.clear().decide(`discrepancy/${mrn}`, 'resolved');
    expect(bench.rows()).toEqual(['D36', 'U6']);
    expect(bench.mail()).toEqual(['X049>KAZ', `T045>${TRADER}`]);
    expect(bench.of('X049')[0]?.body).toEqual({
      mrn,
      office: OFFICE,
      resolved: 1,
      writeOffDate: isoUtc(START),
    });
    bench.clear().pass(13 * DAY);
    expect(bench.rows()).toEqual([]);
  });

  it('not resolved lead to recovery (D37)', () => {
    const { bench, mrn } = open();
    bench.clear().decide(`discrepancy/${mrn}`, 'notResolved');
    expect(bench.rows()).toEqual(['D37']);
    expect(bench.of('X049')[0]?.body).toEqual({ mrn, office: OFFICE, resolved: 0 });
    expect(bench.of('N810')[0]?.body.kind).toBe('recovery');
    bench.clear().pass(13 * DAY);
    expect(bench.rows()).toEqual([]);
  });

  it('that nobody decides on lead there at T-DISC (D37)', () => {
    const { bench, mrn } = open();
    bench.clear().pass(13 * DAY);
    expect(bench.rows()).toEqual(['D37']);
    expect(bench.facts('DiscrepancyUnresolved')).toMatchObject([{ mrn, overdue: true }]);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `discrepancy/${mrn}` }]);
    bench.clear().decide(`discrepancy/${mrn}`, 'resolved');
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('are not written off by whoever controlled the goods at departure (C506)', () => {
    const { bench, mrn } = controlled();
    resultOf(bench, mrn, 'B1').clear();
    bench.decide(`discrepancy/${mrn}`, 'resolved');
    expect(bench.refusals()).toEqual(['C506/14']);
    expect(bench.facts('TaskDecided')).toEqual([]);
    bench.clear().decide(`discrepancy/${mrn}`, 'resolved', { officer: OTHER });
    expect(bench.rows()).toEqual(['D36', 'U6']);
  });

  it('nor, inside one country, by whoever found them (C506)', () => {
    const { bench, mrn } = released({
      officeOfDestination: 'GE000300',
      officesOfTransit: [],
      countriesOfRouting: ['GE'],
    });
    const arrival = {
      mrn,
      office: 'GE000300',
      arrivedAt: isoUtc(START),
      simplified: 0 as const,
      identification: PLATE,
      seals: [SEAL],
    };
    bench.tell('T007', arrival, { recipient: 'GE000300', sender: PLATE });
    bench.decide(`arrivalDecision/${mrn}`, 'control');
    const found = { result: 'B1', differences: ['another machine'], officer: OTHER };
    bench.clear().decide(`destinationControl/${mrn}`, 'B1', found);
    expect(bench.rows()).toEqual(['A15', 'D34']);
    bench.clear().decide(`discrepancy/${mrn}`, 'resolved', { officer: OTHER });
    expect(bench.refusals()).toEqual(['C506/14']);
    bench.clear().decide(`discrepancy/${mrn}`, 'resolved');
    expect(bench.rows()).toEqual(['D36', 'A16', 'U6']);
  });

  it('may be given up by the same officer', () => {
    const { bench, mrn } = controlled();
    resultOf(bench, mrn, 'B1').clear();
    bench.decide(`discrepancy/${mrn}`, 'notResolved');
    expect(bench.rows()).toContain('D37');
  });

  it('of a stranger abroad with the same name may be', () => {
    const { bench, mrn } = arrived();
    const result = { code: 'B1', date: isoUtc(START), differences: ['x'] };
    const body = { mrn, office: 'KZ000300', result, officer: OFFICER };
    bench.tell('X018', body, { sender: 'KAZ', mrn }).clear();
    bench.decide(`discrepancy/${mrn}`, 'resolved');
    expect(bench.rows()).toEqual(['D36', 'U6']);
  });

  it('keep the credit of the arrival (X209) from coming twice', () => {
    const { bench, mrn } = open({ creditOn: 'arrival' });
    bench.clear().decide(`discrepancy/${mrn}`, 'resolved');
    expect(bench.rows()).toEqual(['D36', 'U6']);
  });
});

/** Controlled at departure by the bench's officer, and arrived. */
function controlled() {
  const { bench, mrn } = underControl();
  bench.decide(`departureControl/${mrn}`, 'A1');
  const body = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
  bench.tell('X006', body, { sender: 'KAZ', mrn });
  return { bench: bench.clear(), mrn };
}

describe('a control result that does not come', () => {
  it('is asked of the office where the goods arrived', () => {
    const { bench, mrn } = released();
    const body = { mrn, arrivedAt: isoUtc(START), actualOffice: 'AZ000101' };
    bench.tell('X006', body, { sender: 'AZE', mrn });
    bench.clear().pass(6 * DAY);
    expect(bench.of('X142')).toMatchObject([{ recipient: 'AZE', body: { office: 'AZ000101' } }]);
  });

  it('is asked for (X142), and the enquiry ends with it (D35, E1)', () => {
    const { bench, mrn } = arrived();
    bench.pass(6 * DAY);
    expect(bench.rows()).toEqual(['D35']);
    expect(bench.of('X142')[0]).toMatchObject({
      recipient: 'KAZ',
      body: { mrn, resultsOnly: 1, office: 'KZ000300' },
    });
    resultOf(bench.clear(), mrn, 'A5');
    expect(bench.rows()).toEqual(['E1', 'D33', 'U6']);
    bench.clear().pass(30 * DAY);
    expect(bench.rows().filter((row) => !row.startsWith('U'))).toEqual([]);
  });
});

describe('goods that are looked for', () => {
  function lookedFor() {
    const { bench, mrn } = released();
    bench.pass(8 * DAY + HOUR);
    bench.decide(`enquiry/${mrn}`, 'openEnquiry');
    expect(bench.rows()).toContain('E3');
    return { bench: bench.clear(), mrn };
  }

  it('arrive late: whoever was asked hears that the enquiry is moot (E7, X059)', () => {
    const { bench, mrn } = lookedFor();
    const body = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.tell('X006', body, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['E7']);
    expect(bench.of('X059').map(({ recipient }) => recipient)).toEqual(['KAZ']);
    bench.clear();
    resultOf(bench, mrn, 'A1');
    expect(bench.rows()).toEqual(['D33', 'U6']);
  });

  it('are found by their control result, good or bad (E7, then D33 or D34)', () => {
    const good = lookedFor();
    resultOf(good.bench, good.mrn, 'A1');
    expect(good.bench.rows()).toEqual(['E7', 'D33', 'U6']);
    expect(good.bench.of('X059')).toHaveLength(1);
    const bad = lookedFor();
    resultOf(bad.bench, bad.mrn, 'B1');
    expect(bad.bench.rows()).toEqual(['E7', 'D34']);
    bad.bench.clear().pass(50 * DAY);
    expect(bad.bench.rows()).toContain('D37');
    expect(bad.bench.rows()).not.toContain('E12');
  });

  function recovered() {
    const { bench, mrn } = lookedFor();
    const body = { mrn, office: 'KZ000900', responseCode: 1 };
    bench.tell('X143', body, { sender: 'KAZ', mrn }).decide(`recovery/${mrn}`, 'startRecovery');
    expect(bench.rows()).toEqual(['E9', 'E13']);
    return { bench: bench.clear(), mrn };
  }

  it('arrive while their debt is recovered: their control result is the proof (E20)', () => {
    const { bench, mrn } = recovered();
    const crossed = { mrn, office: 'AZ000200', passageDate: isoUtc(START), controlled: 0 as const };
    bench.tell('X118', crossed, { sender: 'AZE', mrn });
    const body = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.tell('X006', body, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['D27']);
    expect(bench.facts('LateArrivalNoted')).toMatchObject([{ mrn, office: 'KZ000300' }]);
    expect(bench.of('X024').map(({ recipient }) => recipient)).toEqual(['KAZ']);
    resultOf(bench.clear(), mrn, 'A5');
    expect(bench.rows()).toEqual(['E20', 'U6']);
    expect(bench.of('T045')).toHaveLength(1);
    bench.clear().pass(60 * DAY);
    expect(bench.rows().filter((row) => row.startsWith('E'))).toEqual([]);
  });

  it('prove nothing where they are others: the recovery goes on, and the destination hears it (X049)', () => {
    const { bench, mrn } = recovered();
    resultOf(bench, mrn, 'B1');
    expect(bench.rows()).toEqual([]);
    expect(bench.of('X049')[0]?.body).toEqual({ mrn, office: OFFICE, resolved: 0 });
    bench.clear().pass(31 * DAY);
    expect(bench.rows()).toContain('E17');
  });

  it('arrive while the principal is asked (E1)', () => {
    const { bench, mrn } = released();
    bench.pass(8 * DAY + HOUR).decide(`enquiry/${mrn}`, 'askPrincipal');
    const body = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.clear().tell('X006', body, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['E1']);
  });
});
