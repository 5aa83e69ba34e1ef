/** What principal and guarantor are told of a debt: T035 and G023. The same in the country of departure and in one that recovers for it. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { send } from '../../common/step.ts';
import type { Debt } from '../movement/debt.ts';
import { totalOf } from '../movement/debt.ts';
import type { Setting } from '../setting.ts';
import { ownAuthority, ownInsurer } from './authority.ts';

/** Whom a debt is notified to. */
export interface Notified {
  readonly mrn: string;
  /** TIN of the principal; empty where this country does not know him. */
  readonly principal: string;
  readonly acceptanceDate: string;
  readonly grns: readonly string[];
}

/** T035 to the principal and to the guarantor, who is the own fronting insurer; G023 to him for each guarantee. */
export function notifyDebt(
  { mrn, principal, acceptanceDate, grns }: Notified,
  debt: Debt,
  now: SimTime,
  setting: Setting,
): Effect[] {
  const header = { from: ownAuthority(setting), mrn };
  const insurer = ownInsurer(setting);
  const date = isoUtc(now);
  const notice = {
    mrn,
    amount: totalOf(debt),
    currency: setting.parameters.scheme.currency,
    date,
    payableUntil: isoUtc(now + setting.timers['T-PAY']),
  };
  const told = grns.length === 0 ? [principal] : [principal, insurer];
  return [
    ...told.filter((to) => to !== '').map((to) => send('T035', to, notice, header)),
    ...grns.map((grn) =>
      send('G023', insurer, { mrn, grn, noticeDate: date, acceptanceDate }, header),
    ),
  ];
}
