/** T057: what speaks against a notice of arrival (007) or unloading remarks (044), to whoever sent them. */
import type { Send } from '../../../simulator/core/participant.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, rejection, send } from '../../common/step.ts';

type Notice = MessageOf<'T007' | 'T044'>;

/** No row: there is no record that the message could change, or none that is ready for it. */
export const turnDown = (message: Notice, ...errors: Defect[]): Step<never> => ({
  state: undefined,
  facts: errors.map(({ reason, code }) =>
    rejection(message.messageId, message.messageType, reason, code, message.body.mrn),
  ),
  effects: [rejectionOf(message, errors)],
});

export const rejectionOf = (message: Notice, errors: Defect[]): Send =>
  send(
    'T057',
    message.sender,
    { rejectionType: message.messageType.slice(1), errors },
    { ...answering(message), mrn: message.body.mrn },
  );

export const outOfSequence = (reason: 'C202' | 'C207' | 'C208'): Defect => ({
  pointer: '/',
  code: '92',
  reason,
});

/** Each rule once, in the order found. */
export const rulesOf = (defects: readonly Defect[]): string[] => [
  ...new Set(defects.map(({ reason }) => reason)),
];
