/** T007: somebody notifies the arrival of the goods. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import { customsFact } from '../../common/facts.ts';
import type { Defect } from '../../common/messages/parts.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, rejection, send, startTimer } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import { sameSeals } from '../same-seals.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';

type Arrival = MessageOf<'T007'>;

/** Rows A5 and A6. @param drawn channel from the country's shares. */
export function onArrival(
  record: ArrivalRecord,
  message: Arrival,
  drawn: Channel,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'aarCreated': {
      const defects = defectsOf(record, message, now);
      return defects.length > 0
        ? reject(message, defects)
        : arrive(record, message, drawn, now, setting);
    }
    case 'cancelled':
      return outOfSequence(message, 'C207');
    default:
      return outOfSequence(message, 'C208');
  }
}

/** A number that is none is answered with 93, one without an advance record with 90 (row A2 is not spoken). */
export function onUnknownArrival(message: Arrival): Step<never> {
  const parsed = parseMrn(message.body.mrn, '/body/mrn');
  const [code, rule] = parsed.ok ? ['90', 'C201'] : ['93', parsed.error.code ?? 'C301'];
  return turnDown(message, { pointer: '/body/mrn', code, reason: rule });
}

/** Row A6: departure hears of it; an officer decides on a control. */
function arrive(
  record: ArrivalRecord,
  { body, sender }: Arrival,
  channel: Channel,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, office, declaration } = record;
  const proposed = channel === 'green' ? 'noControl' : 'control';
  const advice = { mrn, arrivedAt: body.arrivedAt, actualOffice: office };
  return {
    state: record.with({ status: 'arrived', channel, trader: sender }),
    facts: [customsFact({ type: 'ArrivalNotified', row: 'A6', mrn, office })],
    effects: [
      setting.toOffice('X006', declaration.officeOfDeparture, office, mrn, advice),
      startTimer('T-CTLRES-D', mrn, now + setting.timers['T-CTLRES-D']),
      askAbout({ kind: 'arrivalDecision', key: mrn, office, proposed, channel, mrn }, declaration),
    ],
  };
}

/** What differs from the advance record, or cannot be: all of it at once. */
function defectsOf(
  { office, declaration, seals }: ArrivalRecord,
  { body }: Arrival,
  now: SimTime,
): Defect[] {
  const defects: Defect[] = [];
  // Another office than declared is a diversion, which needs X002 (row A2, not spoken).
  if (body.office !== office) {
    defects.push({ pointer: '/body/office', code: '12', reason: 'C304', value: body.office });
  }
  if (body.simplified === 1) {
    defects.push({ pointer: '/body/simplified', code: '14', reason: 'C503', value: '1' });
  }
  const arrivedAt = parseIsoUtc(body.arrivedAt);
  if (arrivedAt === undefined || arrivedAt > now) {
    defects.push({ pointer: '/body/arrivedAt', code: '14', reason: 'C104', value: body.arrivedAt });
  }
  const { identification } = body;
  if (declaration.means[0]?.identification !== identification) {
    defects.push({
      pointer: '/body/identification',
      code: '14',
      reason: 'C320',
      value: identification,
    });
  }
  if (!sameSeals(seals, body.seals)) {
    const value = body.seals.join(' ').slice(0, 512);
    defects.push({ pointer: '/body/seals', code: '14', reason: 'C315', value });
  }
  return defects;
}

/** Row A5. */
function reject(message: Arrival, defects: Defect[]): Step<never> {
  const { mrn } = message.body;
  const rules = [...new Set(defects.map(({ reason }) => reason))];
  return {
    state: undefined,
    facts: [customsFact({ type: 'ArrivalRejected', row: 'A5', mrn, rules })],
    effects: [rejectionOf(message, defects)],
  };
}

const outOfSequence = (message: Arrival, rule: 'C207' | 'C208'): Step<never> =>
  turnDown(message, { pointer: '/', code: '92', reason: rule });

/** T057 where no record can take the arrival. */
const turnDown = (message: Arrival, defect: Defect): Step<never> => ({
  state: undefined,
  facts: [factOf(message, defect)],
  effects: [rejectionOf(message, [defect])],
});

const factOf = ({ messageId, messageType, body }: Arrival, { code, reason }: Defect) =>
  rejection(messageId, messageType, reason, code, body.mrn);

const rejectionOf = (message: Arrival, errors: Defect[]) =>
  send(
    'T057',
    message.sender,
    { rejectionType: '007', errors },
    { ...answering(message), mrn: message.body.mrn },
  );
