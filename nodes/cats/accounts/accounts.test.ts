import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import {
  Account,
  ACCOUNT_VALIDITY_MS,
  authorisationOf,
  holdsRole,
  isRepresentedBy,
} from './account.ts';
import type { AccountData, AccountStatus } from './account.ts';
import { accountDepartment, accountTable } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { holdsAt } from './authorisation.ts';
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

describe('four eyes (rule C506)', () => {
  test.each([
    ['of a guarantor', { roles: ['guarantor'] }],
    ['at level 3', { requestedTrustLevel: 3 }],
    ['at level 4', { requestedTrustLevel: 4 }],
  ])('an account %s is confirmed by a second officer', (_, change) => {
    bench.message(application(change)).decide('accountReview', TIN, 'approve', { officer: 'one' });
    expect(bench.facts).toEqual([{ type: 'AccountReviewed', tin: TIN, officer: 'one' }]);
    expect(bench.sent('A802')).toEqual([]);
    expect(bench.sent('N810')).toMatchObject([{ body: { task: `accountConfirmation/${TIN}` } }]);
    bench.decide('accountConfirmation', TIN, 'approve', { officer: 'two' });
    expect(bench.facts).toMatchObject([{ type: 'AccountApproved' }]);
    expect(bench.sent('A803')).toHaveLength(1);
    expect(accounts.get(TIN)?.status).toBe('active');
  });

  test('the same officer is refused, and the question is put again', () => {
    bench.message(application({ roles: ['guarantor'] }));
    bench.decide('accountReview', TIN, 'approve', { officer: 'one' });
    bench.decide('accountConfirmation', TIN, 'approve', { officer: 'one' });
    expect(bench.facts).toMatchObject([{ type: 'MessageRejected', rule: 'C506', code: '14' }]);
    expect(bench.sent('N810')).toHaveLength(1);
    expect(accounts.get(TIN)?.status).toBe('applied');
  });

  test('with the rule off he may do both', () => {
    bench = new Bench(accountDepartment(accounts, { ...EXAMPLE_NODE, rulesOff: ['C506'] }));
    bench.message(application({ roles: ['guarantor'] }));
    bench.decide('accountReview', TIN, 'approve').decide('accountConfirmation', TIN, 'approve');
    expect(accounts.get(TIN)?.status).toBe('active');
  });

  test('the second officer may refuse; the applicant asks again, and is reviewed anew', () => {
    bench.message(application({ roles: ['guarantor'] })).decide('accountReview', TIN, 'approve');
    bench.decide('accountConfirmation', TIN, 'refuse', { officer: 'two', reason: 'no licence' });
    expect(bench.sent('A802')).toMatchObject([{ body: { decision: 0, reason: 'no licence' } }]);
    bench.message(application({ roles: ['guarantor'] }));
    expect(accounts.get(TIN)).toMatchObject({ status: 'applied', reviewedBy: '' });
  });

  test('a confirmation that nobody waits for: C202', () => {
    accounts.commit(TIN, new Account(data()));
    bench.decide('accountConfirmation', TIN, 'approve');
    expect(bench.facts).toMatchObject([{ rule: 'C202' }]);
  });
});

describe('status (A804)', () => {
  test.each([
    ['active', 'suspend', 'suspended'],
    ['suspended', 'reinstate', 'active'],
    ['active', 'revoke', 'revoked'],
    ['suspended', 'revoke', 'revoked'],
  ] as const)('%s, %s: %s; the trader hears it, and all countries', (before, decision, after) => {
    accounts.commit(TIN, new Account(data({ status: before })));
    bench.decide('accountStatus', TIN, decision, { reason: 'claims are open' });
    expect(bench.facts).toEqual([
      { type: 'AccountStatusChanged', tin: TIN, status: after, reason: 'claims are open' },
    ]);
    const body = {
      tin: TIN,
      newStatus: after,
      effectiveAt: isoUtc(START),
      reason: 'claims are open',
    };
    expect(bench.sent('A804')).toMatchObject([
      { to: TIN, body },
      { to: 'ALL', body },
    ]);
    expect(holdsRole(accounts.get(TIN), 'principal', START)).toBe(after === 'active');
  });

  test.each([
    ['active', 'reinstate'],
    ['applied', 'suspend'],
    ['refused', 'revoke'],
    ['revoked', 'reinstate'],
    ['suspended', 'suspend'],
  ] as const)('%s, %s: C202', (status, decision) => {
    accounts.commit(TIN, new Account(data({ status })));
    bench.decide('accountStatus', TIN, decision);
    expect(bench.facts).toMatchObject([{ rule: 'C202', code: '92' }]);
    expect(accounts.get(TIN)?.status).toBe(status);
  });

  test('of nobody, or of a trader of another country: C201; from another office: C505', () => {
    bench.decide('accountStatus', TIN, 'suspend');
    expect(bench.facts).toMatchObject([{ rule: 'C201', code: '90' }]);
    bench.message(incoming('A803', 'AZE', publication(), 'ALL'));
    bench.decide('accountStatus', 'AZ1403052441', 'suspend');
    expect(bench.facts).toMatchObject([{ rule: 'C201', code: '90' }]);
    accounts.commit(TIN, new Account(data()));
    bench.decide('accountStatus', TIN, 'suspend', { office: 'GE000101' });
    expect(bench.facts).toMatchObject([{ rule: 'C505' }]);
  });

  const told = (change: Partial<Body<'A804'>> = {}, sender = 'AZE') =>
    incoming(
      'A804',
      sender,
      {
        tin: 'AZ1403052441',
        newStatus: 'suspended',
        effectiveAt: isoUtc(START),
        reason: 'x',
        ...change,
      },
      'ALL',
    );

  test('from another country: the copy follows, and a new publication refreshes it', () => {
    bench.message(incoming('A803', 'AZE', publication({ validTo: isoUtc(START + DAY) }), 'ALL'));
    bench.message(told());
    expect(bench.facts).toEqual([
      { type: 'AccountKnown', tin: 'AZ1403052441', status: 'suspended' },
    ]);
    expect(holdsRole(accounts.get('AZ1403052441'), 'principal', START)).toBe(false);
    bench.message(incoming('A803', 'AZE', publication({ trustLevel: 3 }), 'ALL'));
    expect(accounts.get('AZ1403052441')).toMatchObject({ status: 'active', trustLevel: 3 });
  });

  test.each([
    ['of an account that is not known', {}, 'AZE', 'C201'],
    ['with a status that is none', { newStatus: 'asleep' }, 'AZE', 'C103'],
    ['by a country that does not keep it', { tin: TIN }, 'AZE', 'C501'],
    ['of an own account', { tin: TIN }, 'GEO', 'C501'],
  ])('%s is refused', (_, change, sender, rule) => {
    accounts.commit(TIN, new Account(data()));
    bench.message(told(change, sender));
    expect(bench.facts).toMatchObject([{ type: 'MessageRejected', rule }]);
    expect(accounts.get(TIN)?.status).toBe('active');
  });
});

describe('simplifications (A805)', () => {
  type Asked = NonNullable<Body<'A801'>['simplifications']>[number];
  const C521: Asked = { type: 'C521', places: ['Poti, gate 4'], sealsRequired: 1 };
  const C522: Asked = { type: 'C522', places: [], sealsRequired: 0 };

  beforeEach(() => {
    accounts.commit(TIN, new Account(data()));
  });

  test('asked for by an account holder, each is reviewed and gets its number', () => {
    const message = application({ simplifications: [C521, C522] });
    bench.message(message);
    expect(bench.facts).toMatchObject([
      { type: 'AuthorisationAsked', tin: TIN, authorisation: 'C521' },
      { type: 'AuthorisationAsked', tin: TIN, authorisation: 'C522' },
    ]);
    bench.decide('authorisationReview', `${TIN}/C521`, 'grant');
    expect(bench.sent('A805')).toMatchObject([
      {
        to: TIN,
        correlationId: message.messageId,
        body: {
          decision: 1,
          type: 'C521',
          authorisationNumber: 'GE-C521-000001',
          places: ['Poti, gate 4'],
          sealsRequired: 1,
          validTo: isoUtc(START + ACCOUNT_VALIDITY_MS),
        },
      },
    ]);
    const held = authorisationOf(accounts.get(TIN), 'C521', START);
    expect(held).toMatchObject({ number: 'GE-C521-000001', sealsRequired: true });
    expect(held && [holdsAt(held, 'Poti, gate 4'), holdsAt(held, 'Batumi')]).toEqual([true, false]);
    expect(authorisationOf(accounts.get(TIN), 'C522', START)).toBeUndefined();
  });

  test('refused, with the reason; then asked for again, it takes the next number of its type', () => {
    bench.message(application({ simplifications: [C521] }));
    bench.decide('authorisationReview', `${TIN}/C521`, 'refuse', { reason: 'no scales' });
    expect(bench.facts).toMatchObject([{ type: 'AuthorisationRefused', reason: 'no scales' }]);
    expect(bench.sent('A805')).toMatchObject([{ body: { decision: 0, reason: 'no scales' } }]);
    for (const number of ['GE-C521-000001', 'GE-C521-000002']) {
      bench.message(application({ simplifications: [C521] }));
      bench.decide('authorisationReview', `${TIN}/C521`, 'grant');
      expect(accounts.get(TIN)?.authorisations).toMatchObject([{ number }]);
    }
  });

  test('asked for with the account itself, they are reviewed after its approval', () => {
    accounts.commit(TIN, undefined);
    bench.message(application({ simplifications: [C521] }));
    expect(bench.sent('N810').map(({ body }) => body.kind)).toEqual(['accountReview']);
    bench.decide('accountReview', TIN, 'approve');
    expect(bench.sent('N810').map(({ body }) => body.kind)).toEqual(['authorisationReview']);
  });

  test('a type that is none, or twice: C103; one under review already: C202', () => {
    bench.message(application({ simplifications: [{ ...C521, type: 'C599' }] }));
    expect(bench.facts).toMatchObject([{ rule: 'C103' }]);
    bench.message(application({ simplifications: [C521, C521] }));
    expect(bench.sent('S906')[0]?.body.errors[0]?.pointer).toBe('/body/simplifications/1/type');
    bench.message(application({ simplifications: [C521] }));
    bench.message(application({ simplifications: [C521, C522] }));
    expect(bench.facts).toMatchObject([{ rule: 'C202' }]);
  });

  test('C501 while the account is suspended: none is granted, none may be used', () => {
    bench.message(application({ simplifications: [C521] }));
    bench.decide('authorisationReview', `${TIN}/C521`, 'grant');
    bench.message(application({ simplifications: [C522] }));
    bench.decide('accountStatus', TIN, 'suspend');
    expect(authorisationOf(accounts.get(TIN), 'C521', START)).toBeUndefined();
    bench.message(application({ simplifications: [C521] }));
    expect(bench.facts).toMatchObject([{ rule: 'C501' }]);
    bench.decide('authorisationReview', `${TIN}/C522`, 'grant');
    expect(bench.sent('A805')[0]?.body.decision).toBe(0);
    bench.decide('accountStatus', TIN, 'reinstate');
    expect(authorisationOf(accounts.get(TIN), 'C521', START)?.number).toBe('GE-C521-000001');
  });

  test('a decision that nobody waits for: C202', () => {
    bench.decide('authorisationReview', `${TIN}/C521`, 'grant');
    expect(bench.facts).toMatchObject([{ rule: 'C202' }]);
  });
});

test('representatives: named with the application, known to all countries (rule C502)', () => {
  bench.message(application({ representatives: ['GE111111111'] }));
  bench.decide('accountReview', TIN, 'approve');
  expect(isRepresentedBy(accounts.get(TIN), 'GE111111111')).toBe(true);
  expect(isRepresentedBy(accounts.get(TIN), TIN)).toBe(false);
  expect(bench.sent('A803')[0]?.body.representatives).toEqual(['GE111111111']);
  bench.message(incoming('A803', 'AZE', publication({ representatives: ['AZ1'] }), 'ALL'));
  expect(isRepresentedBy(accounts.get('AZ1403052441'), 'AZ1')).toBe(true);
});

test('accounts survive JSON', () => {
  bench.message(application({ representatives: ['GE1'] }));
  bench.decide('accountReview', TIN, 'approve');
  const saved = JSON.parse(JSON.stringify(accounts.save())) as [string, unknown][];
  const restored = accountTable();
  restored.restore(saved);
  expect(restored.get(TIN)).toEqual(accounts.get(TIN));
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
