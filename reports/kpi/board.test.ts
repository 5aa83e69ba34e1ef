/** The KPIs over the golden journal, over made-up sequences beside naive counts, and at the edge of the warm-up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import { DAY, HOUR, MINUTE } from '../../simulator/core/time.ts';
import { BEGIN, MRN, ONE_TRUCK, ONE_TRUCK_HEADER } from '../fixtures/one-truck.ts';
import { KpiBoard, sampleEvery } from './board.ts';
import { CATALOGUE, findKpi, KPI_IDS } from './catalogue.ts';
import { reaches } from './kpi.ts';
import { Worst } from './tally.ts';

function boardOf(entries: readonly Entry[], sampleMs = HOUR): KpiBoard {
  const board = new KpiBoard(ONE_TRUCK_HEADER.participants, sampleMs);
  for (const entry of entries) board.step(entry);
  return board;
}

const NOTHING = { rejected: 0, invalidated: 0, notReleased: 0, recovered: 0 };

describe('the catalogue', () => {
  test('has each id once, the five of 2024 first, and every text in both languages', () => {
    expect(new Set(KPI_IDS).size).toBe(CATALOGUE.length);
    expect(CATALOGUE.map(({ group }) => group).lastIndexOf('test2024')).toBe(4);
    for (const { title, definition, unfinished, source } of CATALOGUE) {
      for (const text of [title, definition, unfinished]) {
        expect(text.en).not.toMatch(/[а-я]/i);
        expect(text.ru).toMatch(/[а-я]/);
        // A Latin letter inside a Cyrillic word would be a slip of the keyboard.
        expect(text.ru).not.toMatch(/[а-яё][a-z]|[a-z][а-яё]/i);
      }
      expect(source).not.toBe('');
    }
    expect(findKpi('adherence')?.goal?.value).toBe(99);
    expect(findKpi('nothing')).toBeUndefined();
  });

  test('a goal is reached at its value', () => {
    const goal = findKpi('controlEfficiency')?.goal;
    expect([2.4, 2.5, null].map((value) => reaches(goal, value))).toEqual([false, true, undefined]);
    expect(reaches(undefined, 1)).toBeUndefined();
  });
});

describe('one truck', () => {
  const board = boardOf(ONE_TRUCK);
  const values = Object.fromEntries(
    Object.entries(board.values()).map(([id, { value }]) => [id, value]),
  );

  test('its figures are those that the journal gives by hand', () => {
    const discharged = 101 * HOUR + 4_000;
    const released = 20 * MINUTE + 1_000;
    expect(values).toMatchObject({
      adherence: 100,
      controlEfficiency: 3,
      communication: 10,
      downtime: 0,
      scope: 0,
      onTheRoad: 0,
      dischargeRate: null,
      borderDwellP50: 2,
      borderDwellP90: 6,
      ferryWait: 12,
      preArrival: 100,
      rejections: 0,
      enquiries: 0,
      controlShare: 0,
      guaranteeUseMax: null,
    });
    expect(values['releaseToDischarge']).toBeCloseTo((discharged - released) / HOUR, 3);
    expect(values['arrivalToDischarge']).toBeCloseTo(1, 2);
    // 380 + 220 + 300 + 440 + 1110 km in 33 h 40 min and some seconds of driving.
    expect(values['speedWithoutDelay']).toBeCloseTo(2_450 / 40.66, 1);
    expect(values['messageLatencyP95']).toBe(3);
  });

  test('it is one movement, discharged, and due only once its limit date has passed', () => {
    const done = { ...NOTHING, declared: 1, discharged: 1, open: 0 };
    expect(board.counts()).toEqual({ ...done, due: 0, dueDischarged: 0 });
    expect(board.counts(BEGIN + 10 * DAY)).toEqual({ ...done, due: 1, dueDischarged: 1 });
    expect(board.values(BEGIN + 10 * DAY)['dischargeRate']?.value).toBe(100);
  });

  test('the longest waits name the movement and the post', () => {
    expect(board.result('borderDwellP90')?.worst[0]).toMatchObject({
      mrn: MRN,
      value: 6,
      where: 'ge-tsiteli-khidi',
    });
    expect(board.result('borderDwellP50')?.breakdown).toContainEqual({
      by: 'post',
      key: 'az-krasny-most',
      side: 'entry',
      n: 1,
      value: 2,
    });
  });

  test('the history has a point each hour, with what was new in that hour', () => {
    const history = board.history('borderDwellP50');
    expect(history.map(({ t }) => t)).toEqual(
      Array.from({ length: 102 }, (_, i) => BEGIN + (i + 1) * HOUR),
    );
    expect(history.filter(({ recent }) => recent !== null).map(({ recent }) => recent)).toEqual([
      6, 2, 3, 1, 2,
    ]);
  });
});

test('what happened in the warm-up is known, but not counted', () => {
  const at = ONE_TRUCK.findIndex(({ type }) => type === 'TruckRested');
  const handed: Entry = { t: ONE_TRUCK[at]!.t, n: 'HOST', s: 0, type: 'HandedOver', warmUpMs: 1 };
  const entries = [...ONE_TRUCK.slice(1, at), handed, ...ONE_TRUCK.slice(at)];
  const board = boardOf(entries);
  expect(board.counts()).toEqual({
    ...NOTHING,
    declared: 0,
    discharged: 0,
    open: 0,
    due: 0,
    dueDischarged: 0,
  });
  const values = board.values();
  // The movement ended within the period, after a release that only the warm-up saw.
  expect(values['adherence']?.value).toBe(100);
  expect(values['releaseToDischarge']?.value).toBeCloseTo(100.66, 1);
  expect(values['speedWithDelay']?.value).not.toBeNull();
  // Two of its five border sides were cleared before.
  expect(board.result('borderDwellP50')?.count).toBe(3);
  expect(values['rejections']?.value).toBeNull();
});

test('a row out of order, and a message out of sequence, are no adherence', () => {
  const without = (type: string, nth = 0): Entry[] => {
    const all = ONE_TRUCK.filter((entry) => entry.type === type);
    return ONE_TRUCK.filter((entry) => entry !== all[nth]);
  };
  expect(boardOf(without('MovementArrived')).values()['adherence']?.value).toBe(0);
  expect(boardOf(without('LegRecorded', 1)).values()['adherence']?.value).toBe(0);
  const i = ONE_TRUCK.findIndex(({ type }) => type === 'TruckArrived');
  const refused: Entry = {
    t: ONE_TRUCK[i]!.t,
    n: 'GEO',
    s: 999,
    type: 'MessageRejected',
    id: 'X',
    msg: 'X118',
    rule: 'C202',
    code: '92',
    mrn: MRN,
  };
  const board = boardOf([...ONE_TRUCK.slice(0, i), refused, ...ONE_TRUCK.slice(i)]);
  expect(board.values()['adherence']?.value).toBe(0);
  expect(board.result('adherence')?.worst.map(({ mrn }) => mrn)).toEqual([MRN]);
});

test('a refusal that a row foresees is part of the procedure', () => {
  const i = ONE_TRUCK.findIndex(({ type }) => type === 'TruckArrived');
  const t = ONE_TRUCK[i]!.t;
  const about = { id: 'X', msg: 'T014', rule: 'C203', code: '92', mrn: MRN };
  const refused: Entry = { t, n: 'GEO', s: 999, type: 'MessageRejected', row: 'D25', ...about };
  const board = boardOf([...ONE_TRUCK.slice(0, i), refused, ...ONE_TRUCK.slice(i)]);
  expect(board.values()['adherence']?.value).toBe(100);
});

test('a node that is down counts until it is up, less what was announced', () => {
  const entry = (t: number, fact: { type: string } & Record<string, unknown>): Entry => ({
    t,
    n: 'HOST',
    s: t,
    ...fact,
  });
  const board = boardOf([
    entry(0, { type: 'HandedOver', warmUpMs: 0 }),
    entry(HOUR, {
      type: 'OutageAnnounced',
      node: 'GEO',
      from: '1970-01-01T02:00:00Z',
      to: '1970-01-01T03:00:00Z',
    }),
    entry(HOUR, { type: 'NodeDown', node: 'GEO', why: 'test' }),
    entry(4 * HOUR, { type: 'NodeUp', node: 'GEO' }),
    entry(8 * HOUR, { type: 'NodeDown', node: 'ICE', why: 'test' }),
    entry(10 * HOUR, { type: 'RunEnded', why: 'horizon' }),
  ]);
  // Six nodes (five countries and ICE) for ten hours; two hours of GEO and two of ICE.
  expect(board.values()['downtime']?.value).toBeCloseTo((100 * 4) / 60);
  expect(board.result('downtime')?.breakdown.find(({ key }) => key === 'GEO')?.value).toBeCloseTo(
    20,
  );
});

test('what was announced ends when the node says that it is back', () => {
  const entry = (t: number, fact: { type: string } & Record<string, unknown>): Entry => ({
    t,
    n: 'HOST',
    s: t,
    ...fact,
  });
  const board = boardOf([
    entry(0, { type: 'HandedOver', warmUpMs: 0 }),
    entry(HOUR, { type: 'OutageAnnounced', node: 'GEO', from: '1970-01-01T01:00:00Z' }),
    entry(2 * HOUR, { type: 'OutageEnded', node: 'GEO' }),
    entry(4 * HOUR, { type: 'NodeDown', node: 'GEO', why: 'test' }),
    entry(5 * HOUR, { type: 'NodeUp', node: 'GEO' }),
    entry(10 * HOUR, { type: 'RunEnded', why: 'horizon' }),
  ]);
  expect(board.values()['downtime']?.value).toBeCloseTo(100 / 60);
});

test('what nobody announced counts, whether the node tells it or ICE finds it out, and once', () => {
  const entry = (t: number, fact: { type: string } & Record<string, unknown>): Entry => ({
    t,
    n: 'ICE',
    s: t,
    ...fact,
  });
  const unplanned = { type: 'OutageAnnounced', node: 'GEO', unplanned: true };
  const board = boardOf([
    entry(0, { type: 'HandedOver', warmUpMs: 0 }),
    entry(HOUR, { ...unplanned, from: '1970-01-01T01:00:00Z' }),
    entry(2 * HOUR, { type: 'NodeSilent', node: 'GEO', since: '1970-01-01T01:30:00Z' }),
    entry(3 * HOUR, { type: 'OutageEnded', node: 'GEO' }),
    entry(5 * HOUR, { type: 'NodeSilent', node: 'AZE', since: '1970-01-01T04:00:00Z' }),
    entry(6 * HOUR, { type: 'NodeHeard', node: 'AZE' }),
    entry(10 * HOUR, { type: 'RunEnded', why: 'horizon' }),
  ]);
  expect(board.values()['downtime']?.value).toBeCloseTo((100 * 4) / 60);
  expect(board.result('downtime')?.breakdown.find(({ key }) => key === 'GEO')?.n).toBe(1);
});

test('a node that is down for two reasons is down until the last of them is over', () => {
  const entry = (t: number, fact: { type: string } & Record<string, unknown>): Entry => ({
    t: t * HOUR,
    n: 'HOST',
    s: t,
    ...fact,
  });
  const geo = (t: number, type: string, more = {}): Entry =>
    entry(t, { type, node: 'GEO', ...more });
  const unplanned = { unplanned: true, from: '1970-01-01T01:00:00Z' };
  const downtime = (...entries: Entry[]) => {
    const board = boardOf([
      entry(0, { type: 'HandedOver', warmUpMs: 0 }),
      ...entries,
      entry(10, { type: 'RunEnded', why: 'horizon' }),
    ]);
    const row = board.result('downtime')?.breakdown.find(({ key }) => key === 'GEO');
    return { percent: row?.value, outages: row?.n };
  };
  const told = geo(1, 'OutageAnnounced', unplanned);
  const crash = (t: number) => geo(t, 'NodeDown', { why: 'nodeCrash' });
  const missed = geo(3, 'NodeSilent', { since: '1970-01-01T02:00:00Z' });
  // The outage that it has told of is over while its process is dead, and the other way round.
  expect(downtime(told, crash(2), geo(3, 'OutageEnded'), geo(5, 'NodeUp'))).toEqual({
    percent: 40,
    outages: 1,
  });
  expect(downtime(told, crash(2), geo(3, 'NodeUp'), geo(5, 'OutageEnded'))).toEqual({
    percent: 40,
    outages: 1,
  });
  // Up again, it answers, whenever ICE finds out; silent behind a cut line, it is heard while its process is dead.
  expect(downtime(crash(2), missed, geo(5, 'NodeUp'), geo(6, 'NodeHeard')).percent).toBe(30);
  expect(downtime(missed, crash(4), geo(5, 'NodeHeard'), geo(6, 'NodeUp')).percent).toBe(40);
});

describe('guarantee use', () => {
  test('is weighted by time', () => {
    const entry = (t: number, type: string, exposure: number): Entry => ({
      t,
      n: 'GEO',
      s: t,
      type,
      grn: 'G',
      mrn: 'M',
      amount: 1,
      exposure,
      balance: 100 - exposure,
      referenceAmount: 100,
      tin: 'T',
      guarantee: 'A',
      percentage: 100,
      guaranteeAmount: 100,
      row: 'U1',
    });
    const board = boardOf([
      entry(0, 'GuaranteeGranted', 0),
      { t: 10, n: 'HOST', s: 0, type: 'HandedOver', warmUpMs: 10 },
      entry(20, 'UsageReserved', 40),
      entry(50, 'UsageReserved', 90),
      entry(60, 'UsageReleased', 50),
      { t: 100, n: 'HOST', s: 1, type: 'RunEnded', why: 'horizon' },
    ]);
    // 10 ms at 0 %, 30 at 40 %, 10 at 90 %, 40 at 50 %.
    expect(board.values()['guaranteeUseP50']?.value).toBe(50);
    expect(board.values()['guaranteeUseMax']?.value).toBe(90);
    expect(board.result('guaranteeUseP50')?.breakdown[0]).toEqual({
      by: 'country',
      key: 'GEO',
      side: null,
      n: 1,
      value: (100 * (30 * 0.4 + 10 * 0.9 + 40 * 0.5)) / 90,
    });
  });
});

/** How a movement may end, and the rows that lead there; `open` after its release. */
const ENDS = {
  D1: 'rejected',
  D8: 'rejected',
  D10: 'rejected',
  D5: 'invalidated',
  D12: 'invalidated',
  D26: 'invalidated',
  D19: 'notReleased',
  D33: 'discharged',
  D36: 'discharged',
  E8: 'discharged',
  E20: 'discharged',
  E16: 'recovered',
  E18: 'recovered',
  open: 'open',
  asked: 'open',
} as const;
type End = keyof typeof ENDS;
type Life = {
  readonly end: End;
  readonly limit: number;
  readonly warm: boolean;
  /** How often it was rejected before, under the same LRN. */
  readonly tries: number;
};
const lives = fc.array(
  fc.record<Life>({
    end: fc.constantFrom(...(Object.keys(ENDS) as End[])),
    limit: fc.nat(100),
    warm: fc.boolean(),
    tries: fc.nat(2),
  }),
  { maxLength: 60 },
);

/** Facts of a life: type and row. */
const LODGED: Readonly<Partial<Record<End, string>>> = { D5: 'D2', D8: 'D2' };
const BEFORE_MRN: Readonly<Partial<Record<End, string>>> = {
  D5: 'MovementInvalidated',
  D8: 'PresentationOverdue',
  D10: 'DeclarationRefused',
};
const BEFORE_RELEASE: Readonly<Partial<Record<End, string>>> = {
  D12: 'MovementInvalidated',
  D19: 'ReleaseDenied',
};
const AFTER_RELEASE: Readonly<Record<string, readonly (readonly [type: string, row: string])[]>> = {
  D26: [['MovementInvalidated', 'D26']],
  D33: [
    ['MovementArrived', 'D31'],
    ['MovementWrittenOff', 'D33'],
  ],
  D36: [
    ['MovementArrived', 'D31'],
    ['DiscrepancyOpened', 'D34'],
    ['MovementWrittenOff', 'D36'],
  ],
  E8: [
    ['EnquiryRecommended', 'D32'],
    ['EnquiryOpened', 'E3'],
    ['ProofAccepted', 'E8'],
  ],
  E20: [
    ['EnquiryRecommended', 'D32'],
    ['ProofAccepted', 'E20'],
  ],
  E16: [
    ['EnquiryRecommended', 'D32'],
    ['EnquiryOpened', 'E3'],
    ['RecoveryRecommended', 'E12'],
    ['RecoveryBegun', 'E13'],
    ['DebtRecovered', 'E16'],
  ],
  E18: [
    ['MovementArrived', 'D31'],
    ['DiscrepancyOpened', 'D34'],
    ['DiscrepancyUnresolved', 'D37'],
    ['RecoveryAsked', 'E14'],
    ['RecoveryBegun', 'E15'],
    ['GuarantorClaimed', 'E17'],
    ['DebtRecovered', 'E18'],
  ],
  asked: [
    ['EnquiryRecommended', 'D32'],
    ['PrincipalAsked', 'E2'],
  ],
};

type Fact = { type: string } & Record<string, unknown>;

function tellLife({ end, limit, tries }: Life, i: number, add: (fact: Fact) => void): void {
  const lrn = `L${String(i)}`;
  const mrn = `M${String(i)}`;
  const reject = () =>
    add({ type: 'DeclarationRejected', row: 'D1', lrn, rules: ['C401'], principal: '' });
  add({ type: 'TruckReady', truck: `T${String(i)}`, lrn, from: 'ge-poti', to: 'kz-almaty' });
  for (let n = 0; n < tries; n++) reject();
  if (end === 'D1') {
    reject();
    return;
  }
  add({ type: 'DeclarationSubmitted', row: LODGED[end] ?? 'D3', lrn });
  const early = BEFORE_MRN[end];
  if (early !== undefined) {
    add({ type: early, row: end, lrn, reason: '' });
    return;
  }
  add({ type: 'MovementAccepted', row: 'D9', lrn, mrn });
  const denied = BEFORE_RELEASE[end];
  if (denied !== undefined) {
    add({ type: denied, row: end, lrn, mrn, reason: '' });
    return;
  }
  add({ type: 'MovementReleased', row: 'D20', mrn, lrn, limitDate: limit, amount: 100 });
  for (const [type, row] of AFTER_RELEASE[end] ?? [])
    add({ type, row, mrn, amount: 10, office: 'KZ000001' });
}

test('counts add up as a naive count of lives does', () => {
  fc.assert(
    fc.property(lives, fc.nat(100), (all, end) => {
      const entries: Entry[] = [];
      let s = 0;
      const add = (fact: Fact): void => void entries.push({ t: 0, n: 'GEO', s: s++, ...fact });
      all.forEach((life, i) => life.warm && tellLife(life, i, add));
      add({ type: 'HandedOver', warmUpMs: 0 });
      all.forEach((life, i) => !life.warm && tellLife(life, i, add));
      const counted = all.filter(({ warm }) => !warm);
      const of = (outcome: (typeof ENDS)[End]): Life[] =>
        counted.filter(({ end: how }) => ENDS[how] === outcome);
      const again = counted.reduce((sum, { tries }) => sum + tries, 0);
      const due = (list: Life[]): number => list.filter(({ limit }) => limit < end).length;
      expect(boardOf(entries).counts(end)).toEqual({
        declared: counted.length + again,
        rejected: of('rejected').length + again,
        invalidated: of('invalidated').length,
        notReleased: of('notReleased').length,
        discharged: of('discharged').length,
        recovered: of('recovered').length,
        open: of('open').length,
        due: due([...of('discharged'), ...of('recovered'), ...of('open')]),
        dueDischarged: due(of('discharged')),
      });
    }),
  );
});

describe('claims', () => {
  const DAYS = 24 * HOUR;
  const entry = (t: number, n: string, fact: Fact): Entry => ({ t, n, s: t, ...fact });
  const released = (i: number): Entry[] => [
    entry(i, 'GEO', { type: 'DeclarationSubmitted', row: 'D3', lrn: `L${String(i)}` }),
    entry(i, 'GEO', {
      type: 'MovementAccepted',
      row: 'D9',
      lrn: `L${String(i)}`,
      mrn: `M${String(i)}`,
    }),
    entry(i, 'GEO', {
      type: 'MovementReleased',
      row: 'D20',
      mrn: `M${String(i)}`,
      limitDate: 0,
      amount: 1_000,
    }),
  ];
  const board = boardOf([
    entry(0, 'HOST', { type: 'HandedOver', warmUpMs: 0 }),
    ...released(1),
    ...released(2),
    entry(10 * DAYS, 'GEO', {
      type: 'GuarantorClaimed',
      row: 'E17',
      mrn: 'M1',
      claim: 'C1',
      amount: 300,
      rest: 0,
    }),
    entry(11 * DAYS, 'KAZ', { type: 'ClaimMade', mrn: 'M2', claim: 'C2', amount: 100, rest: 0 }),
    entry(30 * DAYS, 'GEO', { type: 'DebtRecovered', row: 'E18', mrn: 'M1', amount: 300 }),
    entry(71 * DAYS, 'KAZ', { type: 'DebtCollected', mrn: 'M2', office: 'KZ000900', amount: 100 }),
  ]);

  test('are a share of what was released, by the country that claims', () => {
    expect(board.values()['claimRatio']?.value).toBe(20);
    expect(board.result('claimRatio')?.breakdown.map(({ key, value }) => [key, value])).toEqual([
      ['GEO', 15],
      ['KAZ', null],
    ]);
    expect(board.result('claimRatio')?.worst.map(({ mrn, value }) => [mrn, value])).toEqual([
      ['M1', 300],
      ['M2', 100],
    ]);
  });

  test('are paid in days', () => {
    // The median of two is the lower one.
    expect(board.values()['daysToPay']).toEqual({ value: 20, unit: 'd' });
    expect(board.result('daysToPay')?.breakdown.map(({ key, value }) => [key, value])).toEqual([
      ['GEO', 20],
      ['KAZ', 60],
    ]);
  });
});

test('a control that another country has done is repeated or recognised, once at each office', () => {
  const at = (s: number, n: string, fact: Fact): Entry => ({
    t: s,
    n,
    s,
    mrn: 'M',
    office: `${n}1`,
    ...fact,
  });
  const board = boardOf([
    at(0, 'HOST', { type: 'HandedOver', warmUpMs: 0 }),
    at(1, 'AZE', { type: 'PassageGranted', row: 'B6', recognised: true }),
    at(2, 'KAZ', { type: 'EntryCheckBegun', row: 'B7', repeated: 'excise marks are checked here' }),
    at(3, 'KAZ', { type: 'PassageGranted', row: 'B8' }),
    at(4, 'UZB', { type: 'GoodsReleased', row: 'A13', result: 'A2', recognised: true }),
    at(5, 'UZB', { type: 'GoodsReleased', row: 'A13', result: 'A2' }),
  ]);
  const result = board.result('repeatedControls');
  expect(result?.count).toBe(3);
  expect(result?.value).toBeCloseTo(100 / 3);
  expect(result?.breakdown.map(({ key, value }) => [key, value])).toEqual([
    ['AZE', 0],
    ['KAZ', 100],
    ['UZB', 0],
    ['excise marks are checked here', 100 / 3],
  ]);
});

test('the ten worst are those of a sorted list', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (values) => {
      const worst = new Worst();
      const movement = { lrn: 'L', mrn: null } as never;
      values.forEach((value, t) => worst.add(movement, value, t));
      const sorted = values
        .map((value, t) => ({ value, t }))
        .sort((a, b) => b.value - a.value || a.t - b.t);
      expect(worst.list().map(({ value, t }) => ({ value, t }))).toEqual(sorted.slice(0, 10));
    }),
  );
});

test('a long history is thinned and keeps its length and its end', () => {
  const tick = (i: number): Entry => ({
    t: i * MINUTE,
    n: 'HOST',
    s: i,
    type: i === 0 ? 'HandedOver' : 'RunEnded',
  });
  const board = boardOf(
    Array.from({ length: 3_000 }, (_, i) => tick(i)),
    MINUTE,
  );
  const history = board.history('downtime');
  expect(history.length).toBeLessThanOrEqual(256);
  expect(history.at(-1)!.t).toBeGreaterThan(2_900 * MINUTE);
  const gaps = new Set(history.slice(1).map(({ t }, i) => t - history[i]!.t));
  expect(gaps.size).toBe(1);
});

test('the interval between points grows with the run', () => {
  expect([HOUR, DAY, 14 * DAY, 365 * DAY].map((lasts) => sampleEvery(lasts) / MINUTE)).toEqual([
    10, 30, 180, 10_080,
  ]);
});
