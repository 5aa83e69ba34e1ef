/** A trader's or guarantor's account, at home or published by another country. Not a person's login: seats have their own. */
import type { Row } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { DAY } from '../../../simulator/core/time.ts';
import type { Authorisation, AuthorisationRequest, AuthorisationType } from './authorisation.ts';

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
  /** Simplifications granted; only the home country knows them. */
  readonly authorisations?: readonly Authorisation[];
  /** Simplifications asked for. */
  readonly requests?: readonly AuthorisationRequest[];
  /** TINs of those who may act for him (rule C502). */
  readonly representatives?: readonly string[];
  /** Who has approved so far, where a second officer must confirm it (rule C506); empty: nobody. */
  readonly reviewedBy?: string;
  /** When the trust level last changed, or fell short of changing: the record since then counts (domain.md section 8.2, rule 4). */
  readonly cleanSince?: SimTime;
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
  readonly authorisations: readonly Authorisation[];
  readonly requests: readonly AuthorisationRequest[];
  readonly representatives: readonly string[];
  readonly reviewedBy: string;
  readonly cleanSince: SimTime;

  constructor(data: AccountData, change: AccountChange = NOTHING) {
    this.tin = data.tin;
    this.name = data.name;
    this.status = change.status ?? data.status;
    this.roles = data.roles;
    this.trustLevel = change.trustLevel ?? data.trustLevel;
    this.validFrom = change.validFrom ?? data.validFrom;
    this.validTo = change.validTo ?? data.validTo;
    this.home = data.home;
    this.applicant = data.applicant;
    this.applicationId = data.applicationId;
    this.authorisations = change.authorisations ?? data.authorisations ?? NONE;
    this.requests = change.requests ?? data.requests ?? NONE;
    this.representatives = data.representatives ?? NONE;
    this.reviewedBy = change.reviewedBy ?? data.reviewedBy ?? '';
    this.cleanSince = change.cleanSince ?? data.cleanSince ?? this.validFrom;
  }

  /** What changes after the application: status, term, level and simplifications. */
  with(change: AccountChange): Account {
    return new Account(this, change);
  }
}

type AccountChange = Partial<
  Pick<
    AccountData,
    | 'status'
    | 'trustLevel'
    | 'validFrom'
    | 'validTo'
    | 'authorisations'
    | 'requests'
    | 'reviewedBy'
    | 'cleanSince'
  >
>;

const NOTHING: AccountChange = {};
const NONE: readonly never[] = [];

export const reviveAccount = (json: unknown): Account => new Account(json as AccountData);

/** Whether the account may be used now at all, in whatever role. */
export const isInForce = (account: Account | undefined, now: SimTime): account is Account =>
  account !== undefined &&
  account.status === 'active' &&
  account.validFrom <= now &&
  now < account.validTo;

/** Rule C501: an account that is active now and has the role. */
export const holdsRole = (account: Account | undefined, role: AccountRole, now: SimTime): boolean =>
  isInForce(account, now) && account.roles.includes(role);

/**
 * Rules C503 and C504: the simplification of a type that the trader may use now; none while the account is suspended.
 * The places and the seals that it asks for are the caller's to check (`holdsAt`).
 */
export const authorisationOf = (
  account: Account | undefined,
  type: AuthorisationType,
  now: SimTime,
): Authorisation | undefined =>
  isInForce(account, now)
    ? account.authorisations.find((each) => each.type === type && now < each.validTo)
    : undefined;

/** Rule C502: whether he has named this representative. */
export const isRepresentedBy = (account: Account | undefined, tin: string): boolean =>
  account?.representatives.includes(tin) === true;
