/** N117 at an office of transit without a record: departure is asked for it (X114), again and again, and at last an officer. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { LIMITS } from '../../common/limits.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { askOfficer, NO_CHANGE, refuse, send, startTimer } from '../../common/step.ts';
import { AskedRecord } from '../asked-record.ts';
import type { Setting } from '../setting.ts';
import { rejectionOf } from './reject-presentation.ts';
import { transitKey } from './transit-record.ts';

type Asked = AskedRecord<'N117'>;

/** Row B2. @param officeOfDeparture whom the MRN names. */
export function askForRecord(
  message: MessageOf<'N117'>,
  officeOfDeparture: string,
  now: SimTime,
  setting: Setting,
): Step<Asked> {
  const { mrn, office } = message.body;
  return {
    state: AskedRecord.of(message, officeOfDeparture),
    facts: [
      customsFact({ type: 'AtrAsked', row: 'B2', mrn, office }),
      customsFact({ type: 'TruckPresented', mrn, office }),
    ],
    effects: question(message, officeOfDeparture, now, setting),
  };
}

/** Row B5: no answer in T-ANS. */
export function onNoAnswer(asked: Asked, now: SimTime, setting: Setting): Step<Asked> {
  const { message, officeOfDeparture } = asked;
  const { mrn, office, identification } = message.body;
  if (asked.status !== 'asked') return NO_CHANGE;
  if (asked.attempt < LIMITS.recordRetries) {
    const attempt = asked.attempt + 1;
    return {
      state: asked.with({ attempt }),
      facts: [customsFact({ type: 'AtrAskedAgain', row: 'B5', mrn, office, attempt })],
      effects: question(message, officeOfDeparture, now, setting),
    };
  }
  return {
    state: asked.with({ status: 'unanswered', closedAt: now }),
    facts: [customsFact({ type: 'AtrUnanswered', row: 'B5', mrn, office })],
    effects: [
      askOfficer({
        kind: 'noRecord',
        key: transitKey(mrn, office),
        office,
        proposed: 'stop',
        channel: 'red',
        mrn,
        identification,
      }),
    ],
  };
}

/** After row B5: on paper, or not at all. The office of departure hears of neither: it does not answer. */
export function onNoRecordDecision(
  { status, message }: Asked,
  decision: MessageOf<'N820'>,
  now: SimTime,
): Step<Asked> {
  if (status !== 'unanswered') return refuse(decision, 'C202', '92');
  const { mrn, office } = message.body;
  if (decision.body.decision === 'paper') {
    const passage = { from: office, mrn, correlationId: message.messageId };
    return {
      state: undefined,
      facts: [customsFact({ type: 'PassageOnPaper', mrn, office })],
      effects: [send('N118', message.sender, { mrn, office, time: isoUtc(now) }, passage)],
    };
  }
  return {
    state: undefined,
    facts: [customsFact({ type: 'PassageStopped', rule: 'C201', mrn, office })],
    effects: [rejectionOf(message, [{ pointer: '/body/mrn', code: '90', reason: 'C201' }])],
  };
}

const question = (
  { body: { mrn, office } }: MessageOf<'N117'>,
  officeOfDeparture: string,
  now: SimTime,
  setting: Setting,
) => [
  setting.toOffice('X114', officeOfDeparture, office, mrn, { mrn, office }),
  startTimer('T-ANS', transitKey(mrn, office), now + setting.timers['T-ANS']),
];
