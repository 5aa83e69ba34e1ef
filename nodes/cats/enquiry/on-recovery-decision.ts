/** A debt is to be recovered: here, or by the country where it arose; T-RECSTART when nobody has decided. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, startTimer } from '../../common/step.ts';
import { countryOfOffice } from '../../common/numbers/office.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { countryOfDebt } from '../recommend.ts';
import type { Setting } from '../setting.ts';
import { authorityOf, ownAuthority } from './authority.ts';
import { beginRecovery } from './begin-recovery.ts';
import { debtData } from './debt-in-a-country.ts';
import { leave } from './leave.ts';
import { withdrawOpenClaim } from './own-claim.ts';
import { enquiryOf } from './record.ts';

/** Rows E13 and E14. */
export function onRecoveryDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  switch (movement.status) {
    case 'recoveryRecommended':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const { decision, undeclaredCharges = 0 } = message.body;
  if (decision === 'transferRecovery') {
    return askToRecover(movement, message, now, setting, guarantees, 'recovery');
  }
  const effects = leave(movement, setting, 'recovery');
  return beginRecovery(movement, 'E13', undeclaredCharges, effects, now, setting);
}

/** Row E13. */
export function onRecoveryDue(movement: Movement, now: SimTime, setting: Setting): Step<Movement> {
  switch (movement.status) {
    case 'recoveryRecommended':
      return beginRecovery(movement, 'E13', 0, leave(movement, setting), now, setting);
    default:
      return NO_CHANGE;
  }
}

/** Row E14 after a claim: withdrawn, because the debt arose in another country (domain.md section 8.3, E8). */
export function onClaimWithdrawal(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  switch (movement.status) {
    case 'claimOnGuarantor':
    case 'dispute':
      return askToRecover(movement, message, now, setting, guarantees);
    default:
      return outOfSequence(movement, message);
  }
}

/** The other country that may be asked: where the debt arose, or that of the authority that was asked before; none where all happened here. */
export function otherCountry(movement: Movement, { parameters }: Setting): string | undefined {
  const { asked } = enquiryOf(movement);
  const candidates = [countryOfDebt(movement), countryOfOffice(asked)];
  return candidates.find((iso2) => iso2 !== '' && iso2 !== parameters.iso2);
}

/** X150, with the guarantees and their guarantors. */
function askToRecover(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
  answered?: 'recovery',
): Step<Movement> {
  const { mrn } = movement;
  const country = otherCountry(movement, setting);
  const asked = country === undefined ? undefined : authorityOf(country, 'REC', setting);
  if (country === undefined || asked === undefined) return refuse(message, 'C202', '92');
  const office = ownAuthority(setting);
  const withdrawn = withdrawOpenClaim(movement, now, setting);
  const { returnCopy, debt, claim } = withdrawn.enquiry;
  return {
    state: movement.with({
      status: 'recoveryAsked',
      enquiry: { asked, returnCopy, debt, claim },
    }),
    facts: [
      ...withdrawn.facts,
      customsFact({ type: 'RecoveryAsked', row: 'E14', mrn, office: asked }),
    ],
    effects: [
      ...leave(movement, setting, answered),
      ...withdrawn.effects,
      setting.toOffice('X150', asked, office, mrn, {
        mrn,
        office,
        ...debtData(movement, country, guarantees, setting),
      }),
      startTimer('T-RECACC', mrn, now + setting.timers['T-RECACC']),
    ],
  };
}
