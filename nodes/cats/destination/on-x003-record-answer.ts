/** X003: departure sends the record of goods that have come already, or says why it has none. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse } from '../../common/step.ts';
import type { AskedRecord } from '../asked-record.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { expectedArrival } from './arrival-record.ts';
import { onRecordRefused, stopQuestion } from './ask-record.ts';
import type { ArrivalNeeds } from './on-t007-arrival.ts';
import { onArrival } from './on-t007-arrival.ts';

/** What the answer makes of the question, and of the record that takes its place. */
export interface Answered {
  readonly asked: Step<AskedRecord<'T007'>>;
  readonly arrival: Step<ArrivalRecord>;
}

/** Rows A3 and A4. A question that was put again may be answered again; that changes nothing. */
export function onRecordAnswer(
  asked: AskedRecord<'T007'>,
  message: MessageOf<'X003'>,
  now: SimTime,
  needs: ArrivalNeeds,
): Answered {
  const { record, reason } = message.body;
  const { mrn, office } = asked.message.body;
  if (asked.status !== 'asked') {
    return only(asked.attempt > 0 ? NO_CHANGE : refuse(message, 'C202', '92'));
  }
  if (record === undefined) {
    return only(
      reason === undefined
        ? refuse(message, 'C102', '13', '/body/record')
        : onRecordRefused(asked, reason, now),
    );
  }
  const expected = expectedArrival(record, mrn, office);
  // Row A3, and at once A5, A6 or A7.
  const arrival = onArrival(expected, asked.message, now, needs);
  return {
    asked: {
      state: asked.with({ status: 'answered', closedAt: now }),
      facts: [customsFact({ type: 'AarCreated', row: 'A3', mrn, office })],
      effects: stopQuestion(asked),
    },
    arrival: { ...arrival, state: arrival.state ?? expected },
  };
}

const only = (asked: Step<AskedRecord<'T007'>>): Answered => ({ asked, arrival: NO_CHANGE });
