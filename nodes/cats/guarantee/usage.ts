/** One movement's use of one guarantee, from its reservation to its release. The amount is also in the guarantee's ledger. */
import type { Row } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import type { UsageState } from '../../common/states/guarantee.ts';
import type { Cents } from './ledger.ts';

export interface UsageData {
  readonly grn: string;
  readonly mrn: string;
  readonly status: UsageState;
  readonly amount: Cents;
  readonly lockedAt: SimTime;
  /** When it came to its final state; 0 before. */
  readonly closedAt: SimTime;
}

export class Usage implements Row {
  readonly grn: string;
  readonly mrn: string;
  readonly status: UsageState;
  readonly amount: Cents;
  readonly lockedAt: SimTime;
  readonly closedAt: SimTime;

  constructor(data: UsageData) {
    this.grn = data.grn;
    this.mrn = data.mrn;
    this.status = data.status;
    this.amount = data.amount;
    this.lockedAt = data.lockedAt;
    this.closedAt = data.closedAt;
  }

  /** The usage in another state; a final one notes when. */
  as(status: UsageState, now: SimTime): Usage {
    const { grn, mrn, amount, lockedAt } = this;
    return new Usage({ grn, mrn, status, amount, lockedAt, closedAt: isOpen(status) ? 0 : now });
  }
}

export const reviveUsage = (json: unknown): Usage => new Usage(json as UsageData);

export const usageKey = (grn: string, mrn: string): string => `${grn}/${mrn}`;

/** Whether something may still happen to a usage in this state. */
export function isOpen(status: UsageState): boolean {
  switch (status) {
    case 'reserved':
    case 'inUse':
    case 'credited':
    case 'called':
      return true;
    case 'cancelled':
    case 'released':
    case 'settled':
      return false;
  }
}

/** What a usage takes of the balance: credited on arrival it takes nothing, though the liability is still open. */
export function takenBy({ status, amount }: Pick<Usage, 'status' | 'amount'>): Cents {
  return isOpen(status) && status !== 'credited' ? amount : 0;
}
