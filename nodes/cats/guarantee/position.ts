/** A guarantee together with one of its usages: they change in one go, so that the books and the usage never part. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { UsageState } from '../../common/states/guarantee.ts';
import type { Guarantee } from './guarantee.ts';
import type { Cents } from './ledger.ts';
import { balanceOf, giveBack, reserve, toMoney } from './ledger.ts';
import { takenBy, Usage } from './usage.ts';

export interface Position {
  readonly guarantee: Guarantee;
  readonly usage: Usage;
}

/** A new usage, its amount taken from the balance. Throws where the balance does not cover it. */
export function opened(guarantee: Guarantee, mrn: string, amount: Cents, now: SimTime): Position {
  const { grn, ledger, uses } = guarantee;
  return {
    guarantee: guarantee.with({ ledger: reserve(ledger, amount), uses: uses + 1 }),
    usage: new Usage({ grn, mrn, status: 'reserved', amount, lockedAt: now, closedAt: 0 }),
  };
}

/** The usage in another state, and the books with what that gives back. */
export function moved({ guarantee, usage }: Position, status: UsageState, now: SimTime): Position {
  const next = usage.as(status, now);
  const ledger = giveBack(guarantee.ledger, takenBy(usage) - takenBy(next));
  const uses = status === 'cancelled' ? guarantee.uses - 1 : guarantee.uses;
  return { guarantee: guarantee.with({ ledger, uses }), usage: next };
}

/** What a fact says of a change: the usage, the amount that moved, the books after it. */
export function figures({ guarantee, usage }: Position, amount: Cents) {
  const { ledger } = guarantee;
  return {
    grn: usage.grn,
    mrn: usage.mrn,
    amount: toMoney(amount),
    exposure: toMoney(ledger.exposure),
    balance: toMoney(balanceOf(ledger)),
  };
}
