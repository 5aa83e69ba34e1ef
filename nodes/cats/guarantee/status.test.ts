import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { acceptsSequence } from '../../common/states/tables.ts';
import { EXAMPLE_NODE, incoming, START } from '../accounts/bench.ts';
import { applicationBody, ExampleOffice, HOLDER } from './examples.ts';
import type { Guarantee } from './guarantee.ts';

let office: ExampleOffice;
let guarantee: Guarantee;

beforeEach(() => {
  office = new ExampleOffice();
  guarantee = office.grant(63_000);
});

const decide = (decision: string, change = {}) =>
  office.bench.decide('guaranteeStatus', guarantee.grn, decision, change);

describe('guaranteeStatus', () => {
  test('row G6: suspended, nothing new may be reserved (C404); reinstated, it may', () => {
    expect(decide('suspend', { reason: 'accounts are audited' }).facts).toEqual([
      {
        type: 'GuaranteeSuspended',
        row: 'G6',
        grn: guarantee.grn,
        reason: 'accounts are audited',
      },
    ]);
    expect(office.bench.sent('G225')).toMatchObject([
      { to: HOLDER, from: 'GE000900', body: { status: 'suspended' } },
      { to: 'FI-GEO', body: { status: 'suspended' } },
    ]);
    expect(office.use(guarantee, 'M1', 1).facts).toMatchObject([{ row: 'U2', rule: 'C404' }]);
    expect(decide('reinstate').rows()).toEqual(['G6']);
    expect(office.bench.sent('G225')[0]?.body.status).toBe('active');
    expect(office.use(guarantee, 'M1', 1).rows()).toEqual(['U1']);
  });

  test('row G7: revoked, everybody hears it; no new use (G02), open ones go on', () => {
    office.use(guarantee, 'M1', 100);
    expect(decide('revoke').rows()).toEqual(['G7']);
    expect(office.bench.timers()).toEqual(['-T-VAL', `T-LIB@${String(16 * DAY)}`]);
    expect(office.bench.sent('G231').map(({ to }) => to)).toEqual([HOLDER, 'FI-GEO', 'ALL']);
    expect(office.use(guarantee, 'M2', 1).sent('X205')[0]?.body.reasons).toEqual(['G02']);
    office.release(guarantee.grn, 'M1');
    expect(office.giveBack(guarantee.grn, 'M1', 'releaseDate').rows()).toEqual(['U6']);
  });

  test('row G7 also from a suspension', () => {
    decide('suspend');
    expect(decide('revoke').rows()).toEqual(['G7']);
  });

  test.each([['reinstate'], ['unheard of']])(
    '%s does not fit an active guarantee (C202)',
    (what) => {
      expect(decide(what).facts).toMatchObject([{ rule: 'C202', code: '92' }]);
    },
  );

  test.each([['suspend'], ['revoke']])('%s does not fit the run-off (C202)', (what) => {
    decide('revoke');
    expect(decide(what).facts).toMatchObject([{ rule: 'C202' }]);
  });

  test('of a GRN that nobody holds: C201; from another office: C505', () => {
    office.bench.decide('guaranteeStatus', '26GE000902A000010', 'suspend');
    expect(office.bench.facts).toMatchObject([{ rule: 'C201', code: '90' }]);
    expect(decide('suspend', { office: 'GE000101' }).facts).toMatchObject([{ rule: 'C505' }]);
    expect(office.statusOf(guarantee)).toBe('active');
  });
});

describe('row G8', () => {
  const closes = () => office.bench.rows().includes('G8');
  const body = () => office.bench.sent('G228')[0]?.body;

  test('without open uses: at T-LIB', () => {
    decide('revoke');
    office.bench.now += 16 * DAY;
    office.bench.timer('T-LIB', guarantee.id);
    expect(office.bench.facts).toEqual([
      { type: 'GuaranteeClosed', row: 'G8', grn: guarantee.grn, amount: 63_000 },
    ]);
    expect(office.bench.sent('G228')[0]?.to).toBe('FI-GEO');
    expect(body()).toMatchObject({
      amount: 63_000,
      invalidityDate: isoUtc(START),
      liberationDate: isoUtc(START + 16 * DAY),
    });
    expect(office.statusOf(guarantee)).toBe('closed');
  });

  test('with open uses, one of them credited: when the last is released after T-LIB', () => {
    for (const mrn of ['M1', 'M2']) {
      office.use(guarantee, mrn, 100);
      office.release(guarantee.grn, mrn);
    }
    const arrived = { mrn: 'M2', grn: guarantee.grn, arrivedAt: isoUtc(START) };
    office.bench.message(incoming('X209', 'GE000101', arrived, 'GE000900'));
    decide('revoke');
    office.bench.now += 16 * DAY;
    office.bench.timer('T-LIB', guarantee.id);
    expect(closes()).toBe(false);
    office.giveBack(guarantee.grn, 'M1', 'releaseDate');
    expect(closes()).toBe(false);
    office.giveBack(guarantee.grn, 'M2', 'releaseDate');
    expect(office.bench.rows()).toEqual(['U6', 'G8']);
  });

  test('before T-LIB the last release closes nothing', () => {
    office.use(guarantee, 'M1', 100);
    office.release(guarantee.grn, 'M1');
    decide('revoke');
    office.giveBack(guarantee.grn, 'M1', 'releaseDate');
    expect(office.bench.rows()).toEqual(['U6']);
    office.bench.now += 16 * DAY;
    expect(office.bench.timer('T-LIB', guarantee.id).rows()).toEqual(['G8']);
  });

  test('after T-HOLD, and after a claim that is settled', () => {
    office.use(guarantee, 'M1', 100);
    office.use(guarantee, 'M2', 100);
    office.release(guarantee.grn, 'M2');
    office.claim(guarantee.grn, 'M2');
    decide('revoke');
    office.bench.now += 16 * DAY;
    office.bench.timer('T-LIB', guarantee.id);
    expect(office.bench.timer('T-HOLD', `${guarantee.grn}/M1`).rows()).toEqual(['U9']);
    expect(office.clear(guarantee.grn, 'M2').rows()).toEqual(['U8', undefined, 'G8']);
  });
});

describe('end of validity', () => {
  test('row G9: no new use, everybody hears it, and the end of liability is awaited', () => {
    const { bench } = office;
    expect(bench.timer('T-VAL', guarantee.id).rows()).toEqual(['G9']);
    expect(bench.timers()).toEqual([`T-LIB@${String(16 * DAY)}`]);
    expect(bench.sent('G231').map(({ to }) => to)).toEqual([HOLDER, 'FI-GEO', 'ALL']);
    expect(office.statusOf(guarantee)).toBe('runOff');
  });

  test('row G9 also while it is suspended; what is in run-off already stays so', () => {
    decide('suspend');
    expect(office.bench.timer('T-VAL', guarantee.id).rows()).toEqual(['G9']);
    expect(office.bench.timer('T-VAL', guarantee.id).facts).toEqual([]);
  });

  test('an application that is open meanwhile stays open', () => {
    office.bench.message(incoming('G810', HOLDER, applicationBody(1_000)));
    office.bench.timer('T-VAL', guarantee.id);
    expect(office.tables.openApplication(HOLDER)?.status).toBe('awaitUndertaking');
  });
});

describe('G231 from another country', () => {
  const body = { grn: '26AZ000901A000017', invalidityDate: isoUtc(START), reason: 'revoked' };

  test('is noted', () => {
    office.bench.message(incoming('G231', 'AZE', body, 'ALL'));
    expect(office.bench.facts).toEqual([{ type: 'GuaranteeEndKnown', grn: body.grn, node: 'AZE' }]);
  });

  test('about a GRN that it did not allot is refused (C501)', () => {
    office.bench.message(incoming('G231', 'KAZ', body, 'ALL'));
    expect(office.bench.facts).toMatchObject([{ rule: 'C501', code: '12' }]);
  });
});

describe('access codes (G026)', () => {
  const change = (body = {}, sender = HOLDER) => {
    const { grn, accessCode } = guarantee;
    return office.bench.message(incoming('G026', sender, { grn, accessCode, ...body }, 'GE000900'));
  };
  const code = () => office.tables.guarantees.get(guarantee.id)?.accessCode;

  test('changed to what the holder names; the old one opens nothing any more', () => {
    change({ newAccessCode: 'NEW1' });
    expect(office.bench.facts).toEqual([{ type: 'AccessCodeChanged', grn: guarantee.grn }]);
    expect(office.bench.sent('G026')).toMatchObject([
      { to: HOLDER, from: 'GE000900', body: { accessCode: 'NEW1' } },
    ]);
    expect(office.use(guarantee, 'M1', 1).facts).toMatchObject([{ rule: 'C405' }]);
    expect(office.use(guarantee, 'M1', 1, { accessCode: 'NEW1' }).rows()).toEqual(['U1']);
  });

  test('drawn by the office where he names none', () => {
    change();
    expect(office.bench.sent('G026')[0]?.body.accessCode).toBe(code());
    expect(code()).not.toBe(guarantee.accessCode);
  });

  test.each([
    ['a wrong old code', { accessCode: '0000' }, HOLDER, 'C405', '/body/accessCode'],
    ['somebody else', {}, 'GE999999999', 'C406', '/body/grn'],
    ['an unknown GRN', { grn: '26GE000902A000010' }, HOLDER, 'C403', '/body/grn'],
  ])('%s is refused', (_, body, sender, rule, pointer) => {
    change(body, sender);
    expect(office.bench.sent('S906')[0]?.body.errors).toMatchObject([{ reason: rule, pointer }]);
    expect(code()).toBe(guarantee.accessCode);
  });

  test('of a guarantee that is closed: C404', () => {
    decide('revoke');
    office.bench.now += 16 * DAY;
    office.bench.timer('T-LIB', guarantee.id);
    expect(change().facts).toMatchObject([{ rule: 'C404' }]);
  });
});

test('from the application to the end it is a walk through the state table', () => {
  const rows = ['G1', 'G2', 'G3', 'G5'];
  for (const decision of ['suspend', 'reinstate', 'suspend', 'revoke']) {
    rows.push(...(decide(decision).rows() as string[]));
  }
  office.bench.now += 16 * DAY;
  rows.push(...(office.bench.timer('T-LIB', guarantee.id).rows() as string[]));
  expect(rows.slice(4)).toEqual(['G6', 'G6', 'G6', 'G7', 'G8']);
  expect(acceptsSequence('guarantee', rows)).toMatchObject({ accepted: true });
});

test('with rule C404 off a suspended guarantee is used all the same', () => {
  office = new ExampleOffice({ ...EXAMPLE_NODE, rulesOff: ['C404'] });
  guarantee = office.grant(63_000);
  decide('suspend');
  expect(office.use(guarantee, 'M1', 1).rows()).toEqual(['U1']);
});
