/** The debt is notified: to the principal, who is to pay, and to the guarantor. Rows E13 and E15 lead here. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { NO_CHANGE, startTimer } from '../../common/step.ts';
import type { Debt } from '../movement/debt.ts';
import { totalOf } from '../movement/debt.ts';
import type { Movement } from '../movement/movement.ts';
import { askAbout } from '../question.ts';
import type { Setting } from '../setting.ts';
import { ownAuthority } from './authority.ts';
import { chargesIn, debtOf } from './debt-in-a-country.ts';
import { notifyDebt } from './notice.ts';
import { noting } from './record.ts';

/** @param undeclared charges that an officer has found on goods which were not declared. */
export function beginRecovery(
  movement: Movement,
  row: 'E13' | 'E15',
  undeclared: number,
  effects: readonly Effect[],
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn, lrn, channel, declaration, acceptedAt } = movement;
  const { iso2 } = setting.parameters;
  const charges = chargesIn(iso2, declaration.items, setting);
  const debt = debtOf(charges, undeclared, acceptedAt, now, setting.parameters);
  const question = { kind: 'payment', key: mrn, proposed: 'paid', channel, mrn, lrn } as const;
  return {
    state: movement.with({ status: 'underRecovery', enquiry: noting(movement, { debt }) }),
    facts: [begun(row, mrn, debt)],
    effects: [
      ...effects,
      ...notifyDebt(noticeOf(movement), debt, now, setting),
      ...recoveryTimers(mrn, declaration.declarationType, now, setting),
      askAbout({ ...question, office: ownAuthority(setting) }, declaration),
    ],
  };
}

const begun = (row: 'E13' | 'E15', mrn: string, debt: Debt) =>
  customsFact({
    type: 'RecoveryBegun',
    row,
    mrn,
    debt: totalOf(debt),
    interest: debt.interest,
  });

const noticeOf = ({ mrn, trader, acceptedAt, uses }: Movement) => ({
  mrn,
  principal: trader,
  acceptanceDate: isoUtc(acceptedAt),
  grns: uses.map(({ grn }) => grn),
});

/** T-PAY for the principal, T-GUARNOTE for the guarantor, who has longer under a TIR carnet. */
export const recoveryTimers = (
  key: string,
  declarationType: string,
  now: SimTime,
  { timers }: Setting,
): Effect[] => [
  startTimer('T-PAY', key, now + timers['T-PAY']),
  startTimer(
    'T-GUARNOTE',
    key,
    now + timers[declarationType === 'TIR' ? 'T-GUARNOTE/tir' : 'T-GUARNOTE'],
  ),
];

/** T-GUARNOTE: he is free only where nobody has told him of the non-discharge (G023). */
export function onNoteOverdue(movement: Movement): Step<Movement> {
  const { mrn, uses } = movement;
  switch (movement.status) {
    case 'underRecovery':
    case 'claimOnGuarantor':
    case 'dispute':
      break;
    default:
      return NO_CHANGE;
  }
  return uses.length > 0
    ? NO_CHANGE
    : { state: undefined, facts: [customsFact({ type: 'GuarantorFreed', mrn })], effects: [] };
}
