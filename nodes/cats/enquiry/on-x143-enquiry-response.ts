/** X143: what the other country has found; T-ENQRESP when it does not answer. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, startTimer } from '../../common/step.ts';
import { countryOfOffice } from '../../common/numbers/office.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { askAbout } from '../question.ts';
import { recommendRecovery } from '../recommend.ts';
import type { Setting } from '../setting.ts';
import { authorityOf, ownAuthority } from './authority.ts';
import { debtData } from './debt-in-a-country.ts';
import { leave } from './leave.ts';
import { enquiryOf, noting } from './record.ts';

/** Rows E9 and E10; code 3 is put before an officer (rows E8 and E9). */
export function onEnquiryResponse(
  movement: Movement,
  message: MessageOf<'X143'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  switch (movement.status) {
    case 'underEnquiry':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const { responseCode, returnCopyDate, text } = message.body;
  switch (responseCode) {
    case 3:
      return returnCopyDate === undefined
        ? refuse(message, 'C102', '13', '/body/returnCopyDate')
        : examineProof(movement, message, returnCopyDate, setting);
    case 4:
      return text === undefined
        ? refuse(message, 'C102', '13', '/body/text')
        : transfer(movement, message, now, setting, guarantees);
    case 2:
      if (text === undefined) return refuse(message, 'C102', '13', '/body/text');
      return withoutResult(movement, text, now, setting);
    default:
      return withoutResult(movement, 'nothing known', now, setting);
  }
}

/** Row E12. */
export function onEnquiryUnanswered(
  movement: Movement,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'underEnquiry':
      break;
    default:
      return NO_CHANGE;
  }
  const { mrn } = movement;
  const reason = 'no answer in time';
  const facts = [customsFact({ type: 'RecoveryRecommended', row: 'E12', mrn, reason })];
  return recommendRecovery(movement, facts, leave(movement, setting), now, setting);
}

/** Row E9: also where an officer does not accept the proof. @param answered the proof was put before him. */
export function withoutResult(
  movement: Movement,
  reason: string,
  now: SimTime,
  setting: Setting,
  answered?: 'proof',
): Step<Movement> {
  const { mrn } = movement;
  const facts = [customsFact({ type: 'RecoveryRecommended', row: 'E9', mrn, reason })];
  return recommendRecovery(movement, facts, leave(movement, setting, answered), now, setting);
}

/** Code 3: T-ENQRESP runs on, so that a proof nobody looks at does not hold up the recovery. */
function examineProof(
  movement: Movement,
  { body }: MessageOf<'X143'>,
  returnCopy: string,
  setting: Setting,
): Step<Movement> {
  const { mrn, lrn, channel, declaration } = movement;
  const office = ownAuthority(setting);
  const proposed = 'acceptProof';
  const question = { kind: 'proof', key: mrn, office, proposed, channel, mrn, lrn } as const;
  const asked = enquiryOf(movement).returnCopy !== '';
  return {
    state: movement.with({ enquiry: noting(movement, { returnCopy }) }),
    facts: [customsFact({ type: 'ReturnCopyFound', mrn, office: body.office })],
    effects: asked ? [] : [askAbout(question, declaration)],
  };
}

/** Row E10: X151 hands the debt over, with what they must know of it. */
function transfer(
  movement: Movement,
  { body }: MessageOf<'X143'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  const { mrn } = movement;
  const asked =
    authorityOf(countryOfOffice(body.office), 'REC', setting) ?? enquiryOf(movement).asked;
  const office = ownAuthority(setting);
  const debt = debtData(movement, countryOfOffice(asked), guarantees, setting);
  return {
    state: movement.with({ status: 'recoveryTransferred', enquiry: noting(movement, { asked }) }),
    facts: [customsFact({ type: 'RecoveryTransferred', row: 'E10', mrn, office: asked })],
    effects: [
      ...leave(movement, setting),
      setting.toOffice('X151', asked, office, mrn, { mrn, office, accept: 1, debt }),
      startTimer('T-RECACC', mrn, now + setting.timers['T-RECACC']),
    ],
  };
}
