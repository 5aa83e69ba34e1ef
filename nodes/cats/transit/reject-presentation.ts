/** T058: what speaks against a presentation at the border, to whoever made it. */
import type { Send } from '../../../simulator/core/participant.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, rejection, send } from '../../common/step.ts';

type Presentation = MessageOf<'N117'>;

/** No row: there is no record that the presentation could change. */
export const rejectPresentation = (message: Presentation, errors: Defect[]): Step<never> => ({
  state: undefined,
  facts: errors.map(({ reason, code }) =>
    rejection(message.messageId, message.messageType, reason, code, message.body.mrn),
  ),
  effects: [rejectionOf(message, errors)],
});

export const rejectionOf = (message: Presentation, errors: Defect[]): Send => {
  const { mrn, office } = message.body;
  return send('T058', message.sender, { office, errors }, { ...answering(message), mrn });
};

/** To a driver who has waited for an answer since he presented the goods. */
export const turnBack = ({ driver, presentationId, mrn, office }: Waiting, error: Defect): Send =>
  send(
    'T058',
    driver,
    { office, errors: [error] },
    { from: office, mrn, correlationId: presentationId },
  );

/** A truck at the office. */
interface Waiting {
  readonly driver: string;
  readonly presentationId: string;
  readonly mrn: string;
  readonly office: string;
}
