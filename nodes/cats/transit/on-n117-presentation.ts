/** N117: the truck stands at the office. Risk analysis proposes, an officer decides whether it passes. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { byRow, refuse } from '../../common/step.ts';
import { riskOnSight } from '../on-sight.ts';
import { askAbout } from '../question.ts';
import type { Risk } from '../risk.ts';
import { rejectPresentation } from './reject-presentation.ts';
import type { TransitRecord } from './transit-record.ts';
import { transitKey } from './transit-record.ts';

/** Before rows B6 and B7, which need the officer; row B14 for a truck that has passed. @param assess is asked for the risk where the truck is taken up. */
export function onPresentation(
  record: TransitRecord,
  message: MessageOf<'N117'>,
  assess: (record: TransitRecord) => Risk,
): Step<TransitRecord> {
  const { mrn, office } = record;
  switch (record.status) {
    case 'atrCreated':
    case 'overdue': {
      if (record.presented) return refuse(message, 'C202', '92');
      const { state, effects } = takeUp(record, message, assess(record));
      return { state, facts: [customsFact({ type: 'TruckPresented', mrn, office })], effects };
    }
    case 'entryCheck':
      return refuse(message, 'C202', '92');
    case 'passed':
      return byRow('B14', refuse(message, 'C202', '92'));
    case 'cancelled':
      return rejectPresentation(message, [{ pointer: '/', code: '92', reason: 'C207' }]);
    case 'refused':
    case 'closedArrived':
      return rejectPresentation(message, [{ pointer: '/', code: '92', reason: 'C202' }]);
  }
}

/** The truck is put before an officer. */
export function takeUp(
  record: TransitRecord,
  message: MessageOf<'N117'>,
  risk: Risk,
): Step<TransitRecord> {
  const { mrn, office, declaration } = record;
  const { channel, repeats } = riskOnSight(record, message.body, risk);
  const proposed = channel === 'green' ? 'pass' : 'check';
  return {
    state: record.with({
      channel,
      repeats,
      driver: message.sender,
      presentationId: message.messageId,
    }),
    facts: [],
    effects: [
      askAbout(
        { kind: 'presentation', key: transitKey(mrn, office), office, proposed, channel, mrn },
        declaration,
      ),
    ],
  };
}
