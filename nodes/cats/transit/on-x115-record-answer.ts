/** X115: departure sends the record of a truck that already stands here, or says why it has none. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { AdvanceRecord } from '../../common/messages/transit.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, stopTimer } from '../../common/step.ts';
import type { AskedRecord } from '../asked-record.ts';
import type { Risk } from '../risk.ts';
import { takeUp } from './on-n117-presentation.ts';
import { rejectionOf } from './reject-presentation.ts';
import type { TransitRecord } from './transit-record.ts';
import { expectedTransit, transitKey } from './transit-record.ts';

/** What the answer makes of the question, and the record that takes its place. */
export interface Answered {
  readonly asked: AskedRecord<'N117'>;
  readonly step: Step<TransitRecord>;
}

/** Rows B3 and B4. A question that was put again may be answered again; that changes nothing. */
export function onRecordAnswer(
  asked: AskedRecord<'N117'>,
  message: MessageOf<'X115'>,
  assess: (record: TransitRecord) => Risk,
  now: SimTime,
): Answered {
  const { record, reason } = message.body;
  if (asked.status !== 'asked') {
    return { asked, step: asked.attempt > 0 ? NO_CHANGE : refuse(message, 'C202', '92') };
  }
  if (record !== undefined) return receive(asked, record, assess, now);
  if (reason !== undefined) return turnAway(asked, reason, now);
  return { asked, step: refuse(message, 'C102', '13', '/body/record') };
}

/** Row B3; the presentation that has waited is taken up at once. */
function receive(
  asked: AskedRecord<'N117'>,
  record: AdvanceRecord,
  assess: (record: TransitRecord) => Risk,
  now: SimTime,
): Answered {
  const { mrn, office } = asked.message.body;
  const expected = expectedTransit(record, mrn, office);
  const { state, effects } = takeUp(expected, asked.message, assess(expected));
  return {
    asked: asked.with({ status: 'answered', closedAt: now }),
    step: {
      state,
      facts: [customsFact({ type: 'AtrCreated', row: 'B3', mrn, office, expected: now })],
      effects: [stopTimer('T-ANS', transitKey(mrn, office)), ...effects],
    },
  };
}

/** Row B4. */
function turnAway(asked: AskedRecord<'N117'>, reason: number, now: SimTime): Answered {
  const { mrn, office } = asked.message.body;
  const error = NO_PASSAGE[reason] ?? OTHER;
  const { reason: rule } = error;
  return {
    asked: asked.with({ status: 'refused', closedAt: now }),
    step: {
      state: undefined,
      facts: [customsFact({ type: 'AtrRefused', row: 'B4', rule, mrn, office, reason })],
      effects: [stopTimer('T-ANS', transitKey(mrn, office)), rejectionOf(asked.message, [error])],
    },
  };
}

const OTHER: Defect = { pointer: '/', code: '92', reason: 'C207' };
/** By the reason of X115: arrived already, cancelled, unknown; 4 is any other. */
const NO_PASSAGE: Readonly<Record<number, Defect>> = {
  1: { pointer: '/', code: '92', reason: 'C202' },
  2: OTHER,
  3: { pointer: '/body/mrn', code: '90', reason: 'C201' },
  4: OTHER,
};
