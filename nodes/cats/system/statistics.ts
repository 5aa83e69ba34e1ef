/** What a node counts in a month and tells ICE on the first of the next (S411). */
import type { Outcome } from '../../../simulator/core/participant.ts';
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { CustomsFact } from '../../common/facts.ts';
import { ICE } from '../../common/routing.ts';
import type { Moment } from '../../common/step.ts';
import { send } from '../../common/step.ts';

/** What is counted, by the fact that says it. */
const COUNTED: { readonly [F in CustomsFact['type']]?: string } = {
  DeclarationSubmitted: 'declared',
  DeclarationRejected: 'rejected',
  DeclarationRefused: 'rejected',
  MovementReleased: 'released',
  ReleaseDenied: 'notReleased',
  MovementInvalidated: 'invalidated',
  PassageGranted: 'passages',
  ArrivalNotified: 'arrivals',
  MovementWrittenOff: 'discharged',
  ProofAccepted: 'discharged',
  DebtRecovered: 'recovered',
  EnquiryRecommended: 'enquiries',
  GuaranteeGranted: 'guarantees',
};
const NAMES = [...new Set(Object.values(COUNTED))];
const PLACES: ReadonlyMap<string, number> = new Map(
  Object.entries(COUNTED).map(([type, name]) => [type, NAMES.indexOf(name)]),
);

interface Month {
  /** In the order of `NAMES`. */
  readonly counts: readonly number[];
}
const NOTHING: Month = { counts: NAMES.map(() => 0) };

/** The first of the month; the key is the node. */
export const MONTH_TIMER = 'month';

export class Statistics {
  /** One row, once anything was counted in the month. */
  readonly table = new Table<Month>('statistics', asIs);
  private readonly id: string;
  private readonly isMember: () => boolean;

  /** @param isMember whether ICE takes figures from this node: from who only watches it does not (rule C109). */
  constructor(id: string, isMember: () => boolean) {
    this.id = id;
    this.isMember = isMember;
  }

  start({ now, out }: Moment): void {
    out.startTimer(MONTH_TIMER, this.id, nextMonth(now));
  }

  /** At the end of every step: counts what it says. */
  count(out: Outcome): void {
    let counts: number[] | undefined;
    for (const { type } of out.facts) {
      const place = PLACES.get(type);
      if (place === undefined) continue;
      counts ??= this.month.counts.slice();
      counts[place] = (counts[place] ?? 0) + 1;
    }
    if (counts !== undefined) out.put(this.table, this.id, { counts });
  }

  readonly onMonth = (_: string, { now, out }: Moment): void => {
    const { counts } = this.month;
    const counters = Object.fromEntries(NAMES.map((name, i) => [name, counts[i] ?? 0]));
    out.put(this.table, this.id, undefined);
    if (this.isMember()) out.effects.push(send('S411', ICE, { month: monthBefore(now), counters }));
    out.startTimer(MONTH_TIMER, this.id, nextMonth(now));
  };

  private get month(): Month {
    return this.table.get(this.id) ?? NOTHING;
  }
}

function nextMonth(now: SimTime): SimTime {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** As 2026-07; of the first instant of a month, the month that has ended. */
const monthBefore = (now: SimTime): string => isoUtc(now - 1).slice(0, 7);
