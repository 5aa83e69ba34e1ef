/** X002, X114 and X164: goods stand at an office that has no record of them; it is given one, or the reason why there is none. */
import type { Send } from '../../../simulator/core/participant.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, refuse, send } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import { isOver } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { recordOf } from './advance-record.ts';
import { hasRecord } from './on-x118-frontier-crossed.ts';
import { isUnderWay } from './under-way.ts';

/** The questions, each with its answer. */
const ANSWERS = { X002: 'X003', X114: 'X115', X164: 'X165' } as const;
type RecordRequest = MessageOf<keyof typeof ANSWERS>;

/** Why an office is given no record (domain.md section 2.4). */
type NoRecord = 1 | 2 | 3 | 4;
const ARRIVED: NoRecord = 1;
const CANCELLED: NoRecord = 2;
const UNKNOWN: NoRecord = 3;
const OTHER: NoRecord = 4;

/** Row D30 while the goods are on their way; after the end of the movement by row D39. */
export function onRecordRequest(
  movement: Movement,
  message: RecordRequest,
  setting: Setting,
): Step<Movement> {
  if (!setting.knows(message.body.office)) return refuse(message, 'C304', '12', '/body/office');
  // An enquiry may also be about goods that have arrived, but of which no result has come (row D35).
  if (isUnderWay(movement) && movement.arrivedAt === 0) return give(movement, message);
  switch (movement.status) {
    case 'arrived':
    case 'discrepancyOpen':
    case 'writtenOff':
    case 'recovered':
      return withhold(message, ARRIVED, movement);
    case 'invalidated':
      return withhold(message, CANCELLED, movement);
    default:
      return withhold(message, movement.arrivedAt === 0 ? OTHER : ARRIVED, movement);
  }
}

/** Reason 3 is the negative answer: an unknown MRN is not refused by S906. */
export const onUnknownRecordRequest = (message: RecordRequest): Step<never> =>
  withhold(message, UNKNOWN);

function give(movement: Movement, message: RecordRequest): Step<Movement> {
  const { mrn, diverted } = movement;
  const { office } = message.body;
  const record = recordOf(movement, [office]);
  const state =
    message.messageType === 'X002' || hasRecord(movement, office)
      ? undefined
      : movement.with({ diverted: [...diverted, office] });
  return {
    state,
    facts: [customsFact({ type: 'RecordGiven', row: 'D30', mrn, office })],
    effects: [answer(message, { mrn, office, record })],
  };
}

/** A second arrival breaks rule C208, one that never was under way rule C207. */
const RULES: Readonly<Record<NoRecord, string | undefined>> = {
  1: 'C208',
  2: 'C207',
  3: undefined,
  4: 'C207',
};

function withhold(message: RecordRequest, reason: NoRecord, movement?: Movement): Step<never> {
  const { mrn, office } = message.body;
  const rule = message.messageType === 'X002' ? RULES[reason] : undefined;
  const fact = { type: 'RecordRefused', mrn, office, reason } as const;
  const ruled = rule === undefined ? fact : { ...fact, rule };
  const over = movement !== undefined && isOver(movement);
  return {
    state: undefined,
    facts: [customsFact(over ? { ...ruled, row: 'D39' } : ruled)],
    effects: [answer(message, { mrn, office, reason })],
  };
}

function answer(message: RecordRequest, body: Body<'X003'>): Send {
  const code = ANSWERS[message.messageType as keyof typeof ANSWERS];
  return send(code, message.sender, body, { ...answering(message), mrn: body.mrn });
}
