/** How a control report with defects is refused: S906 with all of them, each fact with its rule. */
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, rejection, send } from '../../common/step.ts';

/** Where a decision on the task says what a report says elsewhere. */
const IN_DECISION: Readonly<Record<string, string>> = {
  '/body/result/code': '/body/decision',
  '/body/result/differences': '/body/differences',
};

export function refuseReport(
  message: MessageOf<'N017' | 'N820'>,
  defects: readonly Defect[],
): Step<never> {
  const { messageId, messageType, sender, mrn } = message;
  const errors = defects.map((defect) =>
    messageType === 'N017'
      ? defect
      : Object.assign({}, defect, { pointer: IN_DECISION[defect.pointer] ?? defect.pointer }),
  );
  const first = new Map(defects.map((defect) => [defect.reason, defect]));
  const header = mrn === undefined ? answering(message) : { ...answering(message), mrn };
  return {
    state: undefined,
    facts: [...first.values()].map(({ reason, code }) =>
      rejection(messageId, messageType, reason, code, mrn),
    ),
    effects: [send('S906', sender, { messageId, errors }, header)],
  };
}
