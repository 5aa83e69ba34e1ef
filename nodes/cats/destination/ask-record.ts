/** T007 of a movement that is unknown here: departure is asked for the record (X002), and the arrival waits for the answer (X003). */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { LIMITS } from '../../common/limits.ts';
import type { Defect } from '../../common/messages/parts.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, startTimer, stopTimer, warnOfficer } from '../../common/step.ts';
import { AskedRecord } from '../asked-record.ts';
import { officeOfDepartureOf } from '../office-of-departure.ts';
import type { Setting } from '../setting.ts';
import { diversionKey } from './arrival-record.ts';
import { outOfSequence, rejectionOf, turnDown } from './reject-arrival.ts';

type Asked = AskedRecord<'T007'>;

/** T-ANS of a question about an arrival; the same office may have asked about an entry. */
export const ARRIVAL_TIMER = 'arrival/';

/** Row A2; or what speaks at once against the arrival. @param known the question that was put already. */
export function onUnknownArrival(
  message: MessageOf<'T007'>,
  known: Asked | undefined,
  now: SimTime,
  setting: Setting,
): Step<Asked> {
  if (known !== undefined) return turnDown(message, outOfSequence(again(known)));
  const { mrn, office } = message.body;
  const departure = officeOfDepartureOf(mrn, setting.parameters.scheme);
  const defects = objectionsTo(message, departure, setting);
  if (defects.length > 0) return turnDown(message, ...defects);
  if (departure === undefined) return NO_CHANGE;
  return {
    state: AskedRecord.of(message, departure),
    facts: [customsFact({ type: 'AarAsked', row: 'A2', mrn, office })],
    effects: question(message, departure, now, setting),
  };
}

/** No answer in T-ANS: asked again, at last the officer hears of it. The answer may still come: ICE loses nothing. */
export function onNoAnswer(asked: Asked, now: SimTime, setting: Setting): Step<Asked> {
  const { message, officeOfDeparture } = asked;
  const { mrn, office } = message.body;
  if (asked.status !== 'asked') return NO_CHANGE;
  if (asked.attempt === LIMITS.recordRetries) {
    const text = 'no answer from the office of departure';
    return { ...NO_CHANGE, effects: [warnOfficer(office, 'T-ANS', text, { mrn })] };
  }
  const attempt = asked.attempt + 1;
  return {
    state: asked.with({ attempt }),
    facts: [customsFact({ type: 'AarAskedAgain', mrn, office, attempt })],
    effects: question(message, officeOfDeparture, now, setting),
  };
}

/** Row A4: arrived already (C208), cancelled or never released (C207), unknown (C201). */
export function onRecordRefused(asked: Asked, reason: number, now: SimTime): Step<Asked> {
  const { mrn, office } = asked.message.body;
  const error = NO_ARRIVAL[reason] ?? outOfSequence('C207');
  const { reason: rule } = error;
  return {
    state: asked.with({ status: 'refused', closedAt: now }),
    facts: [customsFact({ type: 'AarRefused', row: 'A4', rule, mrn, office, reason })],
    effects: [stopQuestion(mrn, office), rejectionOf(asked.message, [error])],
  };
}

/** By the reason of X003. */
const NO_ARRIVAL: Readonly<Record<number, Defect>> = {
  1: outOfSequence('C208'),
  2: outOfSequence('C207'),
  3: { pointer: '/body/mrn', code: '90', reason: 'C201' },
  4: outOfSequence('C207'),
};

/** T-ANS rings no more. */
export const stopQuestion = (mrn: string, office: string): Effect =>
  stopTimer('T-ANS', timerKey(mrn, office));

const again = ({ status }: Asked) => (status === 'refused' ? 'C207' : 'C208');

/** A number that is none, one of no member country, or an office that is not ours. */
function objectionsTo(
  { body: { mrn, office } }: MessageOf<'T007'>,
  departure: string | undefined,
  setting: Setting,
): Defect[] {
  const defects: Defect[] = [];
  const parsed = parseMrn(mrn, '/body/mrn');
  if (!parsed.ok) {
    defects.push({ pointer: '/body/mrn', code: '93', reason: parsed.error.code ?? 'C301' });
  } else if (departure === undefined) {
    defects.push({ pointer: '/body/mrn', code: '90', reason: 'C201' });
  }
  if (!setting.serves(office, 'DES')) {
    defects.push({ pointer: '/body/office', code: '12', reason: 'C304', value: office });
  }
  return defects.filter(({ reason }) => !(setting.off as ReadonlySet<string>).has(reason));
}

const question = (
  { body: { mrn, office } }: MessageOf<'T007'>,
  officeOfDeparture: string,
  now: SimTime,
  setting: Setting,
): Effect[] => [
  setting.toOffice('X002', officeOfDeparture, office, mrn, { mrn, office }),
  startTimer('T-ANS', timerKey(mrn, office), now + setting.timers['T-ANS']),
];

const timerKey = (mrn: string, office: string): string => ARRIVAL_TIMER + diversionKey(mrn, office);
