/** N117 at an office of exit without a record: departure is asked for it (X164), and the truck waits for the answer (X165). */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { LIMITS } from '../../common/limits.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { startTimer, stopTimer } from '../../common/step.ts';
import { AskedRecord } from '../asked-record.ts';
import type { Setting } from '../setting.ts';
import { rejectionOf } from './reject-presentation.ts';
import { transitKey } from './transit-record.ts';

type Asked = AskedRecord<'N117'>;

/** T-ANS of a question about an exit; the same office may have asked about the entry. */
export const EXIT_TIMER = 'exit/';

export function askForExitRecord(
  message: MessageOf<'N117'>,
  officeOfDeparture: string,
  now: SimTime,
  setting: Setting,
): Step<Asked> {
  const { mrn, office } = message.body;
  return {
    state: AskedRecord.of(message, officeOfDeparture),
    facts: [
      customsFact({ type: 'ExitRecordAsked', mrn, office, attempt: 0 }),
      customsFact({ type: 'ExitPresented', mrn, office }),
    ],
    effects: question(message, officeOfDeparture, now, setting),
  };
}

/** No answer in T-ANS: asked again; at last the truck is told that nothing is known of it. */
export function onNoExitAnswer(asked: Asked, now: SimTime, setting: Setting): Step<Asked> {
  const { mrn, office } = asked.message.body;
  if (asked.attempt === LIMITS.recordRetries) {
    return turnAway(asked, { pointer: '/body/mrn', code: '90', reason: 'C201' }, now);
  }
  const attempt = asked.attempt + 1;
  return {
    state: asked.with({ attempt }),
    facts: [customsFact({ type: 'ExitRecordAsked', mrn, office, attempt })],
    effects: question(asked.message, asked.officeOfDeparture, now, setting),
  };
}

/** X165 with a reason: 3 unknown, else cancelled, arrived or never released. */
export const onExitRecordRefused = (asked: Asked, reason: number, now: SimTime): Step<Asked> =>
  turnAway(
    asked,
    reason === 3
      ? { pointer: '/body/mrn', code: '90', reason: 'C201' }
      : { pointer: '/', code: '92', reason: 'C207' },
    now,
  );

function turnAway(asked: Asked, error: Defect, now: SimTime): Step<Asked> {
  const { mrn, office } = asked.message.body;
  return {
    state: asked.with({ status: 'refused', closedAt: now }),
    facts: [customsFact({ type: 'ExitRefused', mrn, office, rule: error.reason })],
    effects: [stopTimer('T-ANS', timerKey(mrn, office)), rejectionOf(asked.message, [error])],
  };
}

export const timerKey = (mrn: string, office: string): string =>
  EXIT_TIMER + transitKey(mrn, office);

const question = (
  { body: { mrn, office } }: MessageOf<'N117'>,
  officeOfDeparture: string,
  now: SimTime,
  setting: Setting,
): Effect[] => [
  setting.toOffice('X164', officeOfDeparture, office, mrn, { mrn, office }),
  startTimer('T-ANS', timerKey(mrn, office), now + setting.timers['T-ANS']),
];
