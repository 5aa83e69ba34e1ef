/** A trader's or guarantor's account, at home or published by another country. Not a person's login: seats have their own. */
import type { Row } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { DAY } from '../../../simulator/core/time.ts';

/** What an account entitles to. */
export const ACCOUNT_ROLES = [
  'principal',
  'consignor',
  'consignee',
  'representative',
  'guarantor',
] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export const isAccountRole = (text: string): text is AccountRole =>
  (ACCOUNT_ROLES as readonly string[]).includes(text);

export const ACCOUNT_STATUSES = ['applied', 'active', 'refused', 'suspended', 'revoked'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

export const isAccountStatus = (text: string): text is AccountStatus =>
  (ACCOUNT_STATUSES as readonly string[]).includes(text);

/** How long an approval holds (ours: the public documents name no term). */
export const ACCOUNT_VALIDITY_MS = 3 * 365 * DAY;

export interface AccountData {
  readonly tin: string;
  readonly name: string;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  /** 0 new to 4 waiver (domain.md section 8.2, rule 4). */
  readonly trustLevel: number;
  readonly validFrom: SimTime;
  readonly validTo: SimTime;
  /** Node of the country that keeps the account. */
  readonly home: string;
  /** Who asked, and in which message: the decision answers it. Empty for accounts of other countries. */
  readonly applicant: string;
  readonly applicationId: string;
}

export class Account implements Row {
  readonly tin: string;
  readonly name: string;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  readonly trustLevel: number;
  readonly validFrom: SimTime;
  readonly validTo: SimTime;
  readonly home: string;
  readonly applicant: string;
  readonly applicationId: string;

  constructor(data: AccountData) {
    this.tin = data.tin;
    this.name = data.name;
    this.status = data.status;
    this.roles = data.roles;
    this.trustLevel = data.trustLevel;
    this.validFrom = data.validFrom;
    this.validTo = data.validTo;
    this.home = data.home;
    this.applicant = data.applicant;
    this.applicationId = data.applicationId;
  }

  /** The account after an officer's approval. */
  approved(now: SimTime): Account {
    const validTo = now + ACCOUNT_VALIDITY_MS;
    return new Account(Object.assign({}, this, { status: 'active', validFrom: now, validTo }));
  }

  refused(): Account {
    return new Account(Object.assign({}, this, { status: 'refused' }));
  }
}

export const reviveAccount = (json: unknown): Account => new Account(json as AccountData);

/** Rule C501: an account that is active now and has the role. */
export const holdsRole = (account: Account | undefined, role: AccountRole, now: SimTime): boolean =>
  account !== undefined &&
  account.status === 'active' &&
  account.validFrom <= now &&
  now < account.validTo &&
  account.roles.includes(role);
