/** A guarantee together with one of its usages: they change in one go, so that the books and the usage never part. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { UsageState } from '../../common/states/guarantee.ts';
import type { Guarantee } from './guarantee.ts';
import type { Cents } from './ledger.ts';
import { balanceOf, giveBack, lock, reserve, toMoney } from './ledger.ts';
import { isOpen, takenBy, Usage } from './usage.ts';

export interface Position {
  readonly guarantee: Guarantee;
  readonly usage: Usage;
}

/** A new usage, its amount taken from the balance. @param take `reserve`, which throws where the balance does not cover it, or `lock`. */
export function opened(
  guarantee: Guarantee,
  mrn: string,
  amount: Cents,
  now: SimTime,
  take: typeof reserve = reserve,
): Position {
  const { grn, ledger, uses, openUses } = guarantee;
  return {
    guarantee: guarantee.with({
      ledger: take(ledger, amount),
      uses: uses + 1,
      openUses: openUses + 1,
    }),
    usage: new Usage({ grn, mrn, status: 'reserved', amount, lockedAt: now, closedAt: 0 }),
  };
}

/** The usage in another state, and the books with what that gives back, or, where it is called, takes again. */
export function moved({ guarantee, usage }: Position, status: UsageState, now: SimTime): Position {
  const next = usage.as(status, now);
  const more = takenBy(next) - takenBy(usage);
  const ledger = more > 0 ? lock(guarantee.ledger, more) : giveBack(guarantee.ledger, -more);
  const { uses, openUses, discharges } = guarantee;
  return {
    guarantee: guarantee.with({
      ledger,
      uses: status === 'cancelled' ? uses - 1 : uses,
      openUses: isOpen(status) ? openUses : openUses - 1,
      discharges: status === 'released' ? discharges + 1 : discharges,
    }),
    usage: next,
  };
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
