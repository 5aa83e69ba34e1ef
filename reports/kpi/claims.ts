/** Claims on guarantors: how much is claimed of what is under guarantee, and how long guarantors take to pay. */
import { both } from '../../nodes/common/bilingual.ts';
import { TIMERS } from '../../nodes/common/timers.ts';
import { DAY, HOUR } from '../../simulator/core/time.ts';
import { atMost, LEFT_OUT } from './goals.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { Durations, Groups, Ratio, Worst } from './tally.ts';

const HOURS_PER_DAY = DAY / HOUR;

export class Claims implements Measure {
  /** Amounts claimed over amounts released. */
  readonly ratio = new Ratio();
  readonly byCountry = new Groups(() => new Ratio());
  readonly largest = new Worst();
  readonly times = new Durations();
  readonly learn: Handlers;
  readonly count: Handlers;
  claimed = 0;
  /** When the open claims were made, by movement; a movement has one at a time. */
  private readonly open = new Map<string, { readonly t: number; readonly node: string }>();

  constructor({ registry }: Range) {
    const onClaim = (fact: { mrn: string; n: string; t: number }): void => {
      this.open.set(fact.mrn, { t: fact.t, node: fact.n });
    };
    const drop = ({ mrn }: { mrn: string }): void => void this.open.delete(mrn);
    const onAmount = (fact: { mrn: string; amount: number; n: string; t: number }): void => {
      const { mrn, amount, n, t } = fact;
      this.claimed++;
      this.ratio.add(amount, 0);
      this.byCountry.at('country', n).add(amount, 0);
      this.largest.add(registry.ofMrn(mrn), amount, t);
    };
    const onPaid = ({ mrn, t }: { mrn: string; t: number }): void => {
      const claim = this.open.get(mrn);
      if (claim === undefined) return;
      this.open.delete(mrn);
      if (!registry.measuring) return;
      this.times.add(t - claim.t, t, registry.ofMrn(mrn), claim.node);
      this.times.group(t - claim.t, 'country', claim.node);
    };
    this.learn = {
      GuarantorClaimed: onClaim,
      ClaimMade: onClaim,
      ClaimWithdrawn: drop,
      ClaimStopped: drop,
      DebtCollected: onPaid,
      DebtRecovered: (fact) => {
        if (fact.row === 'E18') onPaid(fact);
        else drop(fact);
      },
    };
    this.count = {
      MovementReleased: ({ n, amount }) => {
        this.ratio.add(0, amount);
        this.byCountry.at('country', n).add(0, amount);
      },
      GuarantorClaimed: onAmount,
      ClaimMade: onAmount,
    };
  }

  next(): void {
    this.ratio.next();
    this.times.next();
  }
}

export const claimRatio = kpiOf(
  {
    id: 'claimRatio',
    title: both('Claimed from guarantors', 'Требования к гарантам'),
    unit: '%',
    worstUnit: null,
    digits: 2,
    group: 'operations',
    definition: both(
      'Amounts claimed from guarantors within the period, in percent of the amounts at risk of the movements released within it. By country: claimed by it, of what was released there.',
      'Суммы требований к гарантам за период, в процентах от сумм обеспечения выпущенных за него перевозок. По странам: требования страны от выпущенного в ней.',
    ),
    unfinished: both(
      'a claim counts when it is made, whether it is paid or not',
      'требование учитывается при предъявлении, независимо от уплаты',
    ),
    source: 'domain 11 (R); domain 8.2',
  },
  {
    measure: Claims,
    value: (m) => m.ratio.value(100),
    recent: (m) => m.ratio.recent(100),
    count: (m) => m.claimed,
    breakdown: (m) => m.byCountry.rows((held) => ({ n: held.n, value: held.value(100) })),
    worst: (m) => m.largest.list(),
  },
);

const inDays = (hours: number | null): number | null =>
  hours === null ? null : hours / HOURS_PER_DAY;

export const daysToPay = kpiOf<Claims>(
  {
    id: 'daysToPay',
    title: both('Claim to payment, median', 'От требования до уплаты, медиана'),
    unit: 'd',
    worstUnit: 'h',
    digits: 1,
    group: 'operations',
    goal: atMost(
      TIMERS['T-CLAIM'].realMs / DAY,
      both('T-CLAIM, domain 8.2 rule 7', 'T-CLAIM, domain 8.2, правило 7'),
    ),
    definition: both(
      'Days from a claim on the guarantor (X820) to the notice that it is paid (X821), in the country that claims.',
      'Дни от требования к гаранту (X820) до сообщения об уплате (X821) в стране, предъявившей требование.',
    ),
    unfinished: LEFT_OUT,
    source: 'domain 11 (R); domain 6: T-CLAIM',
  },
  {
    measure: Claims,
    value: (m) => inDays(m.times.value(0.5)),
    recent: (m) => inDays(m.times.recent(0.5)),
    count: (m) => m.times.count(),
    breakdown: (m) => m.times.rows(0.5).map((row) => ({ ...row, value: inDays(row.value) })),
    worst: (m) => m.times.worst(),
  },
);
