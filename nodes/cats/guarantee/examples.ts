/** An office of guarantee with an approved principal and insurer, as the worked examples have it, for tests. No part of a node. */
import { Outcome } from '../../../simulator/core/participant.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { insurerTin } from '../../common/routing.ts';
import type { MessageOf } from '../../common/step.ts';
import { REAL_TIMERS } from '../../common/timers.ts';
import { Account, ACCOUNT_VALIDITY_MS } from '../accounts/account.ts';
import { accountTable } from '../accounts/accounts.ts';
import { Bench, EXAMPLE_NODE, incoming, START } from '../accounts/bench.ts';
import type { Guarantee } from './guarantee.ts';
import { guaranteeDepartment } from './guarantees.ts';
import { balanceOf, toMoney } from './ledger.ts';
import { TrustLevels } from './levels.ts';
import { onRelease } from './on-release.ts';
import { GuaranteeTables } from './tables.ts';

export const HOLDER = 'GE204378869';

/** A node's accounts and guarantees, with an active principal and an approved insurer. */
export class ExampleOffice {
  readonly tables = new GuaranteeTables();
  readonly accounts = accountTable();
  readonly levels: TrustLevels;
  readonly bench: Bench;

  constructor(parameters: NodeParameters = EXAMPLE_NODE, trustLevel = 3) {
    this.openAccount(HOLDER, ['principal'], trustLevel);
    this.openAccount(insurerTin('GE'), ['guarantor'], 1);
    this.levels = new TrustLevels(this.accounts, this.tables, parameters);
    const { tables, accounts, levels } = this;
    this.bench = new Bench(guaranteeDepartment(tables, accounts, parameters, levels));
  }

  openAccount(tin: string, roles: readonly string[], trustLevel: number): void {
    const account = new Account({
      tin,
      name: `Company ${tin}`,
      status: 'active',
      roles,
      trustLevel,
      validFrom: START,
      validTo: START + ACCOUNT_VALIDITY_MS,
      home: 'GEO',
      applicant: tin,
      applicationId: 'WORLD-n0',
    });
    this.accounts.commit(tin, account);
  }

  /** G810 to G812: an active comprehensive guarantee. */
  grant(referenceAmount: number, change: Partial<Body<'G810'>> = {}): Guarantee {
    const application = incoming('G810', HOLDER, {
      ...applicationBody(referenceAmount),
      ...change,
    });
    const { tin } = application.body;
    this.bench.message(application);
    this.bench.message(incoming('G811', 'FI-GEO', undertakingFor(application.body), 'GE000900'));
    this.bench.decide('guaranteeReview', application.messageId, 'grant');
    const guarantee = this.tables.guarantees.get(application.messageId);
    if (guarantee?.status !== 'active') throw new Error(`no guarantee was granted to ${tin}`);
    return guarantee;
  }

  /** X203 from the office of departure GE000101. */
  use(
    guarantee: Guarantee,
    mrn: string,
    amount: number,
    change: Partial<Body<'X203'>> = {},
  ): Bench {
    return this.bench.message(useMessage(guarantee, mrn, amount, change));
  }

  /** X204 with one of its two dates. */
  giveBack(
    grn: string,
    mrn: string,
    date: 'usageCancellationDate' | 'releaseDate' = 'usageCancellationDate',
  ): Bench {
    const body = { mrn, grn, [date]: isoUtc(this.bench.now) };
    return this.bench.message(incoming('X204', 'GE000101', body, 'GE000900'));
  }

  /** The movement is released: row U4. */
  release(grn: string, mrn: string): Outcome {
    const out = new Outcome();
    onRelease(this.tables, mrn, [grn], { now: this.bench.now, out });
    for (const { table, key, row } of out.puts) table.commit(key, row);
    return out;
  }

  /** X820, as the copy for the office of guarantee comes from Kazakhstan. */
  claim(grn: string, mrn: string, change: Partial<Body<'X820'>> = {}, sender = 'KAZ'): Bench {
    return this.bench.message(incoming('X820', sender, claimBody(grn, mrn, change)));
  }

  /** X822: the insurer there has paid, and the one here owes it. */
  clear(grn: string, mrn: string, change: Partial<Body<'X822'>> = {}, sender = 'KAZ'): Bench {
    return this.bench.message(incoming('X822', sender, clearingBody(grn, mrn, change)));
  }

  statusOf(guarantee: Guarantee): string | undefined {
    return this.tables.guarantees.get(guarantee.id)?.status;
  }

  /** Exposure and balance, in units of the currency. */
  books(guarantee: Guarantee): [exposure: number, balance: number] {
    const ledger = this.tables.guarantees.get(guarantee.id)?.ledger;
    if (ledger === undefined) throw new Error(`no guarantee ${guarantee.id}`);
    return [toMoney(ledger.exposure), toMoney(balanceOf(ledger))];
  }
}

/** Worked example E6: 16 560 and 240 interest. */
export const claimBody = (
  grn: string,
  mrn: string,
  change: Partial<Body<'X820'>> = {},
): Body<'X820'> => ({
  claimId: 'KZ-CLAIM-1',
  mrn,
  grn,
  withdrawn: 0,
  countryOfDebt: 'KZ',
  principalSum: 16_560,
  interest: 240,
  currency: 'USD',
  undeclaredGoods: 0,
  evidence: 'not seen again',
  dueDate: isoUtc(START),
  ...change,
});

export const clearingBody = (
  grn: string,
  mrn: string,
  change: Partial<Body<'X822'>> = {},
): Body<'X822'> => ({
  claimId: 'KZ-CLAIM-1',
  mrn,
  grn,
  currency: 'USD',
  amount: 16_800,
  fx: 1,
  shares: [{ role: 'issuer', party: 'FI-GEO', amount: 16_800 }],
  netDate: isoUtc(START),
  ...change,
});

export const applicationBody = (referenceAmount: number): Body<'G810'> => ({
  tin: HOLDER,
  type: '1',
  referenceAmount,
  currency: 'USD',
  countries: ['GE', 'AZ', 'KZ'],
  requestedLevel: 3,
  guarantorTin: insurerTin('GE'),
});

export const undertakingFor = ({
  tin,
  guarantorTin,
  referenceAmount,
  countries,
}: Body<'G810'>): Body<'G811'> => ({
  guarantorTin,
  principalTin: tin,
  ceiling: referenceAmount,
  countries,
  validFrom: isoUtc(START),
  validTo: isoUtc(START + REAL_TIMERS['T-VAL']),
});

export function useMessage(
  { grn, type, accessCode, holderTin }: Guarantee,
  mrn: string,
  amount: number,
  change: Partial<Body<'X203'>> = {},
): MessageOf<'X203'> {
  const body = { mrn, grn, type, accessCode, amount, currency: 'USD', holderTin };
  const countries = ['GE', 'AZ', 'KZ'];
  const message = incoming('X203', 'GE000101', { ...body, countries, ...change }, 'GE000900');
  return { ...message, mrn };
}
