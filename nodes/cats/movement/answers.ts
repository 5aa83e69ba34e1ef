/** What is told about a movement to whoever lodged its declaration, and how a message that does not fit it is refused. */
import type { Message, Send } from '../../../simulator/core/participant.ts';
import type { Body, MessageCode } from '../../common/message-types.ts';
import type { Step } from '../../common/step.ts';
import { byRow, refuse, send } from '../../common/step.ts';
import type { Movement } from './movement.ts';
import { isOver } from './movement.ts';

/** A message about the movement to whoever lodged the declaration. */
export const toTrader = <C extends MessageCode>(
  movement: Movement,
  messageType: C,
  body: Body<C>,
): Send => {
  const { office: from, mrn, lrn } = movement;
  return mrn === ''
    ? send(messageType, movement.trader, body, { from, lrn, correlationId: movement.declarationId })
    : send(messageType, movement.trader, body, { from, mrn, lrn });
};

/** No row fits: code 92, after the end by row D39. */
export const outOfSequence = (movement: Movement, message: Message): Step<never> => {
  const refusal = refuse(message, 'C202', '92');
  return isOver(movement) ? byRow('D39', refusal) : refusal;
};

/** Nothing is known of the movement: code 90. */
export const unknownMrn = (message: Message): Step<never> => refuse(message, 'C201', '90');
