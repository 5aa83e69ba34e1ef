/** N820 on arrived goods: they are released without a control, or controlled and then released. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { ControlResult } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send, stopTimer } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';

/** Row A13, or the decision to control, which leaves the state as it is. */
export function onArrivalDecision(
  record: ArrivalRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'arrived':
      return message.body.decision === 'control'
        ? control(record)
        : finish(record, 'A13', resultOf(record, 'A2', undefined, now), now, setting);
    default:
      return refuse(message, 'C202', '92');
  }
}

/** Row A14. */
export function onDestinationControl(
  record: ArrivalRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'arrived': {
      const { decision, differences } = message.body;
      return finish(record, 'A14', resultOf(record, decision, differences, now), now, setting);
    }
    default:
      return refuse(message, 'C202', '92');
  }
}

function control(record: ArrivalRecord): Step<ArrivalRecord> {
  const { mrn, office, channel, declaration } = record;
  return {
    state: undefined,
    facts: [customsFact({ type: 'DestinationControlDecided', mrn, channel })],
    effects: [
      askAbout(
        { kind: 'destinationControl', key: mrn, office, proposed: 'A1', channel, mrn },
        declaration,
      ),
    ],
  };
}

/** The state of the seals is told where some were on (C0810); they were found as affixed when the arrival was notified. */
function resultOf(
  { seals }: ArrivalRecord,
  code: string,
  differences: string[] | undefined,
  now: SimTime,
): ControlResult {
  const result: ControlResult = { code, date: isoUtc(now) };
  if (seals.length > 0) result.stateOfSeals = 1;
  if (differences !== undefined) result.differences = differences;
  return result;
}

/** X018 to departure, T025 to whoever notified the arrival. */
function finish(
  record: ArrivalRecord,
  row: 'A13' | 'A14',
  result: ControlResult,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, office, trader, declaration } = record;
  const { code } = result;
  const released = { mrn, releaseIndicator: 1, date: isoUtc(now) } as const;
  return {
    state: record.with({ status: 'resultSent', closedAt: now }),
    facts: [customsFact({ type: 'GoodsReleased', row, mrn, office, result: code })],
    effects: [
      stopTimer('T-CTLRES-D', mrn),
      setting.toOffice('X018', declaration.officeOfDeparture, office, mrn, { mrn, office, result }),
      send('T025', trader, released, { from: office, mrn }),
    ],
  };
}
