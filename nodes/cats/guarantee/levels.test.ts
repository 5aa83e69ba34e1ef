import { beforeEach, describe, expect, test } from 'vitest';
import { Outcome } from '../../../simulator/core/participant.ts';
import { nextMonth, previousMonth } from '../../common/trust-level.ts';
import { incoming, START } from '../accounts/bench.ts';
import { ExampleOffice, HOLDER } from './examples.ts';
import type { Guarantee } from './guarantee.ts';
import type { TrustLevels } from './levels.ts';

let office: ExampleOffice;
let guarantee: Guarantee;

beforeEach(() => {
  office = new ExampleOffice();
  guarantee = office.grant(63_000);
});

const level = () => office.accounts.get(HOLDER)?.trustLevel;
const shareOf = ({ id }: Guarantee) => {
  const { level: at, percentage } = office.tables.guarantees.get(id) ?? {};
  return [at, percentage];
};

/** One step of the levels by hand. */
function step(act: (levels: TrustLevels, at: { now: number; out: Outcome }) => void): Outcome {
  const out = new Outcome();
  act(office.levels, { now: office.bench.now, out });
  for (const { table, key, row } of out.puts) table.commit(key, row);
  return out;
}

const finding = () =>
  step((levels, at) => {
    levels.onFinding(HOLDER, 'M1', at);
  });

/** A movement from its reservation to its discharge. */
function discharge(mrn: string): void {
  office.use(guarantee, mrn, 1);
  office.release(guarantee.grn, mrn);
  office.giveBack(guarantee.grn, mrn, 'releaseDate');
}

/** The turn of the month. */
function turn(): typeof office.bench {
  office.bench.now = nextMonth(office.bench.now);
  return office.bench.timer('LEVEL-REVIEW', 'GEO');
}

describe('a finding that stands', () => {
  test('one level down: all countries hear it, and what the guarantor puts up follows', () => {
    const out = finding();
    expect(out.facts).toEqual([
      {
        type: 'TrustLevelChanged',
        tin: HOLDER,
        before: 3,
        trustLevel: 2,
        reason: 'major discrepancies found on M1',
      },
      {
        type: 'GuaranteeUpdated',
        grn: guarantee.grn,
        percentage: 50,
        guaranteeAmount: 31_500,
        reason: 'major discrepancies found on M1',
      },
    ]);
    const sent = out.effects.flatMap((effect) => (effect.kind === 'send' ? [effect] : []));
    expect(sent.map(({ messageType, to }) => `${messageType}>${to}`)).toEqual([
      'A803>ALL',
      `G225>${HOLDER}`,
      'G225>FI-GEO',
    ]);
    expect(level()).toBe(2);
    expect(shareOf(guarantee)).toEqual([2, 50]);
    expect(office.books(guarantee)).toEqual([0, 63_000]);
  });

  test('from L2 to L1, to L0, and no further; 100 % either way', () => {
    for (const [at, percentage] of [
      [2, 50],
      [1, 100],
      [0, 100],
      [0, 100],
    ]) {
      finding();
      expect([level(), ...shareOf(guarantee)]).toEqual([at, at, percentage]);
    }
    expect(finding().facts).toEqual([]);
  });

  test('an individual guarantee is put up in full anyway', () => {
    const individual = office.grant(10_000, { type: '2' });
    finding();
    expect(shareOf(individual)).toEqual([1, 100]);
  });

  test('of a trader whom another country keeps, or nobody: nothing', () => {
    const out = step((levels, at) => {
      levels.onFinding('AZ1403052441', 'M1', at);
    });
    expect(out.puts).toEqual([]);
  });
});

describe('the monthly review', () => {
  /** Twenty discharges, in the month that begins next. */
  function cleanMonth(count = 20): void {
    office.bench.now = nextMonth(office.bench.now);
    for (let i = 0; i < count; i++) discharge(`M${String(i)}`);
  }

  beforeEach(() => {
    office = new ExampleOffice(undefined, 2);
    guarantee = office.grant(63_000);
  });

  test('after a clean month with twenty discharges: one level up, and G225', () => {
    cleanMonth();
    expect(turn().facts).toMatchObject([
      { type: 'TrustLevelChanged', before: 2, trustLevel: 3 },
      { type: 'GuaranteeUpdated', percentage: 30, guaranteeAmount: 18_900 },
    ]);
    expect(office.bench.sent('G225')).toHaveLength(2);
    expect(office.bench.timers()).toHaveLength(1);
    expect(shareOf(guarantee)).toEqual([3, 30]);
  });

  test('the count begins anew', () => {
    cleanMonth();
    turn();
    expect(office.tables.guarantees.get(guarantee.id)?.discharges).toBe(0);
    expect(turn().facts).toEqual([]);
  });

  test('nineteen are too few', () => {
    cleanMonth(19);
    expect(turn().facts).toEqual([]);
    discharge('M19');
    expect(turn().facts).toEqual([]);
  });

  test('not in a month with a finding, nor in the one in which the account began', () => {
    for (let i = 0; i < 20; i++) discharge(`A${String(i)}`);
    expect(turn().facts).toEqual([]);
    for (let i = 0; i < 20; i++) discharge(`B${String(i)}`);
    office.bench.now += 1;
    finding();
    expect(turn().facts).toEqual([]);
    expect(level()).toBe(1);
  });

  test('no further than L3: a waiver is applied for', () => {
    office = new ExampleOffice(undefined, 3);
    guarantee = office.grant(63_000);
    cleanMonth();
    expect(turn().facts).toEqual([]);
  });

  test('not while the account is suspended', () => {
    cleanMonth();
    const account = office.accounts.get(HOLDER);
    office.accounts.commit(HOLDER, account?.with({ status: 'suspended' }));
    expect(turn().facts).toEqual([]);
  });
});

test('a guarantee asked for at a lower level than the account’s does not rise with it', () => {
  office = new ExampleOffice(undefined, 2);
  const low = office.grant(1_000, { requestedLevel: 1 });
  office.bench.now = nextMonth(START);
  for (let i = 0; i < 20; i++) {
    office.use(low, `M${String(i)}`, 1);
    office.release(low.grn, `M${String(i)}`);
    office.giveBack(low.grn, `M${String(i)}`, 'releaseDate');
  }
  turn();
  expect(level()).toBe(3);
  expect(shareOf(low)).toEqual([1, 100]);
});

test('at the lowest level no further comprehensive guarantee is granted', () => {
  for (let i = 0; i < 3; i++) finding();
  office.bench.message(
    incoming('G810', HOLDER, {
      tin: HOLDER,
      type: '1',
      referenceAmount: 1,
      currency: 'USD',
      countries: ['GE'],
      requestedLevel: 3,
      guarantorTin: 'GEGUARANTOR1',
    }),
  );
  expect(office.bench.sent('G812')[0]?.body.reason).toBe('C413');
});

test('months begin on their first day, UTC', () => {
  expect(nextMonth(Date.UTC(2026, 11, 31, 23))).toBe(Date.UTC(2027, 0, 1));
  expect(nextMonth(Date.UTC(2026, 6, 1))).toBe(Date.UTC(2026, 7, 1));
  expect(previousMonth(Date.UTC(2027, 0, 1))).toBe(Date.UTC(2026, 11, 1));
});
