/** T007 of a movement that is unknown here: departure is asked for the record (X002), and the arrival waits for the answer (X003). */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { LIMITS } from '../../common/limits.ts';
import type { Defect } from '../../common/messages/parts.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import {
  askOfficer,
  NO_CHANGE,
  refuse,
  startTimer,
  stopTimer,
  warnOfficer,
  withdrawQuestion,
} from '../../common/step.ts';
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

/** No answer in T-ANS: asked again, at last an officer decides. The answer may still come: ICE loses nothing. */
export function onNoAnswer(asked: Asked, now: SimTime, setting: Setting): Step<Asked> {
  const { message, officeOfDeparture } = asked;
  const { mrn, office, identification } = message.body;
  if (asked.status !== 'asked') return NO_CHANGE;
  if (isUnanswered(asked)) {
    const text = 'no answer from the office of departure';
    const key = timerKey(mrn, office);
    const question = { kind: 'noRecord', key, office, mrn, identification } as const;
    return {
      ...NO_CHANGE,
      effects: [
        warnOfficer(office, 'T-ANS', text, { mrn }),
        askOfficer({ ...question, proposed: 'stop', channel: 'red' }),
      ],
    };
  }
  const attempt = asked.attempt + 1;
  return {
    state: asked.with({ attempt }),
    facts: [customsFact({ type: 'AarAskedAgain', mrn, office, attempt })],
    effects: question(message, officeOfDeparture, now, setting),
  };
}

/** After five tries: `stop` ends the record (row A4); on paper the goods stay, and arrive when the answer comes after all. */
export function onNoRecordDecision(
  asked: Asked,
  decision: MessageOf<'N820'>,
  now: SimTime,
): Step<Asked> {
  if (!isUnanswered(asked)) return refuse(decision, 'C202', '92');
  const { mrn, office } = asked.message.body;
  if (decision.body.decision === 'paper') {
    return {
      state: undefined,
      facts: [customsFact({ type: 'ArrivalOnPaper', mrn, office })],
      effects: [],
    };
  }
  return {
    state: asked.with({ status: 'refused', closedAt: now }),
    facts: [customsFact({ type: 'AarRefused', row: 'A4', rule: 'C201', mrn, office })],
    effects: [rejectionOf(asked.message, [UNKNOWN])],
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
    effects: [...stopQuestion(asked), rejectionOf(asked.message, [error])],
  };
}

const UNKNOWN: Defect = { pointer: '/body/mrn', code: '90', reason: 'C201' };

/** By the reason of X003. */
const NO_ARRIVAL: Readonly<Record<number, Defect>> = {
  1: outOfSequence('C208'),
  2: outOfSequence('C207'),
  3: UNKNOWN,
  4: outOfSequence('C207'),
};

/** The answer is there: T-ANS rings no more, and an officer who was asked need not decide. */
export function stopQuestion(asked: Asked): Effect[] {
  const { mrn, office } = asked.message.body;
  const key = timerKey(mrn, office);
  return isUnanswered(asked)
    ? [stopTimer('T-ANS', key), withdrawQuestion('noRecord', key, office, { mrn })]
    : [stopTimer('T-ANS', key)];
}

/** The goods have not arrived while the record is asked for: the first notice waits, a second is out of its turn. */
const again = ({ status }: Asked) => (status === 'refused' ? 'C207' : 'C202');

/** Asked as often as may be: an officer decides. */
const isUnanswered = ({ status, attempt }: Asked): boolean =>
  status === 'asked' && attempt === LIMITS.recordRetries;

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
    defects.push(UNKNOWN);
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
