/** What the office of departure tells the trader, and how it refuses what does not fit. */
import type { Effect, Send } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import type { Message } from '../../../simulator/core/participant.ts';
import type { Body, MessageCode } from '../../common/message-types.ts';
import { customsFact } from '../../common/facts.ts';
import { answering, byRow, refuse, rejection, send } from '../../common/step.ts';
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
export const outOfSequence = (movement: Movement, message: Message): Step<Movement> => {
  const refusal = refuse(message, 'C202', '92');
  return isOver(movement) ? byRow('D39', refusal) : refusal;
};

/** Nothing is known of the movement: code 90. */
export const unknownMrn = (message: Message): Step<Movement> => refuse(message, 'C201', '90');

/** A request of the trader that has a negative answer of its own is refused by that: T056. */
export function rejectRequest(
  message: MessageOf<'T054'>,
  rule: string,
  code: string,
  row?: string,
): Step<never> {
  const { messageId, messageType, sender, mrn } = message;
  const pointer = code === '90' ? '/mrn' : '/';
  const fact = rejection(messageId, messageType, rule, code, mrn);
  const header = mrn === undefined ? answering(message) : { ...answering(message), mrn };
  return {
    state: undefined,
    facts: [row === undefined ? fact : { ...fact, row }],
    effects: [
      send(
        'T056',
        sender,
        {
          rejectionType: '054',
          rejectionCode: '12',
          errors: [{ pointer, code, reason: rule }],
        },
        header,
      ),
    ],
  };
}

type Denial = 'D18' | 'D19' | 'D22' | 'D24';

/** The goods are not released: T051, and the movement is over. */
export const denyRelease = (
  movement: Movement,
  row: Denial,
  motivation: string,
  now: SimTime,
  effects: readonly Effect[] = [],
): Step<Movement> => ({
  state: movement.with({ status: 'notReleased', closedAt: now }),
  facts: [customsFact({ type: 'ReleaseDenied', row, mrn: movement.mrn, reason: motivation })],
  effects: [...effects, toTrader(movement, 'T051', { motivation })],
});
