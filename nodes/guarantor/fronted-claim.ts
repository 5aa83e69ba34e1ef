/** A claim that customs of the own country has made on the insurer: the record, not what happens to it. */
import type { Row } from '../../simulator/core/table.ts';
import type { About } from './books.ts';
import type { Cents } from './shares.ts';

export type ClaimStatus = 'accepted' | 'disputed' | 'paid' | 'withdrawn' | 'refunded';

export interface FrontedClaimData {
  readonly claimId: string;
  readonly mrn: string;
  readonly grn: string;
  readonly amount: Cents;
  readonly currency: string;
  /** Who claims, and in which message: it is answered. */
  readonly authority: string;
  readonly requestId: string;
  readonly status: ClaimStatus;
  /** The issuer has been told that it owes the amount. */
  readonly cleared: boolean;
}

export class FrontedClaim implements Row, FrontedClaimData {
  readonly claimId: string;
  readonly mrn: string;
  readonly grn: string;
  readonly amount: Cents;
  readonly currency: string;
  readonly authority: string;
  readonly requestId: string;
  readonly status: ClaimStatus;
  readonly cleared: boolean;

  constructor(data: FrontedClaimData, status = data.status, cleared = data.cleared) {
    this.claimId = data.claimId;
    this.mrn = data.mrn;
    this.grn = data.grn;
    this.amount = data.amount;
    this.currency = data.currency;
    this.authority = data.authority;
    this.requestId = data.requestId;
    this.status = status;
    this.cleared = cleared;
  }

  as(status: ClaimStatus): FrontedClaim {
    return new FrontedClaim(this, status);
  }

  asCleared(): FrontedClaim {
    return new FrontedClaim(this, this.status, true);
  }

  /** Whether another claim on the movement would be a second one. */
  get stands(): boolean {
    return this.status !== 'withdrawn' && this.status !== 'refunded';
  }

  get about(): About {
    return { claim: this.claimId, mrn: this.mrn, grn: this.grn };
  }
}

export const reviveFrontedClaim = (json: unknown): FrontedClaim =>
  new FrontedClaim(json as FrontedClaimData);
