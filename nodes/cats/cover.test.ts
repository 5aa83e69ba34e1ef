/** Accounts, guarantees and claims at a whole node: what departments do together. */
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../simulator/core/time.ts';
import { insurerTin } from '../common/routing.ts';
import { REAL_TIMERS } from '../common/timers.ts';
import type { Cover, NodeBench, Variant } from './node-bench.ts';
import { benchWithCover, declarationTo, START, TRADER } from './node-bench.ts';

const OFFICE = 'GE000900';

let bench: NodeBench;
let cover: Cover;

const begin = (variant: Variant = {}): void => {
  ({ bench, cover } = benchWithCover(variant));
};

beforeEach(() => {
  begin();
});

const level = () => (bench.table('accounts')?.get(TRADER) as { trustLevel: number }).trustLevel;

const declare = (lrn: string, change = {}) => {
  bench.tell('T015', declarationTo(cover, change), { recipient: 'GE000101', lrn });
};

/** A movement on its way. */
function release(lrn = 'L-1'): string {
  declare(lrn);
  bench.decide(`acceptance/${TRADER}/${lrn}`, 'accept');
  const mrn = bench.of('T028').at(-1)?.mrn ?? '';
  bench.decide(`riskDecision/${mrn}`, 'noControl');
  return mrn;
}

function discharge(mrn: string): void {
  const arrival = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
  bench.tell('X006', arrival, { sender: 'KAZ', mrn });
  const result = { code: 'A2', date: isoUtc(START) };
  bench.tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn });
}

/** N820 on an officer's own account. */
const standing = (task: string, decision: string, office = OFFICE) =>
  bench.decide(task, decision, { office });

describe('four eyes', () => {
  const tin = 'GE999999999';
  const task = `accountConfirmation/${tin}`;

  beforeEach(() => {
    bench.tell('A801', {
      tin,
      legalName: 'Second insurer',
      address: 'Tbilisi',
      country: 'GE',
      roles: ['guarantor'],
      contact: 'desk',
      requestedTrustLevel: 1,
    });
    bench.decide(`accountReview/${tin}`, 'approve').clear();
  });

  it('the same officer is refused, and the task stays open (C506)', () => {
    bench.decide(task, 'approve');
    expect(bench.refusals()).toEqual(['C506/14']);
    expect(bench.table('tasks')?.get(task)).toBeDefined();
    // It is put on the list again, for he has it no more.
    expect(bench.of('N810')).toMatchObject([{ body: { task } }]);
    expect(bench.facts('TaskOpened')).toEqual([]);
    expect(bench.facts('TaskDecided')).toEqual([]);
  });

  it('another one approves, and all countries hear it', () => {
    bench.decide(task, 'approve').decide(task, 'approve', { officer: 'officer-2' });
    expect(bench.facts('AccountApproved')).toHaveLength(1);
    expect(bench.table('tasks')?.get(task)).toBeUndefined();
    expect(bench.mail()).toContain('A803>ALL');
  });
});

describe('a suspended account', () => {
  it('declares nothing new (C501), while its open movement is discharged', () => {
    const mrn = release();
    standing(`accountStatus/${TRADER}`, 'suspend');
    expect(bench.mail()).toEqual(expect.arrayContaining([`A804>${TRADER}`, 'A804>ALL']));
    declare('L-2');
    expect(bench.of('T056')[0]?.body.errors).toMatchObject([{ reason: 'C501' }]);
    discharge(mrn);
    expect(bench.rows().slice(-2)).toEqual(['D33', 'U6']);
    standing(`accountStatus/${TRADER}`, 'reinstate');
    declare('L-3');
    expect(bench.rows().at(-1)).toBe('D3');
  });

  it('is decided at the office that keeps it', () => {
    standing(`accountStatus/${TRADER}`, 'suspend', 'GE000101');
    standing('accountStatus/GE111111111', 'suspend');
    expect(bench.refusals()).toEqual(['C505/14', 'C201/90']);
  });
});

describe('a revoked guarantee', () => {
  it('covers what is open, nothing new (G02), and is closed when both are over', () => {
    const mrn = release();
    standing(`guaranteeStatus/${cover.grn}`, 'revoke');
    expect(bench.mail()).toEqual(
      expect.arrayContaining([`G231>${TRADER}`, 'G231>FI-GEO', 'G231>ALL']),
    );
    bench.clear();
    declare('L-2');
    bench.decide(`acceptance/${TRADER}/L-2`, 'accept');
    bench.decide(`riskDecision/${bench.of('T028')[0]?.mrn ?? ''}`, 'noControl');
    expect(bench.of('T055')[0]?.body.guarantees).toEqual([{ grn: cover.grn, reasons: ['G02'] }]);
    bench.clear().pass(REAL_TIMERS['T-LIB']);
    expect(bench.rows()).not.toContain('G8');
    discharge(mrn);
    expect(bench.rows().slice(-2)).toEqual(['U6', 'G8']);
    expect(bench.of('G228')).toMatchObject([{ recipient: 'FI-GEO', sender: OFFICE }]);
  });
});

describe('a control at departure', () => {
  it('that finds something major (row D19) costs the principal a level', () => {
    begin({ channels: { green: 0, yellow: 0, orange: 0, red: 1 } });
    declare('L-1');
    bench.decide(`acceptance/${TRADER}/L-1`, 'accept');
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.decide(`riskDecision/${mrn}`, 'control');
    bench.decide(`departureControl/${mrn}`, 'B1', { differences: ['other goods'] });
    expect(bench.rows()).toContain('D19');
    expect(bench.facts('TrustLevelChanged')).toMatchObject([
      { tin: TRADER, before: 1, trustLevel: 0 },
    ]);
    expect(level()).toBe(0);
  });
});

describe('discrepancies at destination', () => {
  const found = (): string => {
    const mrn = release();
    const arrival = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.tell('X006', arrival, { sender: 'KAZ', mrn });
    const result = { code: 'B1', date: isoUtc(START), differences: ['goods missing'] };
    bench.tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn });
    return mrn;
  };

  it('that nobody resolves (row D37) cost the principal a level', () => {
    bench.decide(`discrepancy/${found()}`, 'notResolved');
    expect(level()).toBe(0);
  });

  it('that are resolved (row D36) cost him nothing', () => {
    bench.decide(`discrepancy/${found()}`, 'resolved');
    expect(level()).toBe(1);
    expect(bench.facts('TrustLevelChanged')).toEqual([]);
  });
});

describe('a claim of another country', () => {
  const claim = (mrn: string, withdrawn: 0 | 1 = 0) => {
    const about = { claimId: 'KAZ-1', mrn, grn: cover.grn, withdrawn, countryOfDebt: 'KZ' };
    const sum = {
      principalSum: 16_560,
      interest: 240,
      currency: 'USD',
      undeclaredGoods: 0,
    } as const;
    const body = { ...about, ...sum, evidence: 'gone', dueDate: isoUtc(START + 90 * DAY) };
    bench.tell('X820', body, { sender: 'KAZ', mrn });
  };
  const clearing = (mrn: string) => {
    const shares = [{ role: 'issuer', party: 'FI-GEO', amount: 16_800 }];
    const about = { claimId: 'KAZ-1', mrn, grn: cover.grn, currency: 'USD', amount: 16_800, fx: 1 };
    bench.tell('X822', { ...about, shares, netDate: isoUtc(START) }, { sender: 'KAZ', mrn });
  };

  it('calls the guarantee (row U7), and the clearing settles it (row U8)', () => {
    const mrn = release();
    bench.clear();
    claim(mrn);
    expect(bench.rows()).toEqual(['U7']);
    expect(bench.mail()).toEqual(expect.arrayContaining(['G023>FI-GEO', 'A803>ALL']));
    expect(level()).toBe(0);
    bench.clear();
    clearing(mrn);
    expect(bench.rows()).toEqual(['U8']);
    expect(bench.mail()).toEqual(['X822>FI-GEO']);
  });

  it('withdrawn: row U8 as well', () => {
    const mrn = release();
    claim(mrn);
    bench.clear();
    claim(mrn, 1);
    expect(bench.rows()).toEqual(['U8']);
  });

  it('on a movement that was discharged is refused (C202), on an unknown one too (C201)', () => {
    const mrn = release();
    discharge(mrn);
    claim(mrn);
    claim('26GE000101000009Y0');
    expect(bench.refusals()).toEqual(['C202/92', 'C201/90']);
  });

  it('goes on from the own insurer to the issuer’s country over ICE', () => {
    const shares = [{ role: 'issuer', party: 'FI-KAZ', amount: 100 }];
    const mrn = '26KZ000101000001Y3';
    const about = { claimId: 'GEO-1', mrn, grn: '26KZ000903B000427', currency: 'USD' };
    const body = { ...about, amount: 100, fx: 1, shares, netDate: isoUtc(START) };
    bench.clear().tell('X822', body, { sender: 'FI-GEO', mrn });
    expect(bench.mail()).toEqual(['X822>KAZ']);
    expect(bench.facts('ClearingForwarded')).toHaveLength(1);
  });
});

it('simplifications: asked for, granted under the next number', () => {
  const simplification = { type: 'C521', places: ['GE000101-A'], sealsRequired: 1 as const };
  bench.tell('A801', {
    tin: TRADER,
    legalName: `Company ${TRADER}`,
    address: 'Tbilisi',
    country: 'GE',
    roles: ['principal'],
    contact: 'desk',
    requestedTrustLevel: 1,
    simplifications: [simplification],
  });
  bench.decide(`authorisationReview/${TRADER}/C521`, 'grant');
  expect(bench.of('A805')).toMatchObject([
    { recipient: TRADER, body: { decision: 1, authorisationNumber: 'GE-C521-000001' } },
  ]);
});

it('the insurer that is suspended stands behind nothing new', () => {
  standing(`accountStatus/${insurerTin('GE')}`, 'suspend');
  bench.clear().tell('G810', {
    tin: TRADER,
    type: '1',
    referenceAmount: 1_000,
    currency: 'USD',
    countries: ['GE'],
    requestedLevel: 1,
    guarantorTin: insurerTin('GE'),
  });
  bench.tell(
    'G811',
    {
      guarantorTin: insurerTin('GE'),
      principalTin: TRADER,
      ceiling: 1_000,
      countries: ['GE'],
      validFrom: isoUtc(START),
      validTo: isoUtc(START + DAY),
    },
    { sender: 'FI-GEO' },
  );
  expect(bench.refusals()).toEqual(['C501/12']);
  bench.pass(REAL_TIMERS['T-UND']);
  expect(bench.rows()).toEqual(['G1', 'G2', 'G4']);
});
