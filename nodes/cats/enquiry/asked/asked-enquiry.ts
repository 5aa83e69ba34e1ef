/** What the authority of a country that is asked keeps of another's movement: the question, and the recovery that it may take over. No state table describes it. */
import type { Row } from '../../../../simulator/core/table.ts';
import type { SimTime } from '../../../../simulator/core/time.ts';
import type { Debt, GuaranteeClaim } from '../../movement/debt.ts';

export type AskedStatus =
  /** X142: an officer looks. */
  | 'enquired'
  /** X145 sent, X144 awaited. */
  | 'informationAsked'
  /** X143 with code 4 sent, X151 awaited. */
  | 'offered'
  /** X150: an officer decides whether to take the recovery over. */
  | 'requested'
  | 'underRecovery'
  | 'claimOnGuarantor'
  | 'dispute'
  | 'closed';

/** The debt as departure tells of it (X150, X151). */
export interface HandedOver {
  readonly amount: number;
  /** Reserved under all guarantees of the movement. */
  readonly reserved: number;
  readonly grns: readonly string[];
  readonly acceptanceDate: string;
  /** TIN; empty where departure has not told it. */
  readonly principal: string;
}

export interface AskedData {
  readonly status: AskedStatus;
  readonly mrn: string;
  /** This country's authority. */
  readonly office: string;
  /** The authority that asks, at departure. */
  readonly enquirer: string;
  /** Who sent X142, and its messageId: X143 answers it. Empty where only X150 came. */
  readonly asker: string;
  readonly requestId: string;
  readonly handedOver: HandedOver | undefined;
  readonly debt: Debt | undefined;
  readonly claim: GuaranteeClaim | undefined;
  readonly closedAt: SimTime;
}

const NO_CHANGES: Partial<AskedData> = {};

export class AskedEnquiry implements AskedData, Row {
  readonly status: AskedStatus;
  readonly mrn: string;
  readonly office: string;
  readonly enquirer: string;
  readonly asker: string;
  readonly requestId: string;
  readonly handedOver: HandedOver | undefined;
  readonly debt: Debt | undefined;
  readonly claim: GuaranteeClaim | undefined;
  readonly closedAt: SimTime;

  constructor(data: AskedData, changes: Partial<AskedData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.mrn = data.mrn;
    this.office = data.office;
    this.enquirer = changes.enquirer ?? data.enquirer;
    this.asker = changes.asker ?? data.asker;
    this.requestId = changes.requestId ?? data.requestId;
    this.handedOver = changes.handedOver ?? data.handedOver;
    this.debt = changes.debt ?? data.debt;
    this.claim = changes.claim ?? data.claim;
    this.closedAt = changes.closedAt ?? data.closedAt;
  }

  with(changes: Partial<AskedData>): AskedEnquiry {
    return new AskedEnquiry(this, changes);
  }
}

export const reviveAskedEnquiry = (json: unknown): AskedEnquiry =>
  new AskedEnquiry(json as AskedData);

const PREFIX = 'asked/';

/** Timers and questions of a recovery here for another country's movement, beside those of an own movement with the same MRN. */
export const askedKey = (mrn: string): string => PREFIX + mrn;

/** The MRN in such a key; undefined for a key of an own movement. */
export const mrnOfAskedKey = (key: string): string | undefined =>
  key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
