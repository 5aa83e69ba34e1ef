/** T141: the principal says where the goods went; T-PRINC when he does not. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, NO_CHANGE, rejection, send } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import { isOver } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { leave } from './leave.ts';
import { openEnquiry } from './open.ts';

/** Rows E4, E5 and E6: useful is an answer that names an office, a consignee or a receipt. */
export function onPrincipalAnswer(
  movement: Movement,
  message: MessageOf<'T141'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'askedPrincipal':
      break;
    default:
      return rejectAnswer(message, 'C202', '92', isOver(movement) ? 'D39' : undefined);
  }
  const defects = defectsOf(message, now, setting);
  if (defects.length > 0) return correctAnswer(movement, message, defects);
  const { actualOffice, consignee, receiptDate } = message.body;
  const effects = leave(movement, setting);
  if (actualOffice === undefined && consignee === undefined && receiptDate === undefined) {
    return openEnquiry(movement, 'E6', 'T-ENQRESP/short', effects, now, setting);
  }
  const known = {
    ...(actualOffice === undefined ? {} : { actualOffice }),
    ...(consignee === undefined ? {} : { consignee }),
  };
  return openEnquiry(movement, 'E4', 'T-ENQRESP', effects, now, setting, known);
}

/** Row E6. */
export function onPrincipalSilent(
  movement: Movement,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'askedPrincipal':
      return openEnquiry(movement, 'E6', 'T-ENQRESP/short', [], now, setting);
    default:
      return NO_CHANGE;
  }
}

/** T056 is the negative answer to T141; nothing is known of the movement, or it asks nothing of him. */
export function rejectAnswer(
  message: MessageOf<'T141'>,
  rule: 'C201' | 'C202',
  code: '90' | '92',
  row?: 'D39',
): Step<never> {
  const { messageId, messageType, mrn } = message;
  const fact = rejection(messageId, messageType, rule, code, mrn);
  const pointer = code === '90' ? '/mrn' : '/';
  return {
    state: undefined,
    facts: [row === undefined ? fact : { ...fact, row }],
    effects: [answerRejected(message, [{ pointer, code, reason: rule }])],
  };
}

/** The office is none of destination, or the receipt is dated in the future. */
function defectsOf(
  { body }: MessageOf<'T141'>,
  now: SimTime,
  { parameters, off }: Setting,
): Defect[] {
  const { actualOffice: office, receiptDate } = body;
  const defects: Defect[] = [];
  const known = office === undefined ? undefined : parameters.scheme.offices[office];
  if (office !== undefined && known?.roles.includes('DES') !== true && !off.has('C304')) {
    defects.push({ pointer: '/body/actualOffice', code: '12', reason: 'C304', value: office });
  }
  if (receiptDate !== undefined && !((parseIsoUtc(receiptDate) ?? Infinity) <= now)) {
    const value = receiptDate;
    if (!off.has('C104'))
      defects.push({ pointer: '/body/receiptDate', code: '14', reason: 'C104', value });
  }
  return defects;
}

/** Row E5: all defects at once; he may answer again until T-PRINC is over. */
function correctAnswer(
  { mrn }: Movement,
  message: MessageOf<'T141'>,
  defects: Defect[],
): Step<Movement> {
  const rules = defects.map(({ reason }) => reason);
  return {
    state: undefined,
    facts: [customsFact({ type: 'PrincipalAnswerRejected', row: 'E5', mrn, rules })],
    effects: [answerRejected(message, defects)],
  };
}

function answerRejected(message: MessageOf<'T141'>, errors: Defect[]) {
  const { sender, mrn } = message;
  const header = mrn === undefined ? answering(message) : { ...answering(message), mrn };
  return send('T056', sender, { rejectionType: '141', rejectionCode: '12', errors }, header);
}
