import { beforeEach, describe, expect, test } from 'vitest';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { Account, ACCOUNT_VALIDITY_MS, holdsRole } from './account.ts';
import type { AccountData, AccountStatus } from './account.ts';
import { accountDepartment, accountTable } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { Bench, EXAMPLE_NODE, incoming, START } from './bench.ts';

const TIN = 'GE204378869';

let accounts: Accounts;
let bench: Bench;

beforeEach(() => {
  accounts = accountTable();
  bench = new Bench(accountDepartment(accounts, EXAMPLE_NODE));
});

const application = (change: Partial<Body<'A801'>> = {}) =>
  incoming('A801', TIN, {
    tin: TIN,
    legalName: 'Kolkheti Lines',
    address: 'Poti',
    country: 'GE',
    roles: ['principal', 'consignor'],
    contact: 'office',
    requestedTrustLevel: 2,
    ...change,
  });

const data = (change: Partial<AccountData> = {}): AccountData => ({
  tin: TIN,
  name: 'Kolkheti Lines',
  status: 'active',
  roles: ['principal'],
  trustLevel: 2,
  validFrom: START,
  validTo: START + ACCOUNT_VALIDITY_MS,
  home: 'GEO',
  applicant: TIN,
  applicationId: 'WORLD-n0',
  ...change,
});

const publication = (change: Partial<Body<'A803'>> = {}) => ({
  tin: 'AZ1403052441',
  status: 'active',
  roles: ['principal'],
  trustLevel: 1,
  validFrom: isoUtc(START),
  validTo: isoUtc(START + 1_000),
  holder: { name: 'Khazar Trade', country: 'AZ' },
  ...change,
});

describe('application (A801)', () => {
  test('is noted and put before an officer of the office of guarantee', () => {
    bench.message(application());
    expect(bench.facts).toMatchObject([{ type: 'AccountApplied', tin: TIN }]);
    expect(bench.sent('N810')).toMatchObject([
      {
        to: 'GE000900',
        body: {
          task: `accountReview/${TIN}`,
          decisions: ['approve', 'refuse'],
          proposed: 'approve',
        },
      },
    ]);
    expect(accounts.get(TIN)?.status).toBe('applied');
  });

  test.each([
    ['country', { country: 'AZ' }],
    ['TIN', { tin: 'AZ204378869' }],
  ])('of another country by its %s is turned down', (_, change) => {
    bench.message(application(change));
    expect(bench.sent('A802')).toMatchObject([{ to: TIN, body: { decision: 0, reason: 'C501' } }]);
    expect(accounts.size).toBe(0);
  });

  test('for a role that is none is refused (C103)', () => {
    bench.message(application({ roles: ['principal', 'smuggler'] }));
    expect(bench.sent('S906')[0]?.body.errors).toEqual([
      { pointer: '/body/roles', code: '12', reason: 'C103' },
    ]);
  });

  test.each(['applied', 'active', 'suspended', 'revoked'] as const)(
    'does not fit an account that is %s (C202)',
    (status: AccountStatus) => {
      accounts.commit(TIN, new Account(data({ status })));
      bench.message(application());
      expect(bench.facts).toMatchObject([{ type: 'MessageRejected', rule: 'C202', code: '92' }]);
      expect(accounts.get(TIN)?.status).toBe(status);
    },
  );

  test('may be made again after a refusal, and when the approval is over', () => {
    accounts.commit(TIN, new Account(data({ status: 'refused' })));
    expect(bench.message(application()).facts).toMatchObject([{ type: 'AccountApplied' }]);
    accounts.commit(TIN, new Account(data({ validTo: START })));
    expect(bench.message(application()).facts).toMatchObject([{ type: 'AccountApplied' }]);
  });
});

describe('decision', () => {
  test('approval: the applicant hears it, and all countries', () => {
    const message = application();
    bench.message(message).decide('accountReview', TIN, 'approve');
    const validTo = isoUtc(START + ACCOUNT_VALIDITY_MS);
    expect(bench.facts).toMatchObject([{ type: 'AccountApproved', tin: TIN, trustLevel: 2 }]);
    expect(bench.sent('A802')).toMatchObject([
      {
        to: TIN,
        correlationId: message.messageId,
        body: { decision: 1, accountId: `ACC-${TIN}`, roles: ['principal', 'consignor'], validTo },
      },
    ]);
    expect(bench.sent('A803')).toMatchObject([
      {
        to: 'ALL',
        body: { tin: TIN, status: 'active', trustLevel: 2, holder: { name: 'Kolkheti Lines' } },
      },
    ]);
    expect(holdsRole(accounts.get(TIN), 'principal', START)).toBe(true);
  });

  test('refusal: the applicant alone hears it', () => {
    bench.message(application()).decide('accountReview', TIN, 'refuse');
    expect(bench.facts).toMatchObject([{ type: 'AccountRefused', tin: TIN }]);
    expect(bench.sent('A802')).toMatchObject([{ to: TIN, body: { decision: 0, roles: [] } }]);
    expect(bench.sent('A803')).toEqual([]);
    expect(accounts.get(TIN)?.status).toBe('refused');
  });

  test('on an account that waits for none: C202', () => {
    bench.decide('accountReview', TIN, 'approve');
    expect(bench.facts).toMatchObject([{ rule: 'C202' }]);
    accounts.commit(TIN, new Account(data()));
    bench.decide('accountReview', TIN, 'refuse');
    expect(bench.facts).toMatchObject([{ rule: 'C202' }]);
  });
});

describe('publication (A803)', () => {
  test('makes the account of another country known', () => {
    const body = publication();
    bench.message(incoming('A803', 'AZE', body, 'ALL'));
    expect(bench.facts).toEqual([{ type: 'AccountKnown', tin: body.tin, status: 'active' }]);
    expect(accounts.get(body.tin)).toMatchObject({ home: 'AZE', name: 'Khazar Trade' });
  });

  test('again, takes the newest', () => {
    bench.message(incoming('A803', 'AZE', publication(), 'ALL'));
    bench.message(incoming('A803', 'AZE', publication({ status: 'suspended' }), 'ALL'));
    expect(holdsRole(accounts.get('AZ1403052441'), 'principal', START)).toBe(false);
  });

  test.each([
    ['by a country that is not its own', 'KAZ', {}, 'C501'],
    ['of an account of this country', 'AZE', { tin: TIN }, 'C501'],
    ['by this country itself', 'GEO', { tin: TIN }, 'C501'],
    ['by a stranger', 'XXX', {}, 'C501'],
    ['with a status that is none', 'AZE', { status: 'asleep' }, 'C103'],
    ['with a time that is none', 'AZE', { validTo: '2026-13-01T00:00:00Z' }, 'C104'],
  ])('%s is refused', (_, sender, change, rule) => {
    bench.message(incoming('A803', sender, publication(change), 'ALL'));
    expect(bench.facts).toMatchObject([{ type: 'MessageRejected', rule }]);
    expect(accounts.size).toBe(0);
  });
});

describe('C501: an account holds a role', () => {
  test.each([
    ['active, in its term, with the role', {}, true],
    ['without the role', { roles: ['consignee'] }, false],
    ['not yet valid', { validFrom: START + 1 }, false],
    ['no longer valid', { validTo: START }, false],
    ['suspended', { status: 'suspended' }, false],
    ['applied for only', { status: 'applied' }, false],
  ] as const)('%s: %#', (_, change, held) => {
    expect(holdsRole(new Account(data(change)), 'principal', START)).toBe(held);
  });

  test('nobody holds none', () => {
    expect(holdsRole(undefined, 'principal', START)).toBe(false);
  });
});
